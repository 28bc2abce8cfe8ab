// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_LIBRARY_INTERFACE_H
#define COMPILER_LIBRARY_INTERFACE_H

#include "compiler/library/LibraryApi.h"
#include "wrt/abi.h"
#include "llvm/IR/Module.h"

namespace wasmc {

/// Makes a library of a module that was lowered for one: all its state becomes
/// an instance's, and the functions of the header are defined. Errors are
/// WasmErrors.
llvm::Error makeLibrary(llvm::Module &module, const WasmModule &wasm,
                        const LibraryApi &api, const wrt::CpuNeeds &needs);

} // namespace wasmc

#endif
