// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/lower/ModuleLowering.h"
#include "compiler/lower/FunctionLowering.h"
#include "compiler/lower/HostImports.h"
#include "compiler/lower/ModuleState.h"
#include "compiler/wasm/WasmError.h"

namespace wasmc {

using namespace llvm;

static std::string describe(const Import &import) {
  std::string text = "import \"";
  raw_string_ostream os(text);
  os.write_escaped(import.module.take_front(100)) << "\" \"";
  os.write_escaped(import.name.take_front(100)) << '"';
  return text;
}

static Error checkImport(const WasmModule &module, const Import &import,
                         const LoweringOptions &options) {
  static constexpr const char *kinds[] = {"a function", "a table", "a memory",
                                          "a global", "a tag"};
  std::optional<HostFunction> host = findHostFunction(import);
  if (import.kind != ExternKind::Func)
    return make_error<WasmError>(
        import.offset, describe(import) + " is " + kinds[size_t(import.kind)] +
                           "; an executable imports functions of "
                           "wasi_snapshot_preview1 or wasi_unstable only");
  if (!host && options.allowUnknownImports)
    return Error::success();
  const FuncType &type = module.funcType(import.index);
  std::string written = toString(type.params) + " -> " + toString(type.results);
  if (!host)
    return make_error<WasmError>(
        import.offset, "unknown " + describe(import) + " of type " + written +
                           "; --allow-unknown-imports makes calls of it trap");
  if (type != host->type)
    return make_error<WasmError>(
        import.offset, describe(import) + " has type " + written +
                           ", the runtime's is " + toString(host->type.params) +
                           " -> " + toString(host->type.results));
  return Error::success();
}

Error checkCommandModule(const WasmModule &module,
                         const LoweringOptions &options) {
  for (const Import &import : module.imports)
    if (Error error = checkImport(module, import, options))
      return error;
  const Export *start = module.findExport("_start");
  if (!start || start->kind != ExternKind::Func)
    return make_error<WasmError>(
        module.bytes.size(),
        "no function \"_start\" is exported: an executable is made of a "
        "command; build the module as one (not as a reactor or library)");
  const FuncType &type = module.funcType(start->index);
  if (!type.params.empty() || !type.results.empty())
    return make_error<WasmError>(module.bytes.size(),
                                 "the function \"_start\" must take and "
                                 "return nothing");
  return Error::success();
}

/// The longest body, in bytes, that other parts get a copy of.
static constexpr size_t copiedBytes = 64;

/// Whether a function is small to compile, too: in few bytes there can be many
/// locals.
static bool isWorthCopying(const Function &function) {
  ArrayRef<uint8_t> body = function.body.bytes;
  if (function.isImport || body.size() > copiedBytes || body.size() < 2)
    return false;
  uint8_t groups = body[0], count = body[1];
  return groups == 0 || (groups == 1 && count <= 16);
}

/// Gives LLVM the smallest functions of other parts to inline. They are not
/// emitted.
static Error lowerCopies(ModuleState &state) {
  std::vector<uint32_t> called;
  for (const llvm::Function &function : state.ir) {
    StringRef name = function.getName();
    uint32_t index;
    if (function.isDeclaration() && name.consume_front("wasm.f") &&
        !name.getAsInteger(10, index) &&
        isWorthCopying(state.wasm.functions[index]))
      called.push_back(index);
  }
  for (uint32_t index : called) {
    state.function(index)->setLinkage(GlobalValue::AvailableExternallyLinkage);
    if (Error error = FunctionLowering(state, index).run())
      return error;
  }
  return Error::success();
}

Error lowerPart(Module &into, const WasmModule &module, const Part &part,
                const LoweringOptions &options) {
  ModuleState state(into, module, part, options);
  for (uint32_t index : part.functions)
    if (Error error = FunctionLowering(state, index).run())
      return error;
  if (part.ownsState)
    if (Error error = state.define())
      return error;
  if (options.profile)
    options.profile->summarize(into);
  if (state.counters) {
    state.counters->define(); // A copy would have counters of its own.
    return Error::success();
  }
  return options.optimizing && !part.isWhole ? lowerCopies(state)
                                             : Error::success();
}

} // namespace wasmc
