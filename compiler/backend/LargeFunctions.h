// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Some of LLVM's passes take time by the square of what a function has of
// something: of loops, of uses of one value, of a switch's targets. Programs
// have few enough of these to gain by such a pass; a generated function of a
// megabyte would take hours. There the pass is left out.

#ifndef COMPILER_BACKEND_LARGEFUNCTIONS_H
#define COMPILER_BACKEND_LARGEFUNCTIONS_H

#include "llvm/IR/Module.h"
#include "llvm/Passes/PassBuilder.h"

namespace wasmc {

/// Has the pipelines that `builder` makes, with these callbacks, leave loops
/// alone in functions of more than 256 of them, or with a switch of more than
/// 2000 targets.
void spareLoops(llvm::PassBuilder &builder,
                llvm::PassInstrumentationCallbacks &callbacks);

/// While it lives, the passes that generate code in this thread, for the
/// module, are made without those that would take too long for some function of
/// it.
class SpareCoding {
public:
  explicit SpareCoding(const llvm::Module &module);
  SpareCoding(const SpareCoding &) = delete;
  SpareCoding &operator=(const SpareCoding &) = delete;
  ~SpareCoding();
};

} // namespace wasmc

#endif
