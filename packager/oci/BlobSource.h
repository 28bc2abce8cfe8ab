// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_OCI_BLOBSOURCE_H
#define WPACK_OCI_BLOBSOURCE_H

#include "packager/oci/Descriptor.h"
#include <memory>
#include <span>

namespace wpack {

/// Bytes to be read once from start to end, and again after rewind.
class BlobSource {
public:
  virtual ~BlobSource() = default;
  /// Fills at most `buffer`; 0 means the end.
  virtual Expected<size_t> read(std::span<char> buffer) = 0;
  /// Back to the first byte.
  virtual Status rewind() = 0;
  /// Goes on behind the first `count` bytes, which the caller has already and
  /// gives as `known`, wherever that stands.
  virtual Status resume(BlobSource &known, int64_t count);
  /// Whether the last byte is given out only if all are those of `blob`.
  virtual bool vouchesFor(const Descriptor &) const { return false; }
};

/// Reads `count` bytes and forgets them; fewer are an error.
Status skipBytes(BlobSource &source, int64_t count);

/// A file descriptor that is closed with its owner; -1 is none.
class FileHandle {
public:
  FileHandle() = default;
  explicit FileHandle(int fd) : fd(fd) {}
  FileHandle(FileHandle &&other) noexcept : fd(std::exchange(other.fd, -1)) {}
  FileHandle &operator=(FileHandle &&other) noexcept {
    std::swap(fd, other.fd);
    return *this;
  }
  ~FileHandle() { close(); }
  void close();
  int get() const { return fd; }
  explicit operator bool() const { return fd >= 0; }

private:
  int fd = -1;
};

/// Reads bytes in memory, which the caller keeps alive.
class MemorySource : public BlobSource {
public:
  explicit MemorySource(std::string_view bytes) : bytes(bytes) {}
  Expected<size_t> read(std::span<char> buffer) override;
  Status rewind() override;

private:
  std::string_view bytes;
  size_t offset = 0;
};

/// Reads an open file from its start.
class FileSource : public BlobSource {
public:
  FileSource(FileHandle file, std::string path)
      : file(std::move(file)), path(std::move(path)) {}
  Expected<size_t> read(std::span<char> buffer) override;
  Status rewind() override;
  Status resume(BlobSource &known, int64_t count) override;

private:
  FileHandle file;
  std::string path;
};

/// Passes another source on and checks it against a descriptor: more bytes than
/// announced, or an end with the wrong size or digest, are errors naming the
/// blob. The last bytes are given out only if all of them are right.
class VerifyingSource : public BlobSource {
public:
  /// `origin` says in errors where the blob lies.
  VerifyingSource(std::unique_ptr<BlobSource> inner, const Descriptor &blob,
                  std::string origin);
  /// The same for a source that the caller keeps alive.
  VerifyingSource(BlobSource &inner, const Descriptor &blob,
                  std::string origin);
  Expected<size_t> read(std::span<char> buffer) override;
  Status rewind() override;
  Status resume(BlobSource &known, int64_t count) override;
  bool vouchesFor(const Descriptor &blob) const override;

private:
  std::unexpected<Error> damaged(std::string_view how) const;

  std::unique_ptr<BlobSource> owned;
  BlobSource &inner;
  Digest expected;
  int64_t size;
  int64_t seen = 0;
  bool verified = false;
  std::string origin;
  Hasher hasher;
};

/// Reads to the end; more than `limit` bytes are an error.
Expected<std::string> readAll(BlobSource &source, int64_t limit);

/// Reads a file of the file system as a whole; more than `limit` bytes are an
/// error. A missing file is ErrorKind::NotFound.
Expected<std::string> readFile(const std::string &path, int64_t limit);

/// Writes all of `bytes`; `path` names the file in errors.
Status writeAll(int fd, std::string_view bytes, std::string_view path);

/// The failure of a system call on `path`, from errno. Says what to do about
/// the common causes.
std::unexpected<Error> systemError(std::string_view action,
                                   std::string_view path);

} // namespace wpack

#endif
