// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/node/OwnCommands.h"
#include "packager/node/CompileCache.h"
#include <cinttypes>
#include <cstdio>
#include <ctime>
#include <fcntl.h>

namespace wpack {

static constexpr char help[] =
    R"(Runs containers whose entry point is a WebAssembly module.

wasmc-oci takes the command line of runc and hands it to runc or crun. Only when
a container is made it looks at the entry point: a module is compiled, once per
node, and the executable bound over it.

Usage: wasmc-oci OPTIONS COMMAND ...    as runc; see 'runc --help'
       wasmc-oci wasm COMMAND

Commands of its own:
  wasm warm FILE...   compile modules before a container needs them
  wasm list           what the cache holds: bytes, last use, name
  wasm shrink [MB]    remove the longest unused beyond so many megabytes
                      (default: all; what was used within 10 minutes stays)
  wasm settings       print what is in effect
  wasm help           print this
  wasm version        print the version

Settings are read from /etc/wasmc-oci.toml, or the file that WASMC_OCI_CONFIG
names.
)";

static Status warm(const Settings &settings, std::span<char *const> files) {
  if (files.empty())
    return failAs(ErrorKind::Usage,
                  "wasm warm: no module given; see 'wasmc-oci wasm help'");
  Expected<ConfinedCompiler> compiler = ConfinedCompiler::find(settings);
  if (!compiler)
    return std::unexpected(compiler.error());
  Expected<CompileCache> cache = CompileCache::open(settings);
  if (!cache)
    return std::unexpected(cache.error());
  for (const char *path : files) {
    FileHandle file(::open(path, O_RDONLY | O_CLOEXEC));
    if (!file)
      return systemError("cannot open", path);
    Expected<std::string> made = cache->executable(file.get(), *compiler);
    if (!made)
      return inContext(path, made.error());
    std::printf("%s\n", made->c_str());
  }
  return {};
}

static Status list(const Settings &settings) {
  Expected<CompileCache> cache = CompileCache::open(settings);
  if (!cache)
    return std::unexpected(cache.error());
  auto entries = cache->entries();
  if (!entries)
    return std::unexpected(entries.error());
  for (const CompileCache::Entry &entry : *entries) {
    char time[32] = "";
    std::time_t seconds = entry.lastUse;
    std::tm utc = {};
    if (::gmtime_r(&seconds, &utc))
      std::strftime(time, sizeof time, "%Y-%m-%dT%H:%M:%SZ", &utc);
    std::printf("%10" PRId64 " %s %s\n", entry.bytes, time, entry.name.c_str());
  }
  return {};
}

static Status shrink(const Settings &settings, std::span<char *const> words) {
  char *end = nullptr;
  long megabytes = words.empty() ? 0 : std::strtol(words[0], &end, 10);
  if (words.size() > 1 || megabytes < 0 || (end && *end))
    return failAs(ErrorKind::Usage,
                  "wasm shrink: give one number, of megabytes");
  Expected<CompileCache> cache = CompileCache::open(settings);
  if (!cache)
    return std::unexpected(cache.error());
  return cache->shrink(int64_t(megabytes) << 20);
}

static Status print(const Settings &settings) {
  Expected<ConfinedCompiler> compiler = ConfinedCompiler::find(settings);
  if (!compiler)
    return std::unexpected(compiler.error());
  Expected<std::string> runtime =
      findProgram(settings.runtime.empty() ? "runc" : settings.runtime);
  std::printf("runtime %s\nadmitted %s\ncache %s\ncache-size %" PRId64 "\n%s",
              runtime ? runtime->c_str() : "crun",
              settings.admitted.empty() ? "everything"
                                        : settings.admitted.c_str(),
              settings.cache.c_str(), settings.cacheBytes,
              compiler->identity().c_str());
  return {};
}

Status runOwnCommand(const Settings &settings, std::span<char *const> words) {
  std::string_view command = words.empty() ? "help" : words[0];
  std::span<char *const> rest = words.empty() ? words : words.subspan(1);
  if (command == "warm")
    return warm(settings, rest);
  if (command == "shrink")
    return shrink(settings, rest);
  if (!rest.empty())
    return failAs(ErrorKind::Usage, "wasm ", command,
                  ": no arguments expected");
  if (command == "list")
    return list(settings);
  if (command == "settings")
    return print(settings);
  if (command == "version")
    std::printf("wasmc-oci %s\n", WPACK_VERSION);
  else if (command == "help")
    std::fputs(help, stdout);
  else
    return failAs(ErrorKind::Usage, "no command '", command,
                  "'; see 'wasmc-oci wasm help'");
  return {};
}

} // namespace wpack
