// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "test/spec/TypeRegistry.h"
#include "compiler/wasm/Subtyping.h"

using namespace wasmc;

namespace spec {

namespace {

/// The text of a recursion group: references inside it are relative, all others
/// the registry's.
class GroupText {
public:
  GroupText(uint32_t start, uint32_t size, llvm::ArrayRef<uint32_t> indices)
      : start(start), size(size), indices(indices) {}

  std::string text;

  void index(uint32_t type) {
    bool isInside = type - start < size;
    text += isInside ? 'r' : 'a';
    text += std::to_string(isInside ? type - start : indices[type]);
    text += ' ';
  }
  void type(ValType value) {
    text += char('0' + int(value.kind));
    if (!value.isRef())
      return;
    text += value.nullable ? 'n' : '-';
    text += char('A' + int(value.heapKind));
    if (value.heapKind == HeapKind::Defined)
      index(value.index);
  }
  void type(const DefinedType &defined) {
    text += char('0' + int(defined.kind));
    text += defined.isFinal ? 'f' : '-';
    if (defined.super)
      index(*defined.super);
    for (ValType param : defined.func.params)
      type(param);
    text += '>';
    for (ValType result : defined.func.results)
      type(result);
    for (const FieldType &field : defined.fields) {
      text += char('a' + int(field.packing));
      text += field.isMutable ? 'm' : '-';
      type(field.type);
    }
    text += ';';
  }

private:
  uint32_t start, size;
  llvm::ArrayRef<uint32_t> indices;
};

} // namespace

ValType TypeRegistry::translate(ValType type,
                                llvm::ArrayRef<uint32_t> indices) {
  if (type.isRef() && type.heapKind == HeapKind::Defined)
    type.index = indices[type.index];
  return type;
}

std::vector<uint32_t> TypeRegistry::add(const WasmModule &module) {
  std::vector<uint32_t> indices(module.types.size());
  for (uint32_t start = 0; start < module.types.size();
       start += module.types[start].groupSize) {
    uint32_t size = module.types[start].groupSize;
    if (module.types[start].canonical != start) {
      for (uint32_t i = start; i < start + size; ++i)
        indices[i] = indices[module.types[i].canonical];
      continue;
    }
    GroupText group(start, size, indices);
    for (uint32_t i = start; i < start + size; ++i)
      group.type(module.types[i]);
    auto [entry, isNew] =
        groups.try_emplace(group.text, uint32_t(all.types.size()));
    for (uint32_t i = 0; i < size; ++i)
      indices[start + i] = entry->second + i;
    if (!isNew)
      continue;
    for (uint32_t i = start; i < start + size; ++i) {
      DefinedType type = module.types[i];
      if (type.super)
        type.super = indices[*type.super];
      type.canonical = uint32_t(all.types.size());
      for (ValType &param : type.func.params)
        param = translate(param, indices);
      for (ValType &result : type.func.results)
        result = translate(result, indices);
      for (FieldType &field : type.fields)
        field.type = translate(field.type, indices);
      all.types.push_back(std::move(type));
    }
  }
  return indices;
}

bool TypeRegistry::matches(ValType sub, ValType super) const {
  return wasmc::matches(all, sub, super);
}

bool TypeRegistry::matches(uint32_t sub, uint32_t super) const {
  return wasmc::matches(all, HeapType{HeapKind::Defined, sub},
                        HeapType{HeapKind::Defined, super});
}

} // namespace spec
