// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/image/AdmittedModules.h"
#include "packager/oci/AtomicFile.h"
#include "packager/oci/BlobSource.h"
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace wpack {

static constexpr int64_t maxListBytes = 64 << 20;

/// Whether a line of the list begins with the digest.
static bool lists(std::string_view text, const Digest &module) {
  std::string wanted = module.str();
  while (!text.empty()) {
    std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    if (line.substr(0, line.find(' ')) == wanted)
      return true;
  }
  return false;
}

Status admitModule(const std::string &path, const Digest &module,
                   std::string_view image) {
  size_t slash = path.rfind('/');
  std::string directory = slash == std::string::npos ? "."
                          : slash == 0               ? "/"
                                                     : path.substr(0, slash);
  std::string name = slash == std::string::npos ? path : path.substr(slash + 1);
  if (Status made = makeDirectories(directory, 0755); !made)
    return made;
  Expected<FileHandle> lock = lockFile(path + ".lock", LOCK_EX);
  if (!lock)
    return std::unexpected(lock.error());
  std::string text;
  if (::access(path.c_str(), F_OK) == 0) {
    Expected<std::string> old = readFile(path, maxListBytes);
    if (!old)
      return std::unexpected(old.error());
    text = std::move(*old);
  }
  if (lists(text, module))
    return {};
  if (!text.empty() && text.back() != '\n')
    text += '\n';
  text += concat(module.str(), " ", image, "\n");
  return replaceFile(directory, name, text, 0644);
}

Expected<bool> isAdmitted(const std::string &path, const Digest &module) {
  FileHandle file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat info = {};
  if (!file || ::fstat(file.get(), &info) != 0)
    return systemError("cannot read", path);
  bool isOurs = info.st_uid == ::geteuid() || info.st_uid == 0;
  if (!S_ISREG(info.st_mode) || !isOurs || (info.st_mode & (S_IWGRP | S_IWOTH)))
    return fail(path, ": must be a file of user ", ::geteuid(),
                " that nobody else may write; change its owner and mode");
  FileSource source(std::move(file), path);
  Expected<std::string> text = readAll(source, maxListBytes);
  if (!text)
    return std::unexpected(text.error());
  return lists(*text, module);
}

} // namespace wpack
