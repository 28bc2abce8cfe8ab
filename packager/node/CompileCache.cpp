// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/node/CompileCache.h"
#include "packager/image/AdmittedModules.h"
#include "packager/image/PolicyNote.h"
#include "packager/oci/AtomicFile.h"
#include <algorithm>
#include <cerrno>
#include <ctime>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace wpack {

/// Largest module that is compiled, in bytes: as in the JS API.
static constexpr int64_t maxModuleBytes = int64_t(1) << 30;

Expected<CompileCache> CompileCache::open(const Settings &settings) {
  CompileCache cache(settings);
  if (Status made = makeDirectories(settings.cache, 0755); !made)
    return std::unexpected(made.error());
  struct stat info = {};
  if (::lstat(settings.cache.c_str(), &info) != 0)
    return systemError("cannot look at", settings.cache);
  if (!S_ISDIR(info.st_mode) || info.st_uid != ::geteuid() ||
      (info.st_mode & (S_IWGRP | S_IWOTH)))
    return fail(settings.cache, ": the cache must be a directory of user ",
                ::geteuid(),
                " that nobody else may write; change its owner and mode");
  if (Status made = makeDirectories(concat(settings.cache, "/.locks"), 0700);
      !made)
    return std::unexpected(made.error());
  return cache;
}

/// The digest of a file's bytes from its start.
static Expected<Digest> digestOf(int file) {
  Hasher hasher;
  std::vector<char> buffer(256 << 10);
  int64_t offset = 0;
  while (true) {
    ssize_t count = ::pread(file, buffer.data(), buffer.size(), offset);
    if (count < 0 && errno == EINTR)
      continue;
    if (count < 0)
      return systemError("cannot read", "the module");
    if (count == 0)
      return hasher.finish();
    hasher.update({buffer.data(), size_t(count)});
    offset += count;
    if (offset > maxModuleBytes)
      return fail("the module has more than ", maxModuleBytes, " bytes");
  }
}

/// What an executable says that it was made from.
static Expected<Digest> moduleOf(int file) {
  struct stat info = {};
  if (::fstat(file, &info) != 0)
    return systemError("cannot look at", "an executable");
  void *at =
      ::mmap(nullptr, size_t(info.st_size), PROT_READ, MAP_PRIVATE, file, 0);
  if (at == MAP_FAILED)
    return systemError("cannot map", "an executable");
  Expected<BuildNote> note =
      readBuildNote({static_cast<const char *>(at), size_t(info.st_size)});
  ::munmap(at, size_t(info.st_size));
  if (!note)
    return std::unexpected(note.error());
  return note->wasmDigest;
}

