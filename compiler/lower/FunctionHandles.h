// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a funcref is in an executable: the number of a function in one constant
// table of code, and 0 for null. Numbers are given type by type, subtypes right
// behind their supertype: so whether a function can be called as a type is a
// comparison of its number with two constants, which also keeps it within the
// table, whatever memory it was read from.

#ifndef COMPILER_LOWER_FUNCTIONHANDLES_H
#define COMPILER_LOWER_FUNCTIONHANDLES_H

#include "compiler/wasm/WasmModule.h"

namespace wasmc {

class FunctionHandles {
public:
  /// Of a module whose bodies are validated.
  explicit FunctionHandles(const WasmModule &module);

  /// The number of a function to which a reference can exist, from 1.
  uint32_t of(uint32_t function) const { return numbers[function]; }

  struct Range {
    uint32_t first = 1, count = 0;
  };
  /// Those of the functions that can be called as a type, which is given by
  /// its canonical index.
  Range ofType(uint32_t type) const { return ranges[type]; }

  /// The functions in the order of their numbers.
  llvm::ArrayRef<uint32_t> all() const { return functions; }

private:
  std::vector<uint32_t> functions;
  std::vector<uint32_t> numbers; ///< By function; 0: none.
  std::vector<Range> ranges;     ///< By type.
};

} // namespace wasmc

#endif
