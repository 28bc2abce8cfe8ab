// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/wasm/Types.h"

namespace wasmc {

static const char *abstractName(HeapKind kind) {
  switch (kind) {
  case HeapKind::Func:
    return "func";
  case HeapKind::NoFunc:
    return "nofunc";
  case HeapKind::Extern:
    return "extern";
  case HeapKind::NoExtern:
    return "noextern";
  case HeapKind::Any:
    return "any";
  case HeapKind::Eq:
    return "eq";
  case HeapKind::I31:
    return "i31";
  case HeapKind::Struct:
    return "struct";
  case HeapKind::Array:
    return "array";
  case HeapKind::None:
    return "none";
  case HeapKind::Exn:
    return "exn";
  case HeapKind::NoExn:
    return "noexn";
  case HeapKind::Defined:
  case HeapKind::Bottom:
    break;
  }
  return "bottom";
}

std::string toString(HeapType type) {
  if (type.kind == HeapKind::Defined)
    return std::to_string(type.index);
  return abstractName(type.kind);
}

/// The one-word form of a nullable reference to an abstract type.
static std::string shorthand(HeapKind kind) {
  switch (kind) {
  case HeapKind::None:
    return "nullref";
  case HeapKind::NoFunc:
    return "nullfuncref";
  case HeapKind::NoExtern:
    return "nullexternref";
  case HeapKind::NoExn:
    return "nullexnref";
  default:
    return std::string(abstractName(kind)) + "ref";
  }
}

std::string toString(ValType type) {
  switch (type.kind) {
  case TypeKind::I32:
    return "i32";
  case TypeKind::I64:
    return "i64";
  case TypeKind::F32:
    return "f32";
  case TypeKind::F64:
    return "f64";
  case TypeKind::V128:
    return "v128";
  case TypeKind::Bottom:
    return "any type";
  case TypeKind::Ref:
    break;
  }
  if (type.nullable && type.heapKind != HeapKind::Defined &&
      type.heapKind != HeapKind::Bottom)
    return shorthand(type.heapKind);
  return (type.nullable ? "(ref null " : "(ref ") + toString(type.heap()) + ")";
}

std::string toString(llvm::ArrayRef<ValType> types) {
  std::string text = "[";
  for (const ValType &type : types)
    text += (text.size() > 1 ? " " : "") + toString(type);
  return text + "]";
}

} // namespace wasmc
