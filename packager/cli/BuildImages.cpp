// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From a project to images in the store: read, compile, pack, name.

#include "packager/cli/Attest.h"
#include "packager/cli/Build.h"
#include "packager/cli/Compiler.h"
#include "packager/image/PolicyNote.h"
#include "packager/oci/CopyGraph.h"
#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <sys/stat.h>

namespace wpack {

/// Modules and executables beyond this are refused, not read into memory.
static constexpr int64_t maxProgramBytes = int64_t(1) << 30;

namespace {

struct Target {
  std::string_view name; ///< For wasmc.
  std::string_view architecture;
  std::string_view cpuPrefix;
};
constexpr Target targets[] = {{"x86_64-linux", "amd64", "x86-64-"},
                              {"aarch64-linux", "arm64", "armv"}};

} // namespace

BuildLedger openLedger() {
  const char *state = std::getenv("XDG_STATE_HOME");
  const char *home = std::getenv("HOME");
  std::string base = state && *state
                         ? std::string(state)
                         : concat(home ? home : "", "/.local/state");
  return BuildLedger(base + "/wpack/compiled");
}

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
  int64_t seconds = -1;
  auto [end, failed] =
      std::from_chars(digits.data(), digits.data() + digits.size(), seconds);
  if (failed != std::errc() || end != digits.data() + digits.size() ||
      seconds < 0)
    return fail("SOURCE_DATE_EPOCH is '", digits.substr(0, 40),
                "'; it must be a number of seconds since 1970");
  return seconds;
}

/// A ready executable, with the platform that its build note names.
static Expected<NativeProgram> readyProgram(const std::string &path,
                                            std::string bytes,
                                            const Digest *wasmDigest) {
  Expected<BuildNote> note = readBuildNote(bytes);
  if (!note)
    return inContext(path, note.error());
  if (wasmDigest && note->wasmDigest != *wasmDigest)
    return fail(path, ": made from the module ", note->wasmDigest.str(),
                ", not from ", wasmDigest->str());
  auto target = std::ranges::find(targets, note->target, &Target::name);
  if (target == std::end(targets))
    return fail(path, ": made for ", note->target,
                ", which images have no name for");
  if (Status checked = checkExecutable(bytes, note->wasmDigest, note->target);
      !checked)
    return inContext(path, checked.error());
  return NativeProgram{{"linux", std::string(target->architecture), ""},
                       std::move(bytes)};
}

static Expected<BuildInput> readInput(const Project &project) {
  Expected<std::string> first = readFile(project.module, maxProgramBytes);
  if (!first)
    return std::unexpected(first.error());
  BuildInput input{"", Digest::of(*first), {}};
  std::vector<std::string> paths = project.natives;
  if (first->starts_with("\177ELF")) {
    // The executable stands for the module, which is not here.
    Expected<BuildNote> note = readBuildNote(*first);
    if (!note)
      return inContext(project.module, note.error());
    input.wasmDigest = note->wasmDigest;
    paths.insert(paths.begin(), project.module);
  } else {
    if (Status checked = checkModule(project.module, *first); !checked)
      return std::unexpected(checked.error());
    input.wasm = std::move(*first);
  }
  bool hasGrants = std::ranges::any_of(project.compilerFlags, isGrantFlag);
  for (const std::string &path : paths) {
    if (hasGrants)
      return failAs(ErrorKind::Usage, path,
                    ": its policy is in it already; change that by 'wasmc "
                    "policy', and give no grants here");
    Expected<std::string> bytes = readFile(path, maxProgramBytes);
    if (!bytes)
      return std::unexpected(bytes.error());
    Expected<NativeProgram> program =
        readyProgram(path, std::move(*bytes), &input.wasmDigest);
    if (!program)
      return std::unexpected(program.error());
    if (std::ranges::any_of(input.ready, [&](const NativeProgram &other) {
          return other.platform == program->platform;
        }))
      return fail(path, ": a second executable for ", program->platform.str());
    input.ready.push_back(std::move(*program));
  }
  return input;
}

static bool wants(const Project &project, const std::string &platform) {
  bool isPortable = platform == "wasi/wasm";
  if (project.only == (isPortable ? "native" : "portable"))
    return false;
  return project.platforms.empty() ||
         std::ranges::find(project.platforms, platform) !=
             project.platforms.end();
}

static Expected<std::string> compileOne(const Project &project,
                                        const Digest &wasmDigest,
                                        const Target &target,
                                        const std::string &cpu) {
  Expected<TemporaryDirectory> scratch = TemporaryDirectory::create();
  if (!scratch)
    return std::unexpected(scratch.error());
  std::string level = concat("O", project.level.empty() ? "2" : project.level);
  std::string output = scratch->file("app");
  if (Status compiled = compile({project.module, std::string(target.name),
                                 level, output, cpu, project.compilerFlags});
      !compiled)
    return std::unexpected(compiled.error());
  Expected<std::string> elf = readFile(output, maxProgramBytes);
  if (!elf)
    return inContext("output of wasmc", elf.error());
  if (Status checked =
          checkExecutable(*elf, wasmDigest, std::string(target.name));
      !checked)
    return std::unexpected(checked.error());
  Expected<BuildNote> note = readBuildNote(*elf);
  if (!note)
    return std::unexpected(note.error());
  BuildRecord record{Digest::of(*elf),     wasmDigest, note->compiler,
                     note->target,         note->cpu,  level,
                     project.compilerFlags};
  if (Status noted = openLedger().add(record); !noted)
    return std::unexpected(noted.error());
  return elf;
}

