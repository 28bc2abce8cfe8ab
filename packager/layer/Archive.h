// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_LAYER_ARCHIVE_H
#define WPACK_LAYER_ARCHIVE_H

#include "packager/oci/BlobSource.h"
#include <functional>

struct archive;

namespace wpack {

/// Takes one file of an archive; what it does not read is passed over.
using FileVisitor = std::function<Status(const std::string &name, int64_t size,
                                         BlobSource &bytes)>;

/// Goes through the regular files of a tar, compressed or not. Names come
/// without a leading `./`; absolute ones and those with `..` are errors. Links,
/// devices and the like are passed over: nobody follows or makes any. At most
/// `limit` bytes are unpacked in all.
Status readArchive(BlobSource &tar, int64_t limit, const FileVisitor &visit);

/// Unpacks gzip, zstd or nothing at all into `write`; more than `limit` bytes
/// are an error.
Status decompress(BlobSource &packed, int64_t limit,
                  const std::function<Status(std::string_view)> &write);

/// Packs a stream by gzip, without time and name.
Status gzipStream(BlobSource &bytes,
                  const std::function<Status(std::string_view)> &write);

/// Writes a tar piece by piece, the same bytes for the same calls.
class ArchiveWriter {
public:
  /// `write` takes the bytes of the tar.
  explicit ArchiveWriter(std::function<Status(std::string_view)> write);
  ArchiveWriter(const ArchiveWriter &) = delete;
  ArchiveWriter &operator=(const ArchiveWriter &) = delete;
  ~ArchiveWriter();

  /// Adds a regular file of exactly `size` bytes.
  Status add(const std::string &name, int64_t size, BlobSource &bytes);
  Status finish();

private:
  struct Output;
  std::unique_ptr<Output> output;
  archive *tar;
};

} // namespace wpack

#endif
