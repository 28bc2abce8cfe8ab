// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_BACKEND_EMITOBJECT_H
#define COMPILER_BACKEND_EMITOBJECT_H

#include "llvm/IR/Module.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Target/TargetMachine.h"
#include <memory>

namespace wasmc {

enum class EmitKind : uint8_t { Object, Assembly, IR };

/// Writes `module`, which is spent afterwards, as an ELF object or as text.
/// Errors are what LLVM's code generator finds it cannot do.
llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>>
emit(llvm::Module &module, llvm::TargetMachine &machine, EmitKind kind);

/// Checks the IR's own rules, which only a fault of ours can break.
llvm::Error verifyIR(const llvm::Module &module, llvm::StringRef stage);

} // namespace wasmc

#endif
