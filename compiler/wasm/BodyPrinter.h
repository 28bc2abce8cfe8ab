// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_WASM_BODYPRINTER_H
#define COMPILER_WASM_BODYPRINTER_H

#include "compiler/wasm/WasmModule.h"
#include <string>

namespace wasmc {

/// A function that the module defines as text: its type, its locals, then an
/// instruction a line, each block's inside two blanks further right, as in the
/// text format without parentheses. Functions are called by name if the module
/// names them. The module must have been validated.
std::string printFunction(const WasmModule &module, uint32_t function);

} // namespace wasmc

#endif
