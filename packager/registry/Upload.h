// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_REGISTRY_UPLOAD_H
#define WPACK_REGISTRY_UPLOAD_H

#include "packager/registry/Endpoint.h"

namespace wpack {

struct UploadOptions {
  RetryPolicy retry;
  /// Blobs that are larger go in pieces of this size: after a broken connection
  /// only the last piece is sent again.
  int64_t chunkBytes = 64 << 20;
};

/// Brings one blob into a repository. `mountFrom` is another repository of the
/// same registry that may have it, or empty.
Status uploadBlob(Endpoint &endpoint, const std::string &repository,
                  const Descriptor &blob, BlobSource &bytes,
                  const std::string &mountFrom, const UploadOptions &options);

} // namespace wpack

#endif
