// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_BACKEND_BLOCKLIMIT_H
#define COMPILER_BACKEND_BLOCKLIMIT_H

namespace llvm {
class PassBuilder;
}

namespace wasmc {

/// Has the pipelines that `builder` makes cut basic blocks of more than 2000
/// instructions, before the vectorisers and before code generation, and of more
/// than 10000 earlier: some passes take time and memory that is quadratic in a
/// block's length. For all levels but -O0.
void limitBlocks(llvm::PassBuilder &builder);

} // namespace wasmc

#endif
