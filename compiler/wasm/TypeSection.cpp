// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/wasm/TypeSection.h"
#include "compiler/wasm/Limits.h"
#include "compiler/wasm/Subtyping.h"
#include "llvm/ADT/StringMap.h"

namespace wasmc {

bool TypeReader::require(Feature feature, llvm::StringRef what) {
  if (module.features.has(feature))
    return true;
  reader.fail(what + " needs the feature " + featureInfo(feature).name +
              ", which is off");
  return false;
}

/// Heap types that are one byte, and what they need.
std::optional<HeapKind> TypeReader::abstractHeap(uint8_t code) {
  struct Row {
    HeapKind kind;
    Feature feature;
  };
  static constexpr uint8_t first = 0x69;
  static constexpr Row rows[] = {
      {HeapKind::Exn, Feature::Exceptions},
      {HeapKind::Array, Feature::Gc},
      {HeapKind::Struct, Feature::Gc},
      {HeapKind::I31, Feature::Gc},
      {HeapKind::Eq, Feature::Gc},
      {HeapKind::Any, Feature::Gc},
      {HeapKind::Extern, Feature::ReferenceTypes},
      {HeapKind::Func, Feature::Core},
      {HeapKind::None, Feature::Gc},
      {HeapKind::NoExtern, Feature::Gc},
      {HeapKind::NoFunc, Feature::Gc},
      {HeapKind::NoExn, Feature::Exceptions},
  };
  if (code < first || code >= first + std::size(rows))
    return std::nullopt;
  const Row &row = rows[code - first];
  if (!require(row.feature, "this reference type"))
    return std::nullopt;
  return row.kind;
}

uint32_t TypeReader::resolve(uint64_t index, uint64_t at) {
  if (index >= module.types.size()) {
    reader.fail(at, "unknown type " + llvm::Twine(index));
    return 0;
  }
  return module.types[index].canonical;
}

HeapType TypeReader::heapType() {
  uint64_t at = reader.offset();
  int64_t code = reader.s33();
  if (reader.failed())
    return {};
  if (code >= 0) {
    if (!require(Feature::FunctionReferences, "a reference to a defined type"))
      return {};
    uint32_t index = resolve(uint64_t(code), at);
    return {HeapKind::Defined, index};
  }
  if (code >= -64)
    if (std::optional<HeapKind> kind = abstractHeap(uint8_t(code & 0x7f)))
      return {*kind, 0};
  reader.fail(at, "malformed heap type");
  return {};
}

ValType TypeReader::valTypeOf(uint8_t code, uint64_t at) {
  switch (code) {
  case 0x7f:
    return TypeKind::I32;
  case 0x7e:
    return TypeKind::I64;
  case 0x7d:
    return TypeKind::F32;
  case 0x7c:
    return TypeKind::F64;
  case 0x7b:
    require(Feature::Simd, "v128");
    return TypeKind::V128;
  case 0x64:
  case 0x63:
    if (!require(Feature::FunctionReferences, "a typed reference"))
      return {};
    return ValType::ref(heapType(), code == 0x63);
  default:
    break;
  }
  if (std::optional<HeapKind> kind = abstractHeap(code))
    return ValType::ref(*kind, true);
  reader.fail(at, "malformed value type");
  return {};
}

ValType TypeReader::valType() {
  uint64_t at = reader.offset();
  uint8_t code = reader.u8();
  return reader.failed() ? ValType() : valTypeOf(code, at);
}

ValType TypeReader::refType() {
  uint64_t at = reader.offset();
  ValType type = valType();
  if (!reader.failed() && !type.isRef())
    reader.fail(at, "malformed reference type");
  return type;
}

uint32_t TypeReader::typeIndex(CompositeKind kind) {
  static constexpr const char *names[] = {"function", "struct", "array"};
  uint64_t at = reader.offset();
  uint32_t index = reader.u32();
  if (reader.failed())
    return 0;
  index = resolve(index, at);
  if (!reader.failed() && module.types[index].kind != kind)
    reader.fail(at, "type " + llvm::Twine(index) + " is not a " +
                        names[size_t(kind)] + " type");
  return index;
}

namespace {

/// Reads one recursion group after the other.
class TypeSectionDecoder : TypeReader {
public:
  TypeSectionDecoder(Reader &reader, WasmModule &module)
      : TypeReader(reader, module), types(module.types) {}

