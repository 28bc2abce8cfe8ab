// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/oci/AtomicFile.h"
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

namespace wpack {

Expected<AtomicFile> AtomicFile::create(const std::string &directory,
                                        std::string_view name, int mode) {
  unsigned char random[12] = {};
  if (::getrandom(random, sizeof random, 0) != ssize_t(sizeof random))
    return systemError("cannot get random bytes for", directory);
  std::string suffix =
      toHex({reinterpret_cast<const char *>(random), sizeof random});
  AtomicFile file;
  file.directory = directory;
  file.path = concat(directory, "/.tmp-", suffix);
  file.target = concat(directory, "/", name);
  file.handle = FileHandle(
      ::open(file.path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode));
  if (!file.handle) {
    Status failure = systemError("cannot create", file.target);
    file.path.clear();
    return std::unexpected(failure.error());
  }
  return file;
}

AtomicFile::AtomicFile(AtomicFile &&other) noexcept
    : directory(std::move(other.directory)),
      path(std::exchange(other.path, {})), target(std::move(other.target)),
      handle(std::move(other.handle)) {}

AtomicFile::~AtomicFile() {
  if (!path.empty())
    ::unlink(path.c_str());
}

Status AtomicFile::write(std::string_view bytes) {
  return writeAll(handle.get(), bytes, target);
}

Status AtomicFile::commit() {
  if (::fsync(handle.get()) != 0)
    return systemError("cannot write", target);
  if (Status published = publish(); !published)
    return published;
  return syncDirectory(directory);
}

Status AtomicFile::publish() {
  if (::rename(path.c_str(), target.c_str()) != 0)
    return systemError("cannot rename to", target);
  path.clear();
  return {};
}

Status replaceFile(const std::string &directory, std::string_view name,
                   std::string_view bytes, int mode) {
  Expected<AtomicFile> file = AtomicFile::create(directory, name, mode);
  if (!file)
    return std::unexpected(file.error());
  if (Status written = file->write(bytes); !written)
    return written;
  return file->commit();
}

Status syncDirectory(const std::string &path) {
  FileHandle directory(
      ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!directory || ::fsync(directory.get()) != 0)
    return systemError("cannot sync", path);
  return {};
}

Status makeDirectories(const std::string &path, int mode) {
  for (size_t at = 1; at != std::string::npos;) {
    at = path.find('/', at);
    std::string part = path.substr(0, at);
    if (::mkdir(part.c_str(), mode_t(mode)) == 0) {
      size_t slash = part.rfind('/');
      std::string parent = slash == std::string::npos ? "."
                           : slash == 0               ? "/"
                                                      : part.substr(0, slash);
      // A parent that may be written but not read cannot be synced.
      (void)syncDirectory(parent);
    } else if (errno != EEXIST) {
      return systemError("cannot create the directory", part);
    }
    if (at != std::string::npos)
      ++at;
  }
  struct stat info = {};
  if (::stat(path.c_str(), &info) == 0 && !S_ISDIR(info.st_mode)) {
    errno = ENOTDIR;
    return systemError("cannot use", path);
  }
  return {};
}

Expected<FileHandle> lockFile(const std::string &path, int operation) {
  FileHandle lock(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666));
  if (!lock)
    return systemError("cannot open", path);
  while (::flock(lock.get(), operation) != 0) {
    if (errno == EWOULDBLOCK)
      return FileHandle();
    if (errno != EINTR)
      return systemError("cannot lock", path);
  }
  return lock;
}

} // namespace wpack
