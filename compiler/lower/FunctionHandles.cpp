// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/lower/FunctionHandles.h"

namespace wasmc {

FunctionHandles::FunctionHandles(const WasmModule &module)
    : numbers(module.functions.size()), ranges(module.types.size()) {
  size_t typeCount = module.types.size();
  std::vector<std::vector<uint32_t>> ofType(typeCount), subtypes(typeCount);
  for (uint32_t i = 0; i < module.functions.size(); ++i)
    if (module.functions[i].hasReference)
      ofType[module.functions[i].type].push_back(i);
  std::vector<uint32_t> open; // Types whose turn comes, the next one last.
  for (auto i = uint32_t(typeCount); i-- > 0;) {
    const DefinedType &type = module.types[i];
    if (type.canonical != i)
      continue;
    if (type.super)
      subtypes[*type.super].push_back(i);
    else
      open.push_back(i);
  }
  // A supertype is defined before its subtypes.
  std::vector<uint32_t> order;
  while (!open.empty()) {
    uint32_t type = open.back();
    open.pop_back();
    order.push_back(type);
    ranges[type].first = uint32_t(functions.size()) + 1;
    for (uint32_t function : ofType[type]) {
      functions.push_back(function);
      numbers[function] = uint32_t(functions.size());
    }
    ranges[type].count = uint32_t(ofType[type].size());
    open.insert(open.end(), subtypes[type].begin(), subtypes[type].end());
  }
  for (size_t i = order.size(); i-- > 0;)
    if (std::optional<uint32_t> super = module.types[order[i]].super)
      ranges[*super].count += ranges[order[i]].count;
}

} // namespace wasmc
