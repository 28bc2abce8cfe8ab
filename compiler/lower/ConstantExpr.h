// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Constant expressions computed at compile time. In an executable every one of
// them can be: nothing is imported but functions.

#ifndef COMPILER_LOWER_CONSTANTEXPR_H
#define COMPILER_LOWER_CONSTANTEXPR_H

#include "compiler/wasm/WasmModule.h"
#include "llvm/Support/Error.h"

namespace wasmc {

/// The value of a constant expression.
struct ConstantValue {
  enum Kind : uint8_t { Number, Null, FuncRef } kind = Number;
  uint64_t low = 0; ///< Bits of a number; of a v128 the lower half.
  uint64_t high = 0;
  uint32_t function = 0; ///< Of a FuncRef.
};

/// Evaluates constant expressions of one module, given the values of the
/// globals before them.
class ConstantEvaluator {
public:
  /// Evaluates all globals' initialisers. An error is a WasmError.
  static llvm::Expected<ConstantEvaluator> make(const WasmModule &module);

  llvm::Expected<ConstantValue> evaluate(const ConstExpr &expr,
                                         ValType type) const;
  const ConstantValue &global(uint32_t index) const { return globals[index]; }

private:
  explicit ConstantEvaluator(const WasmModule &module) : module(&module) {}

  const WasmModule *module;
  std::vector<ConstantValue> globals;
};

} // namespace wasmc

#endif