/// The native programs of one index: of all targets, or for one CPU level.
static Expected<std::vector<NativeProgram>> nativesFor(const Project &project,
                                                       const BuildInput &input,
                                                       const std::string &cpu) {
  std::vector<NativeProgram> programs;
  for (const Target &target : targets) {
    Platform platform{"linux", std::string(target.architecture), ""};
    if (!wants(project, platform.str()) ||
        (!cpu.empty() && !cpu.starts_with(target.cpuPrefix)))
      continue;
    auto ready =
        std::ranges::find(input.ready, platform, &NativeProgram::platform);
    if (cpu.empty() && ready != input.ready.end()) {
      programs.push_back(*ready);
      continue;
    }
    if (input.wasm.empty())
      continue; // There is nothing to compile.
    Expected<std::string> elf =
        compileOne(project, input.wasmDigest, target, cpu);
    if (!elf)
      return std::unexpected(elf.error());
    programs.push_back({platform, std::move(*elf)});
  }
  return programs;
}

static Expected<ImageOptions> imageOptions(const Project &project) {
  ImageOptions options;
  options.title = project.module.substr(project.module.rfind('/') + 1);
  std::optional<int64_t> created = project.created;
  if (!created) {
    Expected<std::optional<int64_t>> date = sourceDate();
    if (!date)
      return std::unexpected(date.error());
    created = *date;
  }
  // The last second that a four-digit year can express.
  constexpr int64_t latest = 253402300799;
  if (created && (*created < 0 || *created > latest))
    return fail("the time ", *created, " is not one of a year up to 9999");
  options.created = created.value_or(0);
  options.createdIsSet = created.has_value();
  if (project.compression == "zstd")
    options.compression = Compression::Zstd;
  options.annotations = project.annotations;
  options.labels = project.labels;
  options.arguments = project.arguments;
  options.env = project.env;
  for (const std::string &port : project.ports)
    options.ports.push_back(port.find('/') == std::string::npos ? port + "/tcp"
                                                                : port);
  options.volumes = project.volumes;
  if (!project.user.empty())
    options.user = project.user;
  if (!project.workingDir.empty())
    options.workingDir = project.workingDir;
  options.stopSignal = project.stopSignal;
  for (const Project::File &file : project.files) {
    Expected<std::string> bytes = readFile(file.source, maxProgramBytes);
    if (!bytes)
      return std::unexpected(bytes.error());
    options.files.push_back({file.path.substr(file.path.starts_with('/')),
                             std::move(*bytes), file.executable});
  }
  return options;
}

namespace {

/// The images of one project on their way into the store.
struct Build {
  const Project &project;
  const BuildInput &input;
  const ImageOptions &options;
  LayoutStore &store;
  std::vector<Product> products = {};

  Status keep(BuiltImage image, const Reference &reference) {
    CopyReport report;
    if (Status copied = copyGraph(image.content, store, image.root, report);
        !copied)
      return copied;
    products.push_back({reference, image.root});
    return {};
  }

  Status addIndex(const Reference &reference, const std::string &cpu) {
    auto natives = nativesFor(project, input, cpu);
    if (!natives)
      return std::unexpected(natives.error());
    bool withPortable = !input.wasm.empty() && wants(project, "wasi/wasm");
    if (natives->empty() && (!withPortable || !cpu.empty()))
      return fail("nothing is left to be put into ", reference.familiar(),
                  "; look at 'only', 'platforms' and 'cpus'");
    Expected<BuiltImage> image = buildIndex(*natives, input.wasm, withPortable,
                                            input.wasmDigest, options);
    if (!image)
      return std::unexpected(image.error());
    return keep(std::move(*image), reference);
  }

  Status addSingle(const Reference &reference) {
    if (input.wasm.empty())
      return fail(project.module, ": the format ", project.format,
                  " holds a module, not an executable");
    if (project.format == "artifact")
      return keep(buildArtifact(input.wasm, options), reference);
    if (options.compression != Compression::Gzip)
      return fail("the format istio takes layers in gzip only");
    Expected<BuiltImage> plugin = buildPlugin(input.wasm, options);
    if (!plugin)
      return std::unexpected(plugin.error());
    return keep(std::move(*plugin), reference);
  }

  Status addAll(const Reference &reference) {
    if (!project.format.empty() && project.format != "image")
      return addSingle(reference);
    if (Status added = addIndex(reference, ""); !added)
      return added;
    for (const std::string &cpu : project.cpus) {
      std::optional<Reference> name = companionReference(reference, cpu);
      if (!name)
        return fail("the tag of ", reference.familiar(), " is too long to get ",
                    "-", cpu, " at its end");
      if (Status added = addIndex(*name, cpu); !added)
        return added;
    }
    if (std::optional<Reference> name = artifactReference(reference);
        name && !input.wasm.empty() && wants(project, "wasi/wasm"))
      return keep(buildArtifact(input.wasm, options), *name);
    return {};
  }
};

} // namespace

Expected<std::vector<Product>> buildIntoStore(const Project &project,
                                              const Reference &reference,
                                              LayoutStore &store) {
  if (reference.digest)
    return failAs(ErrorKind::Usage, "reference '", reference.familiar(),
                  "' has a digest; a new image can only get a tag");
  Expected<BuildInput> input = readInput(project);
  if (!input)
    return std::unexpected(input.error());
  Expected<ImageOptions> options = imageOptions(project);
  if (!options)
    return std::unexpected(options.error());
  Build build{project, *input, *options, store};
  if (Status added = build.addAll(reference); !added)
    return std::unexpected(added.error());
  if (project.sbom.value_or(true))
    for (const Product &product : build.products)
      if (Status attached = attachBills(store, product.root); !attached)
        return std::unexpected(attached.error());
  // Names come last: a failure before leaves the old images as they were.
  for (const Product &product : build.products)
    if (Status tagged = store.tag(product.root, product.reference); !tagged)
      return std::unexpected(tagged.error());
  return std::move(build.products);
}

} // namespace wpack
