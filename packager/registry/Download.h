// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_REGISTRY_DOWNLOAD_H
#define WPACK_REGISTRY_DOWNLOAD_H

#include "packager/registry/Endpoint.h"

namespace wpack {

/// The bytes behind a path of a registry, asked for at the first read. A broken
/// connection is gone on with where it broke, by Range. The bytes are not
/// checked here.
class Download : public BlobSource {
public:
  /// `endpoint` must outlive it. `size` is what the descriptor says.
  Download(Endpoint &endpoint, std::string path, int64_t size,
           RetryPolicy retry);
  Expected<size_t> read(std::span<char> buffer) override;
  Status rewind() override;
  Status resume(BlobSource &known, int64_t count) override;

private:
  Status connect();
  Expected<size_t> readOnce(std::span<char> buffer);

  Endpoint &endpoint;
  std::string path;
  int64_t size;
  RetryPolicy retry;
  int64_t offset = 0;
  int64_t known = 0; ///< Bytes of the stream to pass over.
  int failures = 0;  ///< Since bytes last came.
  std::unique_ptr<HttpStream> stream;
};

} // namespace wpack

#endif
