// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/driver/Compile.h"
#include "compiler/backend/Pipeline.h"
#include "compiler/driver/Diagnostics.h"
#include "compiler/driver/Grants.h"
#include "compiler/driver/Output.h"
#include "compiler/driver/ParallelMap.h"
#include "compiler/driver/Stages.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace llvm;

namespace wasmc {

Expected<Buffer> compile(ArrayRef<uint8_t> bytes, const Target &target,
                         const CompileOptions &options, StringRef policy,
                         StageTimes &times) {
  Stages stages{target, options, times};
  Expected<WasmModule> module = stages.decode(bytes);
  if (!module)
    return module.takeError();

  if (options.emit == EmitFile::Seccomp)
    return stages.profile(*module);

  // A part depends on the module, never on the number of threads, and
  // parallelMap keeps order, in results and in errors: every machine gives the
  // same bytes.
  auto compilePart = [&](const Part &part) -> Expected<Buffer> {
    LLVMContext context; // One per part: contexts are single-threaded.
    auto machine = createTargetMachine(target, options.level);
    Module ir("part" + std::to_string(part.number), context);
    prepareModule(ir, target, *machine);
    if (Error error = stages.lower(ir, *module, part))
      return std::move(error);
    if (Error error = stages.optimize(ir, *machine))
      return std::move(error);
    return stages.emit(ir, *machine);
  };
  auto objects = parallelMap(stages.split(*module), options.jobs, compilePart);
  if (!objects)
    return objects.takeError();
  if (options.emit != EmitFile::Executable)
    return std::move(objects->front());
  return stages.link(std::move(*objects), *module, policy);
}

/// `dir/app.wasm` becomes `app.cwasm`, in the current directory.
static std::string defaultOutput(StringRef input, EmitFile emit) {
  static constexpr StringLiteral extensions[] = {".cwasm", ".o", ".s", ".ll",
                                                 ".seccomp.json"};
  StringRef stem = input == "-" ? "a" : sys::path::stem(input);
  return (stem + extensions[size_t(emit)]).str();
}

int runCompileCommand(const CompileCommand &command) {
  const CompileOptions &options = command.options;
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
  bool isSame = false;
  if (!sys::fs::equivalent(command.input, output, isSame) && isSame)
    return reportError(command.input,
                       createStringError(inconvertibleErrorCode(),
                                         "is also the output: give -o"));

  Expected<Buffer> input = readModule(command.input);
  if (!input)
    return reportError(command.input, input.takeError());
  Expected<Buffer> result =
      compile(bytesOf(**input), *target, options, *policy, times);
  if (!result)
    return reportError(command.input, result.takeError());
  bool isExecutable = options.emit == EmitFile::Executable;
  if (Error error = writeOutput(output, (*result)->getBuffer(),
                                {.executable = isExecutable}))
    return reportError("", std::move(error));
  if (options.verbose)
    times.print(errs());
  return 0;
}

} // namespace wasmc
