// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_BACKEND_PIPELINE_H
#define COMPILER_BACKEND_PIPELINE_H

#include "compiler/backend/Target.h"
#include "llvm/Analysis/TargetLibraryInfo.h"
#include "llvm/IR/Module.h"

namespace llvm {
class PassBuilder;
}

namespace wasmc {

/// Gives a new module the triple and data layout to lower for.
void prepareModule(llvm::Module &module, const Target &target,
                   const llvm::TargetMachine &machine);

/// Optimises `module`. Afterwards every function it still defines is a symbol
/// that the link step can name: see exposeFunctions. `addPasses`, if not null,
/// may add to what the pipelines consist of.
void optimize(llvm::Module &module, llvm::TargetMachine &machine,
              const Target &target, OptLevel level,
              void (*addPasses)(llvm::PassBuilder &) = nullptr);

/// What of the C library there is to call: the runtime stub's memory functions.
llvm::TargetLibraryInfoImpl stubLibrary(const llvm::Triple &triple);

} // namespace wasmc

#endif
