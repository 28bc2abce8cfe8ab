// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_WASM_SECTIONDECODER_H
#define COMPILER_WASM_SECTIONDECODER_H

#include "compiler/wasm/WasmModule.h"
#include "llvm/Support/Error.h"

namespace wasmc {

/// Decodes and validates everything but function bodies (3.0 sections 5.5 and
/// 3.5). The result points into `bytes`. Errors are WasmErrors.
llvm::Expected<WasmModule> decodeModule(llvm::ArrayRef<uint8_t> bytes,
                                        const Features &features);

} // namespace wasmc

#endif
