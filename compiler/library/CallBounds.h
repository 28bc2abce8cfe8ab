// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_LIBRARY_CALLBOUNDS_H
#define COMPILER_LIBRARY_CALLBOUNDS_H

namespace llvm {
class PassBuilder;
}

namespace wasmc {

/// Has the pipelines that `builder` makes bound how long a call into a library
/// can go on without a look at the clock, and how far down the stack. It comes
/// last, so that loops are vectorised and unrolled before they count.
void boundCalls(llvm::PassBuilder &builder);

} // namespace wasmc

#endif
