// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A blob on its way in is called `.part-<hex>`. Its owner holds a lock on it;
// who finds it locked receives the blob into a file of its own instead.

#include "packager/oci/IncomingBlob.h"
#include "packager/oci/AtomicFile.h"
#include <fcntl.h>
#include <functional>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace wpack {

static Status copyAll(BlobSource &bytes,
                      const std::function<Status(std::string_view)> &write) {
  std::vector<char> buffer(1 << 20);
  while (true) {
    Expected<size_t> count = bytes.read(buffer);
    if (!count)
      return std::unexpected(count.error());
    if (*count == 0)
      return {};
    if (Status written = write({buffer.data(), *count}); !written)
      return written;
  }
}

namespace {

class PartFile {
public:
  /// Empty if another process is receiving the same blob.
  static Expected<std::optional<PartFile>> open(const std::string &directory,
                                                const Digest &digest) {
    std::string path = concat(directory, "/.part-", digest.hex());
    FileHandle file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666));
    if (!file)
      return systemError("cannot create", path);
    struct stat opened = {}, named = {};
    // Locked by another, or finished by it between our two calls.
    if (::flock(file.get(), LOCK_EX | LOCK_NB) != 0 ||
        ::fstat(file.get(), &opened) != 0 ||
        ::stat(path.c_str(), &named) != 0 || opened.st_ino != named.st_ino)
      return std::nullopt;
    return PartFile{std::move(file), std::move(path), opened.st_size};
  }

  Status receive(const Descriptor &blob, BlobSource &bytes) {
    if (present > 0 && present <= blob.size) {
      FileSource known(FileHandle(::dup(file.get())), path);
      if (Status resumed = bytes.resume(known, present); !resumed)
        return resumed;
    } else if (Status emptied = restart(); !emptied) {
      return emptied;
    }
    if (::lseek(file.get(), 0, SEEK_END) < 0)
      return systemError("cannot seek in", path);
    return copyAll(bytes, [&](std::string_view piece) {
      return writeAll(file.get(), piece, path);
    });
  }

  bool wasResumed() const { return present > 0; }

  Status restart() {
    present = 0;
    if (::ftruncate(file.get(), 0) != 0)
      return systemError("cannot write", path);
    return {};
  }

  Status commit(const std::string &directory, const Digest &digest) {
    if (::fsync(file.get()) != 0)
      return systemError("cannot write", path);
    std::string target = concat(directory, "/", digest.hex());
    if (::rename(path.c_str(), target.c_str()) != 0)
      return systemError("cannot rename to", target);
    return syncDirectory(directory);
  }

  void remove() { ::unlink(path.c_str()); }

private:
  PartFile(FileHandle file, std::string path, int64_t present)
      : file(std::move(file)), path(std::move(path)), present(present) {}
  FileHandle file;
  std::string path;
  int64_t present;
};

} // namespace

static Status receiveApart(const std::string &directory, const Descriptor &blob,
                           BlobSource &bytes) {
  Expected<AtomicFile> file = AtomicFile::create(directory, blob.digest.hex());
  if (!file)
    return std::unexpected(file.error());
  Status copied = copyAll(
      bytes, [&](std::string_view piece) { return file->write(piece); });
  return copied ? file->commit() : copied;
}

Status receiveBlob(const std::string &directory, const Descriptor &blob,
                   BlobSource &bytes) {
  // Hashing is most of the work: once is enough.
  VerifyingSource verifying(bytes, blob, "what is being received");
  BlobSource &checked = bytes.vouchesFor(blob) ? bytes : verifying;
  Expected<std::optional<PartFile>> part =
      PartFile::open(directory, blob.digest);
  if (!part)
    return std::unexpected(part.error());
  if (!*part)
    return receiveApart(directory, blob, checked);
  Status received = (*part)->receive(blob, checked);
  bool broken = !received && received.error().kind == ErrorKind::Network;
  // The part may have been the wrong half: it was on disk, unchecked.
  if (!received && !broken && (*part)->wasResumed()) {
    received = (*part)->restart();
    if (received)
      received = checked.rewind();
    if (received)
      received = (*part)->receive(blob, checked);
    broken = !received && received.error().kind == ErrorKind::Network;
  }
  if (received)
    return (*part)->commit(directory, blob.digest);
  if (!broken)
    (*part)->remove();
  return received;
}

} // namespace wpack
