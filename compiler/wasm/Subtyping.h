// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The matching relations of 3.0 section 3.3.

#ifndef COMPILER_WASM_SUBTYPING_H
#define COMPILER_WASM_SUBTYPING_H

#include "compiler/wasm/WasmModule.h"

namespace wasmc {

/// Whether a value of type `sub` may stand where `super` is wanted.
bool matches(const WasmModule &module, HeapType sub, HeapType super);
bool matches(const WasmModule &module, ValType sub, ValType super);
/// The same for every pair; false if the numbers differ.
bool matches(const WasmModule &module, llvm::ArrayRef<ValType> sub,
             llvm::ArrayRef<ValType> super);

/// Whether `sub` may declare `super` as its supertype: same kind, and each part
/// matches in the direction it must.
bool isStructuralSubtype(const WasmModule &module, const DefinedType &sub,
                         const DefinedType &super);

/// The abstract type at the top of a heap type's hierarchy: any, func, extern
/// or exn.
HeapKind topOf(const WasmModule &module, HeapType type);
/// The one at the bottom: none, nofunc, noextern or noexn.
HeapKind bottomOf(const WasmModule &module, HeapType type);

} // namespace wasmc

#endif
