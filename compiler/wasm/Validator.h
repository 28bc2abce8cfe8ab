// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_WASM_VALIDATOR_H
#define COMPILER_WASM_VALIDATOR_H

#include "compiler/wasm/WasmModule.h"
#include "llvm/Support/Error.h"

namespace wasmc {

/// Validates the bodies of all functions, in their order, and records what
/// they do with tables, and whether they make tail calls, in the module. The
/// first error is a WasmError.
llvm::Error validateBodies(WasmModule &module);

} // namespace wasmc

#endif
