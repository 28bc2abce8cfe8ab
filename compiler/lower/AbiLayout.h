// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How wasm types and the structures of wrt/abi.h look in LLVM IR.

#ifndef COMPILER_LOWER_ABILAYOUT_H
#define COMPILER_LOWER_ABILAYOUT_H

#include "compiler/wasm/Types.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/DerivedTypes.h"

namespace wasmc {

/// The IR type of a wasm value: iN, float, double, <4 x i32>; references are
/// pointers, null references null.
llvm::Type *irType(llvm::LLVMContext &context, ValType type);

/// The zero or null of a type.
llvm::Constant *irZero(llvm::LLVMContext &context, ValType type);

/// What functions of a wasm type return: void, a value, or a structure.
llvm::Type *irResultType(llvm::LLVMContext &context,
                         llvm::ArrayRef<ValType> results);

llvm::FunctionType *irFunctionType(llvm::LLVMContext &context,
                                   const FuncType &type);

/// wrt::MemoryInstance, and its fields.
llvm::StructType *memoryInstanceType(llvm::LLVMContext &context);
enum MemoryInstanceField : unsigned { memoryBaseField, memoryBytesField };

/// wrt::TableInstance, and its fields.
llvm::StructType *tableInstanceType(llvm::LLVMContext &context);
enum TableInstanceField : unsigned {
  tableEntriesField,
  tableSizeField,
  tableCapacityField
};

/// What a non-null funcref points to: { ptr code, i64 type id }.
llvm::StructType *funcRefType(llvm::LLVMContext &context);
enum FuncRefField : unsigned { funcRefCodeField, funcRefTypeField };

/// An entry of a table that never changes: { i32 type id, i32 code }, the code
/// as a distance from the table's start. Type id 0: null.
llvm::StructType *constantEntryType(llvm::LLVMContext &context);

} // namespace wasmc

#endif
