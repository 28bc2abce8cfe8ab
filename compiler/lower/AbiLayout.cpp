// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/lower/AbiLayout.h"
#include "wrt/abi.h"

namespace wasmc {

using namespace llvm;

static_assert(offsetof(wrt::MemoryInstance, base) == 0 &&
                  offsetof(wrt::MemoryInstance, bytes) == 8 &&
                  sizeof(wrt::MemoryInstance) == 32,
              "memoryInstanceType must look like wrt::MemoryInstance");

Type *irType(LLVMContext &context, ValType type) {
  switch (type.kind) {
  case TypeKind::I32:
    return Type::getInt32Ty(context);
  case TypeKind::I64:
    return Type::getInt64Ty(context);
  case TypeKind::F32:
    return Type::getFloatTy(context);
  case TypeKind::F64:
    return Type::getDoubleTy(context);
  case TypeKind::V128:
    return FixedVectorType::get(Type::getInt32Ty(context), 4);
  case TypeKind::Ref:
  case TypeKind::Bottom:
    break;
  }
  return PointerType::getUnqual(context);
}

Constant *irZero(LLVMContext &context, ValType type) {
  return Constant::getNullValue(irType(context, type));
}

Type *irResultType(LLVMContext &context, ArrayRef<ValType> results) {
  if (results.empty())
    return Type::getVoidTy(context);
  if (results.size() == 1)
    return irType(context, results[0]);
  SmallVector<Type *, 4> types;
  for (ValType result : results)
    types.push_back(irType(context, result));
  return StructType::get(context, types);
}

FunctionType *irFunctionType(LLVMContext &context, const FuncType &type) {
  SmallVector<Type *, 8> params;
  for (ValType param : type.params)
    params.push_back(irType(context, param));
  return FunctionType::get(irResultType(context, type.results), params, false);
}

StructType *memoryInstanceType(LLVMContext &context) {
  Type *i64 = Type::getInt64Ty(context);
  return StructType::get(PointerType::getUnqual(context), i64, i64, i64);
}

static_assert(offsetof(wrt::TableInstance, entries) == 0 &&
                  offsetof(wrt::TableInstance, size) == 8 &&
                  offsetof(wrt::TableInstance, capacity) == 16 &&
                  sizeof(wrt::TableInstance) == 24,
              "tableInstanceType must look like wrt::TableInstance");

StructType *tableInstanceType(LLVMContext &context) {
  Type *i64 = Type::getInt64Ty(context);
  return StructType::get(PointerType::getUnqual(context), i64, i64);
}

StructType *funcRefType(LLVMContext &context) {
  return StructType::get(PointerType::getUnqual(context),
                         Type::getInt64Ty(context));
}

StructType *constantEntryType(LLVMContext &context) {
  Type *i32 = Type::getInt32Ty(context);
  return StructType::get(i32, i32);
}

} // namespace wasmc
