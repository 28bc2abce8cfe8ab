// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/driver/Compile.h"
#include "compiler/backend/Pipeline.h"
#include "compiler/driver/Cache.h"
#include "compiler/driver/Check.h"
#include "compiler/driver/Diagnostics.h"
#include "compiler/driver/Grants.h"
#include "compiler/driver/Output.h"
#include "compiler/driver/ParallelMap.h"
#include "compiler/driver/Preinit.h"
#include "compiler/driver/Progress.h"
#include "compiler/driver/Stages.h"
#include "compiler/driver/Version.h"
#include "compiler/library/Header.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace llvm;

namespace wasmc {

/// The object of one part, of the cache's if there is one; null: no cache.
static Expected<Buffer> compilePart(const Stages &stages,
                                    const WasmModule &module, const Part &part,
                                    const Cache *cache) {
  OptLevel level = stages.options.level;
  LLVMContext context; // One per part: contexts are single-threaded.
  context.setDiscardValueNames(stages.options.emit != EmitFile::IR);
  auto machine = createTargetMachine(stages.target, level);
  Module ir(part.name, context);
  prepareModule(ir, stages.target, *machine);
  if (Error error = stages.lower(ir, module, part))
    return std::move(error);
  std::string key;
  if (cache) {
    key = objectKey(ir, stages.target, level);
    if (Buffer object = cache->findObject(key))
      return object;
  }
  if (Error error = stages.optimize(ir, *machine))
    return std::move(error);
  Expected<Buffer> object = stages.emit(ir, *machine);
  if (object && cache)
    cache->storeObject(key, (*object)->getBuffer());
  return object;
}

static Error addProfile(Profile &profile, const std::string &name,
                        const WasmModule &module) {
  Expected<Buffer> file = readFile(name);
  if (!file)
    return file.takeError();
  return profile.add(bytesOf(**file), module);
}

static Expected<Profile> readProfiles(ArrayRef<std::string> files,
                                      const WasmModule &module) {
  Profile profile;
  for (const std::string &name : files)
    if (Error error = addProfile(profile, name, module))
      return createStringError(inconvertibleErrorCode(),
                               "--profile-use " + name + ": " +
                                   toString(std::move(error)));
  profile.finish();
  return profile;
}

Expected<Buffer> compile(ArrayRef<uint8_t> bytes, const Target &target,
                         const CompileOptions &options, StringRef policy,
                         const Surroundings &surroundings) {
  Stages stages{target, options, surroundings.times, surroundings.source};
  Expected<WasmModule> module = stages.decode(bytes);
  if (!module)
    return module.takeError();

  if (options.emit == EmitFile::Seccomp)
    return stages.seccompProfile(*module);
  Expected<Profile> profile = readProfiles(options.profiles, *module);
  if (!profile)
    return profile.takeError();
  if (!options.profiles.empty())
    stages.profile = &*profile;

  // A part depends on the module, never on the number of threads, and
  // parallelMap keeps order, in results and in errors: every machine gives the
  // same bytes.
  std::vector<Part> parts = stages.split(*module);
  // To change what is whole is to compile it anew.
  const Cache *cache = parts.size() > 1 ? surroundings.cache : nullptr;
  std::optional<Progress> progress(std::in_place, parts.size());
  auto objects = parallelMap(parts, options.jobs, [&](const Part &part) {
    Expected<Buffer> object = compilePart(stages, *module, part, cache);
    progress->finishPart();
    return object;
  });
  progress.reset();
  if (cache)
    cache->trim();
  if (!objects)
    return objects.takeError();
  if (stages.makesLibrary())
    return stages.linkLibrary(*objects->front(), *module);
  if (options.emit != EmitFile::Executable)
    return std::move(objects->front());
  Expected<Buffer> executable =
      stages.link(std::move(*objects), *module, policy);
  if (executable && isCheckAsked(options))
    if (Error error = stages.check(**executable))
      return std::move(error);
  return executable;
}

/// `dir/app.wasm` becomes `app.cwasm`, in the current directory.
static std::string defaultOutput(StringRef input, EmitFile emit) {
  static constexpr StringLiteral extensions[] = {
      ".cwasm", ".o", ".s", ".ll", ".seccomp.json", ".so"};
  StringRef stem = input == "-" ? "a" : sys::path::stem(input);
  return (stem + extensions[size_t(emit)]).str();
}

/// The header of a library; null: it is none.
static Expected<Buffer> libraryHeader(const CompileCommand &command,
                                      const CompileOptions &options,
                                      const Target &target,
                                      ArrayRef<uint8_t> bytes) {
  if (command.header.empty())
    return nullptr;
  StageTimes times;
  Stages stages{target, options, times};
  Expected<WasmModule> module = stages.decode(bytes);
  if (!module)
    return module.takeError();
  Expected<LibraryApi> api = stages.describe(*module);
  if (!api)
    return api.takeError();
  std::string text;
  raw_string_ostream os(text);
  writeHeader(os, *module, *api,
              "Made by wasmc " + std::string(version) + " from " +
                  sys::path::filename(command.input).str());
  return MemoryBuffer::getMemBufferCopy(text);
}

int runCompileCommand(const CompileCommand &command) {
  CompileOptions options = command.options;
  StageTimes times;
  Expected<Target> target = findTarget(options.target, options.cpu);
  if (!target)
    return reportUsageError(target.takeError());
  Expected<std::string> policy = policyText(command.grants);
  if (!policy)
    return reportUsageError(policy.takeError());
  std::string output = command.output.empty()
                           ? defaultOutput(command.input, options.emit)
                           : command.output;
  if (!command.header.empty()) {
    options.libraryPrefix = identifier(sys::path::stem(command.header));
    options.libraryName = sys::path::filename(output).str();
  }
  bool isSame = false;
  if (!sys::fs::equivalent(command.input, output, isSame) && isSame)
    return reportError(command.input,
                       createStringError(inconvertibleErrorCode(),
                                         "is also the output: give -o"));

  Expected<std::optional<Cache>> opened = Cache::open();
  if (!opened)
    return reportUsageError(opened.takeError());
  const Cache *cache = *opened ? &**opened : nullptr;
  Expected<Buffer> input = readModule(command.input);
  if (!input)
    return reportError(command.input, input.takeError());
  Expected<Buffer> module = preinitialise(command, **input);
  if (!module)
    return reportError(command.input, module.takeError());
  const Buffer &compiled = *module ? *module : *input;
  Expected<Buffer> header =
      libraryHeader(command, options, *target, bytesOf(*compiled));
  if (!header)
    return reportError(command.input, header.takeError());
  Expected<Buffer> result = compile(bytesOf(*compiled), *target, options,
                                    *policy, {times, cache, bytesOf(**input)});
  if (!result)
    return reportError(command.input, result.takeError());
  bool isExecutable =
      options.emit == EmitFile::Executable || options.emit == EmitFile::Shared;
  if (Error error = writeOutput(output, (*result)->getBuffer(),
                                {.executable = isExecutable}))
    return reportError("", std::move(error));
  if (*header)
    if (Error error = writeOutput(command.header, (*header)->getBuffer(),
                                  {.executable = false}))
      return reportError("", std::move(error));
  if (options.verbose)
    times.print(errs());
  return 0;
}

} // namespace wasmc
