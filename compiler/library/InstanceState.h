// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_LIBRARY_INSTANCESTATE_H
#define COMPILER_LIBRARY_INSTANCESTATE_H

#include "llvm/ADT/StringMap.h"
#include "llvm/IR/Module.h"

namespace wasmc {

/// Marks the functions whose first parameter is the instance.
inline constexpr llvm::StringLiteral instanceAttribute = "wasmc-instance";

/// How an instance of a library is laid out.
struct InstanceLayout {
  uint64_t bytes = 0;
  uint64_t importsOffset = 0; ///< Room for a pointer for each import.
  /// What of it is not zero at first: `state`, from `stateOffset` on.
  uint64_t stateOffset = 0;
  llvm::GlobalVariable *state = nullptr; ///< Null: all is zero.
  llvm::StringMap<uint64_t> offsets;     ///< Of the variables by their names.
};

/// Turns a module lowered for a library (LoweringOptions::isLibrary), whose
/// state is static data of one instance, into code for any number: every
/// function gets a pointer to its instance as the first parameter, variables
/// become part of the instance, and a trap is a call of the runtime.
InstanceLayout moveStateToInstance(llvm::Module &module, size_t memories,
                                   size_t imports);

} // namespace wasmc

#endif
