// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/driver/Cache.h"
#include "compiler/driver/Check.h"
#include "compiler/driver/Output.h"
#include "compiler/driver/Version.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Bitcode/BitcodeWriter.h"
#include "llvm/Support/Chrono.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
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

/// How long an entry may take to be written.
static constexpr std::chrono::hours temporaryLife(1);

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

/// What objects and executables depend on alike, but for the module.
static std::string commonText(const Target &target, OptLevel level) {
  return (Twine(version) + "\n" + toHex(ownIdentity()) + "\n" + target.name +
          "\n" + target.cpu + " " + target.features + " " + target.tune + "\n" +
          optLevelName(level) + "\n")
      .str();
}

static std::string digest(StringRef text, ArrayRef<uint8_t> contents) {
  SHA256 hash;
  hash.update(text);
  hash.update(contents);
  return toHex(hash.final(), /*LowerCase=*/true);
}

std::string objectKey(const Module &ir, const Target &target, OptLevel level) {
  SmallVector<char, 0> bitcode;
  raw_svector_ostream os(bitcode);
  WriteBitcodeToFile(ir, os);
  return digest(commonText(target, level), arrayRefFromStringRef(os.str()));
}

std::string cacheKey(ArrayRef<uint8_t> module, const Target &target,
                     const CompileOptions &options) {
  std::string text = commonText(target, options.level);
  auto add = [&](const Twine &part) { text += (part + "\n").str(); };
  add(Twine(unsigned(options.strip)) + Twine(unsigned(options.emit)) +
      Twine(unsigned(options.allowUnknownImports)) + " " +
      Twine(unsigned(options.relaxedDeterministic)) +
      Twine(unsigned(options.checkedMemory)) +
      Twine(unsigned(isCheckAsked(options))));
  for (size_t i = 0; i < size_t(Feature::Count); ++i)
    add(Twine(unsigned(options.features.has(Feature(i)))));
  return digest(text, module);
}

/// Where the cache is; empty: nowhere.
static Expected<std::string> findDirectory() {
  const char *own = getenv("WASMC_CACHE");
  if (own && *own) {
    if (StringRef(own) == "off")
      return "";
    if (own[0] == '/')
      return own;
    return createStringError(inconvertibleErrorCode(),
                             "WASMC_CACHE=" + Twine(own) +
                                 ": give an absolute path, or off");
  }
  const char *base = getenv("XDG_CACHE_HOME");
  const char *home = getenv("HOME");
  // The specification of that variable says to ignore a relative one.
  if (base && base[0] == '/')
    return std::string(base) + "/wasmc";
  if (home && home[0] == '/')
    return std::string(home) + "/.cache/wasmc";
  return "";
}

static Expected<uint64_t> findLimit() {
  const char *text = getenv("WASMC_CACHE_SIZE");
  if (!text || !*text)
    return uint64_t(1) << 30;
  StringRef number = text;
  unsigned shift = 0;
  if (number.consume_back("K"))
    shift = 10;
  else if (number.consume_back("M"))
    shift = 20;
  else if (number.consume_back("G"))
    shift = 30;
  uint64_t value;
  if (number.getAsInteger(10, value) || value > (~uint64_t(0) >> shift))
    return createStringError(inconvertibleErrorCode(),
                             "WASMC_CACHE_SIZE=" + Twine(text) +
                                 ": give a number of bytes (K, M, G allowed)");
  return value << shift;
}

Expected<std::optional<Cache>> Cache::open() {
  Expected<uint64_t> most = findLimit();
  if (!most)
    return most.takeError();
  Expected<std::string> found = findDirectory();
  if (!found)
    return found.takeError();
  std::string directory = *found;
  if (directory.empty())
    return std::nullopt;
  if (sys::fs::create_directories(directory, /*IgnoreExisting=*/true,
                                  sys::fs::owner_all))
    return std::nullopt;
  struct stat status;
  if (stat(directory.c_str(), &status) || status.st_uid != geteuid() ||
      (status.st_mode & (S_IWGRP | S_IWOTH)))
    return std::nullopt;
  return Cache(directory, *most);
}

std::string Cache::pathOf(StringRef key, StringRef extension) const {
  return (directory + "/" + key + extension).str();
}

