// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_BACKEND_LLVMOPTIONS_H
#define COMPILER_BACKEND_LLVMOPTIONS_H

namespace wasmc {

/// Sets what LLVM lets be set only for the whole process. Call before any
/// thread uses LLVM; again is harmless.
void setLLVMOptions();

} // namespace wasmc

#endif
