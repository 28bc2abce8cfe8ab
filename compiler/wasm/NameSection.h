// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_WASM_NAMESECTION_H
#define COMPILER_WASM_NAMESECTION_H

#include "compiler/wasm/Reader.h"

namespace wasmc {

/// Takes the module's and the functions' names from the custom section `name`
/// (3.0 appendix 7.4). Its faults are not the module's: what is malformed is
/// left out.
void decodeNameSection(ByteRange contents, WasmModule &module);

} // namespace wasmc

#endif