  void decode();

private:
  std::vector<DefinedType> &types;
  llvm::StringMap<uint32_t> groups; ///< A group's text to its first index.
  uint32_t groupStart = 0;
  uint32_t groupEnd = 0;

  void group(uint32_t size);
  DefinedType subType();
  void composite(DefinedType &type, uint8_t code, uint64_t at);
  FieldType field();
  void valTypes(llvm::SmallVectorImpl<ValType> &list, uint32_t limit,
                llvm::StringRef what);
  void checkSupertype(uint32_t index, uint64_t at);
  void canonicalise();
  void write(std::string &text, ValType type) const;
  void moveGroup(uint32_t first);
  uint32_t resolve(uint64_t index, uint64_t at) override;
};

} // namespace

/// Inside a group, its own types can be named before they are decoded.
uint32_t TypeSectionDecoder::resolve(uint64_t index, uint64_t at) {
  if (index >= groupStart && index < groupEnd)
    return uint32_t(index);
  return TypeReader::resolve(index, at);
}

void TypeSectionDecoder::valTypes(llvm::SmallVectorImpl<ValType> &list,
                                  uint32_t limit, llvm::StringRef what) {
  uint32_t count = reader.count(limit, what);
  list.reserve(count);
  for (uint32_t i = 0; i < count && !reader.failed(); ++i)
    list.push_back(valType());
}

FieldType TypeSectionDecoder::field() {
  FieldType result;
  uint64_t at = reader.offset();
  uint8_t code = reader.u8();
  if (code == 0x78 || code == 0x77) {
    result.packing = code == 0x78 ? Packing::I8 : Packing::I16;
    result.type = TypeKind::I32;
  } else if (!reader.failed()) {
    result.type = valTypeOf(code, at);
  }
  at = reader.offset();
  uint8_t mutability = reader.u8();
  if (mutability > 1)
    reader.fail(at, "malformed mutability");
  result.isMutable = mutability == 1;
  return result;
}

void TypeSectionDecoder::composite(DefinedType &type, uint8_t code,
                                   uint64_t at) {
  switch (code) {
  case 0x60: {
    valTypes(type.func.params, limits::params, "parameters");
    valTypes(type.func.results, limits::results, "results");
    if (type.func.results.size() > 1)
      require(Feature::MultiValue, "a function with several results");
    return;
  }
  case 0x5f: {
    type.kind = CompositeKind::Struct;
    uint32_t count = reader.count(limits::structFields, "fields");
    for (uint32_t i = 0; i < count && !reader.failed(); ++i)
      type.fields.push_back(field());
    break;
  }
  case 0x5e:
    type.kind = CompositeKind::Array;
    type.fields.push_back(field());
    break;
  default:
    reader.fail(at, "malformed type definition");
    return;
  }
  require(Feature::Gc, "a struct or array type");
}

DefinedType TypeSectionDecoder::subType() {
  DefinedType type;
  uint64_t at = reader.offset();
  uint8_t code = reader.u8();
  if (code == 0x50 || code == 0x4f) {
    require(Feature::Gc, "a subtype");
    type.isFinal = code == 0x4f;
    uint32_t count = reader.count(1, "supertypes");
    if (count) {
      uint64_t superAt = reader.offset();
      uint32_t super = reader.u32();
      // Only earlier types: `super` itself must not be a forward reference.
      if (!reader.failed() && super >= types.size())
        reader.fail(superAt, "unknown supertype " + llvm::Twine(super));
      if (!reader.failed())
        type.super = types[super].canonical;
    }
    at = reader.offset();
    code = reader.u8();
  }
  if (!reader.failed())
    composite(type, code, at);
  type.canonical = uint32_t(types.size());
  type.groupStart = groupStart;
  type.groupSize = groupEnd - groupStart;
  return type;
}

void TypeSectionDecoder::checkSupertype(uint32_t index, uint64_t at) {
  DefinedType &type = types[index];
  if (!type.super)
    return;
  const DefinedType &super = types[*type.super];
  type.depth = super.depth + 1;
  if (super.isFinal || !isStructuralSubtype(module, type, super))
    reader.fail(at, "type " + llvm::Twine(index) +
                        " does not match its supertype " +
                        llvm::Twine(*type.super));
  else if (type.depth > limits::subtypeDepth)
    reader.fail(at, "chain of supertypes is longer than " +
                        llvm::Twine(limits::subtypeDepth));
}

/// Appends a type in the group's own text: references inside the group are
/// relative, all others canonical.
void TypeSectionDecoder::write(std::string &text, ValType type) const {
  uint32_t index = type.index;
  bool isInside =
      type.isRef() && type.heapKind == HeapKind::Defined && index >= groupStart;
  if (isInside)
    index -= groupStart;
  text += char(type.kind);
  if (!type.isRef())
    return;
  text += char(type.nullable | isInside << 1);
  text += char(type.heapKind);
  text.append(reinterpret_cast<const char *>(&index), sizeof index);
}

/// Gives the types of the group just read the indices of an equal group before
/// it, in what they are and in what they refer to.
void TypeSectionDecoder::moveGroup(uint32_t first) {
  auto move = [&](uint32_t &index) {
    if (index >= groupStart)
      index = index - groupStart + first;
  };
  auto moveType = [&](ValType &type) {
    if (type.isRef() && type.heapKind == HeapKind::Defined)
      move(type.index);
  };
  for (uint32_t i = groupStart; i < groupEnd; ++i) {
    DefinedType &type = types[i];
    move(type.canonical);
    if (type.super)
      move(*type.super);
    for (ValType &param : type.func.params)
      moveType(param);
    for (ValType &result : type.func.results)
      moveType(result);
    for (FieldType &field : type.fields)
      moveType(field.type);
  }
}

void TypeSectionDecoder::canonicalise() {
  std::string text;
  for (uint32_t i = groupStart; i < groupEnd; ++i) {
    const DefinedType &type = types[i];
    text += char(type.kind);
    text += char(type.isFinal);
    // A supertype is a reference like others; any marker tells it from none.
    if (type.super)
      write(text, ValType::ref({HeapKind::Defined, *type.super}, true));
    text += ';';
    for (ValType param : type.func.params)
      write(text, param);
    text += ';';
    for (ValType result : type.func.results)
      write(text, result);
    for (const FieldType &field : type.fields) {
      text += char(uint8_t(field.packing) << 1 | field.isMutable);
      write(text, field.type);
    }
    text += '.';
  }
  auto [entry, isNew] = groups.try_emplace(text, groupStart);
  if (!isNew)
    moveGroup(entry->second);
}

void TypeSectionDecoder::group(uint32_t size) {
  groupStart = uint32_t(types.size());
  if (size > limits::types - groupStart) {
    reader.fail("too many types: the limit is " + llvm::Twine(limits::types));
    return;
  }
  groupEnd = groupStart + size;
  uint64_t at = reader.offset();
  while (types.size() < groupEnd && !reader.failed())
    types.push_back(subType());
  for (uint32_t i = groupStart; i < groupEnd && !reader.failed(); ++i)
    checkSupertype(i, at);
  if (!reader.failed())
    canonicalise();
}

void TypeSectionDecoder::decode() {
  uint32_t count = reader.count(limits::types, "types");
  for (uint32_t i = 0; i < count && !reader.failed(); ++i) {
    if (reader.peek() != 0x4e) {
      group(1);
      continue;
    }
    reader.u8();
    require(Feature::Gc, "a recursion group");
    group(reader.count(limits::types, "types of a group"));
  }
}

void decodeTypeSection(Reader &reader, WasmModule &module) {
  TypeSectionDecoder(reader, module).decode();
}

} // namespace wasmc
