// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/library/LibraryApi.h"
#include "compiler/wasm/WasmError.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/raw_ostream.h"

namespace wasmc {

using namespace llvm;

std::string identifier(StringRef text) {
  // Names may be long; what identifiers have in common with them need not be.
  constexpr size_t longest = 200;
  std::string result;
  for (char c : text.take_front(longest))
    result += isAlnum(c) ? c : '_';
  if (result.empty() || isDigit(result[0]))
    result.insert(0, "_");
  return result;
}

static bool isScalar(ValType type) {
  return type.kind == TypeKind::I32 || type.kind == TypeKind::I64 ||
         type.kind == TypeKind::F32 || type.kind == TypeKind::F64;
}

static bool isScalarOrVector(ValType type) {
  return isScalar(type) || type.kind == TypeKind::V128;
}

static bool isForC(const FuncType &type) {
  return all_of(type.params, isScalarOrVector) &&
         all_of(type.results, isScalarOrVector);
}

static std::string quote(const Import &import) {
  std::string text;
  raw_string_ostream os(text);
  os << "import \"";
  os.write_escaped(import.module.take_front(100)) << "\" \"";
  os.write_escaped(import.name.take_front(100)) << '"';
  return text;
}

static Error checkImport(const WasmModule &module, const Import &import) {
  static constexpr const char *kinds[] = {"function", "table", "memory",
                                          "global", "tag"};
  if (import.kind != ExternKind::Func)
    return make_error<WasmError>(
        import.offset, quote(import) + " is a " + kinds[size_t(import.kind)] +
                           "; a library imports functions only: let the "
                           "module define and export it");
  if (!isForC(module.funcType(import.index)))
    return make_error<WasmError>(
        import.offset, quote(import) + " has a reference among its parameters "
                                       "or results, which C cannot handle");
  return Error::success();
}

namespace {
/// Gives out symbols, each once.
struct Names {
  StringSet<> taken;
  std::string take(const std::string &wish) {
    std::string name = wish;
    for (unsigned i = 2; !taken.insert(name).second; ++i)
      name = wish + "_" + std::to_string(i);
    return name;
  }
};
} // namespace

Expected<LibraryApi> describeLibrary(const WasmModule &module,
                                     StringRef prefix) {
  for (const Import &import : module.imports)
    if (Error error = checkImport(module, import))
      return std::move(error);
  if (!module.tags.empty())
    return make_error<WasmError>(
        module.bytes.size(),
        "the module has exception tags, and a library cannot throw: compile "
        "it without exceptions, or to an executable");

  LibraryApi api;
  api.prefix = prefix;
  Names fields, symbols;
  for (const Import &import : module.imports)
    api.imports.push_back(
        {import.index,
         fields.take(identifier((import.module + "_" + import.name).str())),
         import.module, import.name});
  for (StringRef own : {"instantiate", "instantiate_by_name", "type_of",
                        "delete", "reset", "at", "memory_size", "set_timeout",
                        "interrupt", "fail", "trap_address", "imports"})
    symbols.take(api.symbol(own));
  for (const Export &entry : module.exports) {
    std::string wish = api.symbol(identifier(entry.name));
    if (entry.kind == ExternKind::Func) {
      // Instantiation calls it, and once is what it asks for.
      if (entry.name == "_initialize")
        continue;
      if (isForC(module.funcType(entry.index)))
        api.functions.push_back({entry.index, symbols.take(wish), entry.name});
      else
        api.uncallable.push_back(entry.name);
    } else if (entry.kind == ExternKind::Global &&
               isScalar(module.globals[entry.index].type)) {
      std::string writer = module.globals[entry.index].isMutable
                               ? symbols.take(wish + "_set")
                               : "";
      api.globals.push_back(
          {entry.index, symbols.take(wish + "_get"), writer, entry.name});
    }
  }
  return api;
}

} // namespace wasmc
