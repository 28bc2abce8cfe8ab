// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_LOWER_PARTITION_H
#define COMPILER_LOWER_PARTITION_H

#include "compiler/wasm/WasmModule.h"
#include <string>

namespace wasmc {

/// Functions that are lowered, optimised and emitted together.
struct Part {
  std::string name; ///< Of its first function, so as to outlast changes.
  std::vector<uint32_t> functions; ///< Defined functions, ascending.
  /// Whether this part also defines the module's state (globals, tables) and
  /// wasm_entry; exactly one part does.
  bool ownsState = false;
  /// Whether this is the only part: all state and functions are then internal.
  bool isWhole = false;
};

/// Splits a module's functions into parts. Depends on the module alone, never
/// on the number of threads. There is at least one part.
std::vector<Part> partition(const WasmModule &module);

} // namespace wasmc

#endif
