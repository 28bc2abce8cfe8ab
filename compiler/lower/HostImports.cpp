// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/lower/HostImports.h"
#include "llvm/ADT/StringSwitch.h"

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
#define WASI_UNSTABLE_CALL(name)
#include "wrt/wasi_calls.def"
#undef WASI_CALL
#undef WASI_UNSTABLE_CALL
};

/// Functions of wasi_unstable that are others: name and symbol.
static constexpr std::pair<llvm::StringLiteral, llvm::StringLiteral>
    unstable[] = {
#define WASI_CALL(name, signature)
#define WASI_UNSTABLE_CALL(name) {#name, "wrt_unstable_" #name},
#include "wrt/wasi_calls.def"
#undef WASI_CALL
#undef WASI_UNSTABLE_CALL
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
  bool isUnstable = import.module == "wasi_unstable";
  if (import.kind != ExternKind::Func ||
      !(isUnstable || import.module == "wasi_snapshot_preview1") ||
      (isUnstable && import.name == "sock_accept"))
    return std::nullopt;
  for (const Row &row : rows) {
    if (row.name != import.name)
      continue;
    HostFunction function = {row.symbol, row.name,
                             parseSignature(row.signature),
                             row.name == "proc_exit"};
    if (isUnstable)
      for (auto [name, symbol] : unstable)
        if (name == row.name)
          function.symbol = symbol;
    return function;
  }
  return std::nullopt;
}

llvm::StringRef snapshotSymbol(const HostFunction &function) {
  return llvm::StringSwitch<llvm::StringRef>(function.name)
      .Case("clock_res_get", "wrt_snapshot_clock_res_get")
      .Case("clock_time_get", "wrt_snapshot_clock_time_get")
      .Case("random_get", "wrt_snapshot_random_get")
      .Default(function.symbol);
}

} // namespace wasmc
