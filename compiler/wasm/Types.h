// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The types of WebAssembly 3.0 as values. A reference to a defined type holds
// the type's canonical index (see TypeSection.h), so two types are the same
// exactly if their values are equal, whatever indices the module used.

#ifndef COMPILER_WASM_TYPES_H
#define COMPILER_WASM_TYPES_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"
#include <cstdint>
#include <optional>
#include <string>

namespace wasmc {

/// Heap types, 3.0 section 2.3.3. `Defined` carries a type index.
enum class HeapKind : uint8_t {
  Func,
  NoFunc,
  Extern,
  NoExtern,
  Any,
  Eq,
  I31,
  Struct,
  Array,
  None,
  Exn,
  NoExn,
  Defined,
  Bottom, ///< Below every heap type: what `ref.as_non_null` makes of nothing.
};

struct HeapType {
  HeapKind kind = HeapKind::Bottom;
  uint32_t index = 0; ///< Canonical type index, if kind is Defined.

  bool operator==(const HeapType &) const = default;
};

enum class TypeKind : uint8_t {
  I32,
  I64,
  F32,
  F64,
  V128,
  Ref,
  Bottom, ///< A value of unreachable code: matches everything.
};

/// A value type, 8 bytes.
struct ValType {
  TypeKind kind = TypeKind::Bottom;
  bool nullable = false;                ///< Only for Ref.
  HeapKind heapKind = HeapKind::Bottom; ///< Only for Ref.
  uint32_t index = 0;                   ///< Only for Ref to Defined.

  constexpr ValType() = default;
  constexpr ValType(TypeKind kind) : kind(kind) {}
  static constexpr ValType ref(HeapType heap, bool nullable) {
    ValType type(TypeKind::Ref);
    type.nullable = nullable;
    type.heapKind = heap.kind;
    type.index = heap.index;
    return type;
  }
  static constexpr ValType ref(HeapKind heap, bool nullable) {
    return ref(HeapType{heap, 0}, nullable);
  }
  static constexpr ValType funcref() { return ref(HeapKind::Func, true); }

  bool operator==(const ValType &) const = default;

  bool isRef() const { return kind == TypeKind::Ref; }
  bool isBottom() const { return kind == TypeKind::Bottom; }
  bool isNumeric() const { return kind < TypeKind::V128; }
  HeapType heap() const { return {heapKind, index}; }
  ValType asNonNull() const { return ref(heap(), false); }
  ValType asNullable() const { return ref(heap(), true); }
  /// Whether a local or table element of this type starts without a value set.
  bool isDefaultable() const { return !isRef() || nullable; }
};

/// Text as in the text format: `i32`, `(ref null 3)`, `funcref`.
std::string toString(ValType type);
std::string toString(HeapType type);
/// `[i32 f64]`
std::string toString(llvm::ArrayRef<ValType> types);

struct FuncType {
  llvm::SmallVector<ValType, 4> params;
  llvm::SmallVector<ValType, 2> results;

  bool operator==(const FuncType &) const = default;
};

/// How a struct field or array element is stored.
enum class Packing : uint8_t { None, I8, I16 };

struct FieldType {
  ValType type; ///< I32 if packed.
  Packing packing = Packing::None;
  bool isMutable = false;

  bool operator==(const FieldType &) const = default;
};

enum class CompositeKind : uint8_t { Func, Struct, Array };

/// One entry of the type index space.
struct DefinedType {
  CompositeKind kind = CompositeKind::Func;
  bool isFinal = true;
  std::optional<uint32_t> super; ///< Canonical index of the declared supertype.
  uint32_t depth = 0;            ///< Length of the chain of supertypes.
  FuncType func;                 ///< If kind is Func.
  llvm::SmallVector<FieldType, 0> fields; ///< If Struct; one if Array.
  uint32_t canonical = 0;  ///< First type index with the same identity.
  uint32_t groupStart = 0; ///< First type index of its recursion group,
  uint32_t groupSize = 1;  ///< which has so many types.
};

struct Limits {
  uint64_t minimum = 0;
  std::optional<uint64_t> maximum;
  bool is64 = false; ///< 64-bit addresses.
  bool isShared = false;
  uint8_t pageShift = 16; ///< Memories only: log2 of the page size.

  ValType addressType() const { return is64 ? TypeKind::I64 : TypeKind::I32; }
};

} // namespace wasmc

#endif
