// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/cli/Commands.h"
#include "packager/cli/Compiler.h"
#include "packager/cli/Steps.h"
#include "packager/image/ImageBuilder.h"
#include "packager/oci/CopyGraph.h"
#include <charconv>
#include <cstdio>
#include <cstdlib>

namespace wpack {

/// Modules and executables beyond this are refused, not read into memory.
static constexpr int64_t maxProgramBytes = int64_t(1) << 30;

namespace {

struct Target {
  const char *name; ///< For wasmc.
  const char *architecture;
};
constexpr Target targets[] = {{"x86_64-linux", "amd64"},
                              {"aarch64-linux", "arm64"}};

} // namespace

static Status checkModule(const std::string &path, std::string_view bytes) {
  constexpr std::string_view magic("\0asm", 4);
  constexpr std::string_view coreVersion("\1\0\0\0", 4);
  if (!bytes.starts_with(magic))
    return fail(path, ": not a WebAssembly module, its first bytes are not "
                      "\\0asm");
  if (bytes.substr(4, 4) != coreVersion)
    return fail(path, ": not a core module of version 1; components and other "
                      "versions cannot be compiled yet");
  return {};
}

/// Seconds since 1970 from SOURCE_DATE_EPOCH; nothing if it is not set.
static Expected<std::optional<int64_t>> sourceDate() {
  const char *text = std::getenv("SOURCE_DATE_EPOCH");
  if (!text || !*text)
    return std::nullopt;
  std::string_view digits(text);
  // The last second that a four-digit year can express.
  constexpr int64_t latest = 253402300799;
  int64_t seconds = -1;
  auto [end, failed] =
      std::from_chars(digits.data(), digits.data() + digits.size(), seconds);
  if (failed != std::errc() || end != digits.data() + digits.size() ||
      seconds < 0 || seconds > latest)
    return fail("SOURCE_DATE_EPOCH is '", digits.substr(0, 40),
                "'; it must be a number of seconds since 1970");
  return seconds;
}

static Expected<std::vector<NativeProgram>>
compileAll(const Options &options, const Digest &wasmDigest) {
  Expected<TemporaryDirectory> scratch = TemporaryDirectory::create();
  if (!scratch)
    return std::unexpected(scratch.error());
  std::vector<NativeProgram> programs;
  for (const Target &target : targets) {
    std::string output = scratch->file(target.architecture);
    if (Status compiled =
            compile({options.file, target.name, options.level, output});
        !compiled)
      return std::unexpected(compiled.error());
    Expected<std::string> elf = readFile(output, maxProgramBytes);
    if (!elf)
      return inContext("output of wasmc", elf.error());
    if (Status checked = checkExecutable(*elf, wasmDigest, target.name);
        !checked)
      return std::unexpected(checked.error());
    programs.push_back({{"linux", target.architecture, ""}, std::move(*elf)});
  }
  return programs;
}

Expected<Descriptor> buildIntoStore(const Options &options,
                                    const Reference &reference,
                                    LayoutStore &store) {
  if (reference.digest)
    return failAs(ErrorKind::Usage, "reference '", options.reference,
                  "' has a digest; a new image can only get a tag");
  Expected<std::string> wasm = readFile(options.file, maxProgramBytes);
  if (!wasm)
    return std::unexpected(wasm.error());
  if (Status checked = checkModule(options.file, *wasm); !checked)
    return std::unexpected(checked.error());
  Expected<std::optional<int64_t>> date = sourceDate();
  if (!date)
    return std::unexpected(date.error());
  Expected<std::vector<NativeProgram>> natives =
      compileAll(options, Digest::of(*wasm));
  if (!natives)
    return std::unexpected(natives.error());

  std::string title = options.file.substr(options.file.rfind('/') + 1);
  Expected<BuiltImage> image = buildImage(
      *wasm, *natives, {title, date->value_or(0), date->has_value()});
  if (!image)
    return std::unexpected(image.error());
  CopyReport report;
  for (const Descriptor *root : {&image->artifact, &image->index})
    if (Status copied = copyGraph(image->content, store, *root, report);
        !copied)
      return std::unexpected(copied.error());
  if (std::optional<Reference> artifact = artifactReference(reference))
    if (Status tagged = store.tag(image->artifact, *artifact); !tagged)
      return std::unexpected(tagged.error());
  if (Status tagged = store.tag(image->index, reference); !tagged)
    return std::unexpected(tagged.error());
  return image->index;
}

Status runBuild(const Options &options) {
  Expected<Reference> reference = parseReference(options);
  if (!reference)
    return std::unexpected(reference.error());
  LayoutStore store = openStore(options);
  Expected<Descriptor> index = buildIntoStore(options, *reference, store);
  if (!index)
    return std::unexpected(index.error());
  std::printf("built %s@%s\n", reference->familiar().c_str(),
              index->digest.str().c_str());
  return {};
}

} // namespace wpack
