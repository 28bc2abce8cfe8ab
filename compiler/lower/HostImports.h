// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_LOWER_HOSTIMPORTS_H
#define COMPILER_LOWER_HOSTIMPORTS_H

#include "compiler/wasm/WasmModule.h"
#include <optional>
#include <string>

namespace wasmc {

/// A function the runtime stub provides.
struct HostFunction {
  llvm::StringRef symbol; ///< `wrt_fd_write`
  llvm::StringRef name;   ///< `fd_write`
  FuncType type;
  bool neverReturns;
};

/// The stub's function for an import, if it has one of that name, of whatever
/// type.
std::optional<HostFunction> findHostFunction(const Import &import);

/// The symbol of what stands for a function where a snapshot is made: the same,
/// but for clocks and random numbers.
llvm::StringRef snapshotSymbol(const HostFunction &function);

} // namespace wasmc

#endif