/// What an entry ends with, beyond what the kernel looks at: it tells a file
/// that a crash or a failing disk has damaged. It is no defence against those
/// who may write to the directory, but those are only its owner.
static std::string checksum(StringRef executable) {
  support::ulittle64_t sum(xxh3_64bits(executable));
  return std::string(reinterpret_cast<const char *>(&sum), sizeof(sum));
}

static bool isWhole(StringRef entry) {
  if (entry.size() <= sizeof(uint64_t))
    return false;
  return entry.ends_with(checksum(entry.drop_back(sizeof(uint64_t))));
}

static std::unique_ptr<MemoryBuffer> readEntry(int descriptor, uint64_t size) {
  auto file = MemoryBuffer::getOpenFile(descriptor, "", size,
                                        /*RequiresNullTerminator=*/false,
                                        /*IsVolatile=*/true);
  return file && isWhole((*file)->getBuffer()) ? std::move(*file) : nullptr;
}

/// Opens an entry that is the user's own and marks it as used; -1 if there is
/// none.
static int openEntry(const std::string &path, struct stat &status) {
  int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0)
    return -1;
  if (!fstat(descriptor, &status) && S_ISREG(status.st_mode) &&
      status.st_uid == geteuid()) {
    futimens(descriptor, nullptr); // What fails is only trim()'s loss.
    return descriptor;
  }
  close(descriptor);
  return -1;
}

int Cache::find(StringRef key) const {
  struct stat status;
  int descriptor = openEntry(pathOf(key, ".cwasm"), status);
  if (descriptor < 0)
    return -1;
  if ((status.st_mode & S_IXUSR) &&
      readEntry(descriptor, uint64_t(status.st_size)))
    return descriptor;
  close(descriptor);
  return -1;
}

int Cache::store(StringRef key, StringRef executable) const {
  // On the disk before it has its name: after a power failure, an executable
  // with holes would be found and run.
  std::string entry = (executable + checksum(executable)).str();
  if (Error error = writeOutput(pathOf(key, ".cwasm"), entry,
                                {.executable = true, .durable = true})) {
    consumeError(std::move(error));
    return -1;
  }
  return find(key);
}

std::unique_ptr<MemoryBuffer> Cache::findObject(StringRef key) const {
  struct stat status;
  int descriptor = openEntry(pathOf(key, ".o"), status);
  if (descriptor < 0)
    return nullptr;
  std::unique_ptr<MemoryBuffer> entry =
      readEntry(descriptor, uint64_t(status.st_size));
  close(descriptor);
  if (!entry)
    return nullptr;
  return MemoryBuffer::getMemBufferCopy(
      entry->getBuffer().drop_back(sizeof(uint64_t)), key);
}

void Cache::storeObject(StringRef key, StringRef object) const {
  std::string entry = (object + checksum(object)).str();
  consumeError(writeOutput(pathOf(key, ".o"), entry, {.executable = false}));
}

namespace {
struct Entry {
  std::string path;
  sys::TimePoint<> lastUse;
  uint64_t bytes = 0;
};
} // namespace

void Cache::trim() const {
  std::vector<Entry> entries;
  uint64_t bytes = 0;
  sys::TimePoint<> now = std::chrono::system_clock::now();
  std::error_code code;
  for (sys::fs::directory_iterator at(directory, code, /*follow=*/false), end;
       !code && at != end; at.increment(code)) {
    sys::fs::file_status status;
    if (sys::fs::status(at->path(), status, /*follow=*/false) ||
        status.type() != sys::fs::file_type::regular_file)
      continue;
    StringRef name = sys::path::filename(at->path());
    bool isLeft = name.starts_with(".wasmc-") &&
                  now - status.getLastModificationTime() > temporaryLife;
    if (isLeft)
      sys::fs::remove(at->path());
    else if (name.ends_with(".cwasm") || name.ends_with(".o")) {
      entries.push_back(
          {at->path(), status.getLastModificationTime(), status.getSize()});
      bytes += status.getSize();
    }
  }
  if (bytes <= most)
    return;
  llvm::sort(entries, [](const Entry &a, const Entry &b) {
    return std::tie(a.lastUse, a.path) < std::tie(b.lastUse, b.path);
  });
  // Further than it must, so as not to begin again each time.
  for (const Entry &entry : entries) {
    if (bytes <= most / 4 * 3)
      return;
    sys::fs::remove(entry.path);
    bytes -= entry.bytes;
  }
}

} // namespace wasmc
