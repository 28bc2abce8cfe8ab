// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Types in the binary format (3.0 section 5.3), and the type section.
//
// Types are the same if their recursion groups are written the same, with
// references inside the group taken relative to it. Each group is therefore
// looked up by its own text; the first of equals lends its indices to all.

#ifndef COMPILER_WASM_TYPESECTION_H
#define COMPILER_WASM_TYPESECTION_H

#include "compiler/wasm/Reader.h"

namespace wasmc {

/// Reads types that refer to the types decoded so far. On a fault the reader
/// has failed.
class TypeReader {
public:
  TypeReader(Reader &reader, const WasmModule &module)
      : reader(reader), module(module) {}

  ValType valType();
  HeapType heapType();
  /// A reference type; anything else is an error.
  ValType refType();
  /// An index of a type of the given kind, canonical.
  uint32_t funcTypeIndex() { return typeIndex(CompositeKind::Func); }
  uint32_t typeIndex(CompositeKind kind);
  bool require(Feature feature, llvm::StringRef what);

protected:
  Reader &reader;
  const WasmModule &module;

  ValType valTypeOf(uint8_t code, uint64_t at);
  std::optional<HeapKind> abstractHeap(uint8_t code);
  /// Canonical index of type `index`, checked to exist.
  virtual uint32_t resolve(uint64_t index, uint64_t at);
};

/// Decodes the section's contents into module.types.
void decodeTypeSection(Reader &reader, WasmModule &module);

} // namespace wasmc

#endif
