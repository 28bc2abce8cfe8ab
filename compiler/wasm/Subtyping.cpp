// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/wasm/Subtyping.h"
#include "llvm/ADT/STLExtras.h"

namespace wasmc {

/// Follows the declared supertypes of a defined type. Chains are at most 63
/// long (TypeSection checks it).
static bool definedMatches(const WasmModule &module, uint32_t sub,
                           uint32_t super) {
  std::optional<uint32_t> at = sub;
  while (at && *at != super)
    at = module.types[*at].super;
  return at.has_value();
}

static HeapKind abstractOf(const WasmModule &module, HeapType type) {
  if (type.kind != HeapKind::Defined)
    return type.kind;
  switch (module.types[type.index].kind) {
  case CompositeKind::Func:
    return HeapKind::Func;
  case CompositeKind::Struct:
    return HeapKind::Struct;
  case CompositeKind::Array:
    return HeapKind::Array;
  }
  return HeapKind::Bottom;
}

HeapKind topOf(const WasmModule &module, HeapType type) {
  switch (abstractOf(module, type)) {
  case HeapKind::Func:
  case HeapKind::NoFunc:
    return HeapKind::Func;
  case HeapKind::Extern:
  case HeapKind::NoExtern:
    return HeapKind::Extern;
  case HeapKind::Exn:
  case HeapKind::NoExn:
    return HeapKind::Exn;
  case HeapKind::Bottom:
    return HeapKind::Bottom;
  default:
    return HeapKind::Any;
  }
}

HeapKind bottomOf(const WasmModule &module, HeapType type) {
  switch (topOf(module, type)) {
  case HeapKind::Func:
    return HeapKind::NoFunc;
  case HeapKind::Extern:
    return HeapKind::NoExtern;
  case HeapKind::Exn:
    return HeapKind::NoExn;
  case HeapKind::Any:
    return HeapKind::None;
  default:
    return HeapKind::Bottom;
  }
}

bool matches(const WasmModule &module, HeapType sub, HeapType super) {
  if (sub == super || sub.kind == HeapKind::Bottom)
    return true;
  if (sub.kind == HeapKind::Defined && super.kind == HeapKind::Defined)
    return definedMatches(module, sub.index, super.index);
  if (super.kind == HeapKind::Defined)
    return sub.kind == bottomOf(module, super);
  HeapKind kind = abstractOf(module, sub);
  switch (super.kind) {
  case HeapKind::Any:
  case HeapKind::Func:
  case HeapKind::Extern:
  case HeapKind::Exn:
    return topOf(module, sub) == super.kind;
  case HeapKind::Eq:
    return kind == HeapKind::Eq || kind == HeapKind::I31 ||
           kind == HeapKind::Struct || kind == HeapKind::Array ||
           kind == HeapKind::None;
  case HeapKind::I31:
  case HeapKind::Struct:
  case HeapKind::Array:
    return kind == super.kind || kind == HeapKind::None;
  default:
    return false;
  }
}

bool matches(const WasmModule &module, ValType sub, ValType super) {
  if (sub == super || sub.isBottom())
    return true;
  if (!sub.isRef() || !super.isRef())
    return false;
  return (super.nullable || !sub.nullable) &&
         matches(module, sub.heap(), super.heap());
}

bool matches(const WasmModule &module, llvm::ArrayRef<ValType> sub,
             llvm::ArrayRef<ValType> super) {
  if (sub.size() != super.size())
    return false;
  for (auto [a, b] : llvm::zip(sub, super))
    if (!matches(module, a, b))
      return false;
  return true;
}

static bool fieldMatches(const WasmModule &module, const FieldType &sub,
                         const FieldType &super) {
  if (sub.isMutable != super.isMutable || sub.packing != super.packing)
    return false;
  // A mutable field is read and written: its type may not vary at all.
  return sub.isMutable ? sub.type == super.type
                       : matches(module, sub.type, super.type);
}

bool isStructuralSubtype(const WasmModule &module, const DefinedType &sub,
                         const DefinedType &super) {
  if (sub.kind != super.kind)
    return false;
  if (sub.kind == CompositeKind::Func)
    return matches(module, super.func.params, sub.func.params) &&
           matches(module, sub.func.results, super.func.results);
  if (sub.fields.size() < super.fields.size())
    return false;
  for (size_t i = 0; i < super.fields.size(); ++i)
    if (!fieldMatches(module, sub.fields[i], super.fields[i]))
      return false;
  return true;
}

} // namespace wasmc
