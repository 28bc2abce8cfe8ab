// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/driver/Cache.h"
#include "compiler/driver/Output.h"
#include "compiler/driver/Version.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/SHA256.h"
#include "llvm/Support/xxhash.h"
#include <cstdlib>
#include <elf.h>
#include <fcntl.h>
#include <link.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace llvm;

namespace wasmc {

/// The build ID that the linker wrote into this program: two compilers that
/// differ in anything have different ones.
static ArrayRef<uint8_t> ownIdentity() {
  ArrayRef<uint8_t> identity;
  auto visit = [](dl_phdr_info *info, size_t, void *result) {
    for (const ElfW(Phdr) &header :
         ArrayRef(info->dlpi_phdr, info->dlpi_phnum)) {
      if (header.p_type != PT_NOTE)
        continue;
      auto *at =
          reinterpret_cast<const uint8_t *>(info->dlpi_addr + header.p_vaddr);
      for (const uint8_t *end = at + header.p_memsz; at < end;) {
        auto *note = reinterpret_cast<const ElfW(Nhdr) *>(at);
        const uint8_t *name = at + sizeof(*note);
        const uint8_t *contents = name + alignTo(note->n_namesz, 4);
        if (note->n_type == NT_GNU_BUILD_ID &&
            StringRef(reinterpret_cast<const char *>(name), 3) == "GNU")
          *static_cast<ArrayRef<uint8_t> *>(result) = {contents,
                                                       note->n_descsz};
        at = contents + alignTo(note->n_descsz, 4);
      }
    }
    return 1; // Only the program itself, which comes first.
  };
  dl_iterate_phdr(visit, &identity);
  return identity;
}

std::string cacheKey(ArrayRef<uint8_t> module, const Target &target,
                     const CompileOptions &options) {
  std::string text;
  auto add = [&](const Twine &part) { text += (part + "\n").str(); };
  add(version);
  add(toHex(ownIdentity()));
  add(target.name);
  add(target.cpu + " " + target.features + " " + target.tune);
  add(optLevelName(options.level));
  add(Twine(unsigned(options.strip)) + Twine(unsigned(options.emit)) +
      Twine(unsigned(options.allowUnknownImports)) + " " +
      Twine(unsigned(options.relaxedDeterministic)) +
      Twine(unsigned(options.checkedMemory)));
  for (size_t i = 0; i < size_t(Feature::Count); ++i)
    add(Twine(unsigned(options.features.has(Feature(i)))));
  SHA256 hash;
  hash.update(text);
  hash.update(module);
  return toHex(hash.final(), /*LowerCase=*/true);
}

std::optional<Cache> Cache::open() {
  std::string directory;
  const char *base = getenv("XDG_CACHE_HOME");
  const char *home = getenv("HOME");
  // The specification of that variable says to ignore a relative one.
  if (base && base[0] == '/')
    directory = base;
  else if (home && home[0] == '/')
    directory = std::string(home) + "/.cache";
  else
    return std::nullopt;
  directory += "/wasmc";
  if (sys::fs::create_directories(directory, /*IgnoreExisting=*/true,
                                  sys::fs::owner_all))
    return std::nullopt;
  struct stat status;
  if (stat(directory.c_str(), &status) || status.st_uid != geteuid() ||
      (status.st_mode & (S_IWGRP | S_IWOTH)))
    return std::nullopt;
  return Cache(directory);
}

std::string Cache::pathOf(StringRef key) const {
  return (directory + "/" + key + ".cwasm").str();
}

/// What an entry ends with, beyond what the kernel looks at: it tells a file
/// that a crash or a failing disk has damaged. It is no defence against those
/// who may write to the directory, but those are only its owner.
static std::string checksum(StringRef executable) {
  support::ulittle64_t sum(xxh3_64bits(executable));
  return std::string(reinterpret_cast<const char *>(&sum), sizeof(sum));
}

static bool isWhole(int descriptor, uint64_t size) {
  ErrorOr<std::unique_ptr<MemoryBuffer>> file = MemoryBuffer::getOpenFile(
      descriptor, "", size, /*RequiresNullTerminator=*/false,
      /*IsVolatile=*/true);
  if (!file || (*file)->getBufferSize() <= sizeof(uint64_t))
    return false;
  StringRef executable = (*file)->getBuffer().drop_back(sizeof(uint64_t));
  return (*file)->getBuffer().ends_with(checksum(executable));
}

int Cache::find(StringRef key) const {
  int descriptor = ::open(pathOf(key).c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0)
    return -1;
  struct stat status;
  if (!fstat(descriptor, &status) && S_ISREG(status.st_mode) &&
      status.st_uid == geteuid() && (status.st_mode & S_IXUSR) &&
      isWhole(descriptor, uint64_t(status.st_size)))
    return descriptor;
  close(descriptor);
  return -1;
}

int Cache::store(StringRef key, StringRef executable) const {
  // On the disk before it has its name: after a power failure, an executable
  // with holes would be found and run.
  std::string entry = (executable + checksum(executable)).str();
  if (Error error = writeOutput(pathOf(key), entry,
                                {.executable = true, .durable = true})) {
    consumeError(std::move(error));
    return -1;
  }
  return find(key);
}

} // namespace wasmc
