// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_BACKEND_PRECISETRAPS_H
#define COMPILER_BACKEND_PRECISETRAPS_H

#include "llvm/IR/Module.h"

namespace llvm {
class PassBuilder;
}

namespace wasmc {

/// Has the pipelines that `builder` makes keep every trap that a load from
/// linear memory may be, in its place among the other traps and the calls.
/// Loads from linear memory are known by the type "memory" of their TBAA tag.
/// For all levels but -O0.
void keepLoadTraps(llvm::PassBuilder &builder);

} // namespace wasmc

#endif