bool CompileCache::isUsable(const std::string &path,
                            const Digest &module) const {
  FileHandle file(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
  struct stat info = {};
  if (!file || ::fstat(file.get(), &info) != 0 || !S_ISREG(info.st_mode) ||
      info.st_uid != ::geteuid() || (info.st_mode & (S_IWGRP | S_IWOTH)))
    return false;
  Expected<Digest> from = moduleOf(file.get());
  if (!from || *from != module)
    return false;
  ::futimens(file.get(), nullptr);
  return true;
}

Status CompileCache::add(int module, const Digest &digest,
                         const std::string &name,
                         const ConfinedCompiler &compiler) const {
  Expected<AtomicFile> file = AtomicFile::create(directory, name, 0600);
  if (!file)
    return std::unexpected(file.error());
  if (Status compiled = compiler.compile(module, file->get()); !compiled)
    return compiled;
  // The file is readable to us alone, and its writer has ended: what is checked
  // now is what will run.
  FileHandle written(
      ::open(file->temporaryPath().c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
  if (!written)
    return systemError("cannot open", file->temporaryPath());
  Expected<Digest> from = moduleOf(written.get());
  if (!from)
    return inContext("output of wasmc", from.error());
  if (*from != digest)
    return fail("output of wasmc: made from ", from->str(), ", not from ",
                digest.str(), "; did the module change meanwhile?");
  if (::fchmod(file->get(), 0555) != 0)
    return systemError("cannot change the mode of", name);
  return file->commit();
}

Status CompileCache::checkAdmitted(const Digest &module) const {
  if (admitted.empty())
    return {};
  Expected<bool> found = isAdmitted(admitted, module);
  if (!found)
    return std::unexpected(found.error());
  if (!*found)
    return fail("the module ", module.str(), " is not admitted by ", admitted,
                "; 'wpack verify --admit ", admitted,
                " IMAGE' admits what a policy or key allows");
  return {};
}

Expected<std::string>
CompileCache::executable(int module, const ConfinedCompiler &compiler) const {
  Expected<Digest> digest = digestOf(module);
  if (!digest)
    return std::unexpected(digest.error());
  if (Status checked = checkAdmitted(*digest); !checked)
    return std::unexpected(checked.error());
  std::string key(
      Digest::of(concat(digest->str(), "\n", compiler.identity())).hex());
  std::string name = key + ".cwasm";
  std::string path = concat(directory, "/", name);
  if (isUsable(path, *digest))
    return path;
  Expected<FileHandle> lock =
      lockFile(concat(directory, "/.locks/", key.substr(0, 2)), LOCK_EX);
  if (!lock)
    return std::unexpected(lock.error());
  if (isUsable(path, *digest))
    return path;
  if (Status added = add(module, *digest, name, compiler); !added)
    return std::unexpected(added.error());
  if (Status shrunk = shrink(limit); !shrunk)
    return std::unexpected(shrunk.error());
  return path;
}

/// Calls `visit(name, status)` for each file of the directory.
template <typename Visitor>
static Status forEachFile(const std::string &directory, Visitor visit) {
  std::unique_ptr<DIR, int (*)(DIR *)> list(::opendir(directory.c_str()),
                                            ::closedir);
  if (!list)
    return systemError("cannot list", directory);
  while (const dirent *each = ::readdir(list.get())) {
    struct stat info = {};
    if (::fstatat(::dirfd(list.get()), each->d_name, &info,
                  AT_SYMLINK_NOFOLLOW) == 0 &&
        S_ISREG(info.st_mode))
      visit(std::string(each->d_name), info);
  }
  return {};
}

Expected<std::vector<CompileCache::Entry>> CompileCache::entries() const {
  std::vector<Entry> found;
  Status listed = forEachFile(
      directory, [&](const std::string &name, const struct stat &info) {
        if (name.ends_with(".cwasm"))
          found.push_back({name, info.st_size, info.st_mtim.tv_sec});
      });
  if (!listed)
    return std::unexpected(listed.error());
  std::ranges::sort(found, {}, &Entry::lastUse);
  return found;
}

Status CompileCache::shrink(int64_t most) const {
  int64_t now = std::time(nullptr);
  // Left by a compilation that was killed.
  constexpr int64_t abandonedSeconds = 24 * 3600;
  Status cleaned = forEachFile(
      directory, [&](const std::string &name, const struct stat &info) {
        if (name.starts_with(".tmp-") &&
            info.st_mtim.tv_sec < now - abandonedSeconds)
          ::unlink(concat(directory, "/", name).c_str());
      });
  if (!cleaned)
    return cleaned;
  Expected<std::vector<Entry>> found = entries();
  if (!found)
    return std::unexpected(found.error());
  int64_t total = 0;
  for (const Entry &entry : *found)
    total += entry.bytes;
  for (const Entry &entry : *found) {
    if (total <= most || entry.lastUse > now - graceSeconds)
      break;
    // A running container keeps the file that it has mounted.
    if (::unlink(concat(directory, "/", entry.name).c_str()) == 0)
      total -= entry.bytes;
  }
  return {};
}

} // namespace wpack
