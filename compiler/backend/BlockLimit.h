// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_BACKEND_BLOCKLIMIT_H
#define COMPILER_BACKEND_BLOCKLIMIT_H

namespace llvm {
class PassBuilder;
}

namespace wasmc {

/// Has the pipelines that `builder` makes cut basic blocks of more than 5000
/// instructions, from the vectorisers on and up to code generation: some passes
/// take time and memory that is quadratic in a block's length. For all levels
/// but -O0.
void limitBlocks(llvm::PassBuilder &builder);

} // namespace wasmc

#endif
