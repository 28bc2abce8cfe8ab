// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/lower/HostImports.h"

namespace wasmc {

namespace {

struct Row {
  llvm::StringRef name;
  llvm::StringRef symbol;
  llvm::StringRef signature;
};

} // namespace

static const Row rows[] = {
#define WASI_CALL(name, signature) {#name, "wrt_" #name, signature},
#include "wrt/wasi_calls.def"
#undef WASI_CALL
};

static FuncType parseSignature(llvm::StringRef signature) {
  auto [params, results] = signature.split('>');
  auto typeOf = [](char code) -> ValType {
    return code == 'l' ? TypeKind::I64 : TypeKind::I32;
  };
  FuncType type;
  for (char code : params)
    type.params.push_back(typeOf(code));
  for (char code : results)
    type.results.push_back(typeOf(code));
  return type;
}

std::optional<HostFunction> findHostFunction(const Import &import) {
  if (import.kind != ExternKind::Func ||
      import.module != "wasi_snapshot_preview1")
    return std::nullopt;
  for (const Row &row : rows)
    if (row.name == import.name)
      return HostFunction{row.symbol, row.name, parseSignature(row.signature),
                          row.name == "proc_exit"};
  return std::nullopt;
}

} // namespace wasmc
