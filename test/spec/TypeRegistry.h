// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef TEST_SPEC_TYPEREGISTRY_H
#define TEST_SPEC_TYPEREGISTRY_H

#include "compiler/wasm/WasmModule.h"
#include "llvm/ADT/StringMap.h"

namespace spec {

/// The types of all modules of a script in one index space, where a type has
/// one index whichever module it comes from.
class TypeRegistry {
public:
  /// For each type of the module, its index here.
  std::vector<uint32_t> add(const wasmc::WasmModule &module);

  /// A module's type, of whose types `indices` are the registry's.
  static wasmc::ValType translate(wasmc::ValType type,
                                  llvm::ArrayRef<uint32_t> indices);

  bool matches(wasmc::ValType sub, wasmc::ValType super) const;
  bool matches(uint32_t sub, uint32_t super) const;

private:
  wasmc::WasmModule all; ///< Has nothing but types.
  llvm::StringMap<uint32_t> groups;
};

} // namespace spec

#endif
