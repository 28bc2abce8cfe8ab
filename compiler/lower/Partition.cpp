// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A part is a run of functions of about partBytes of wasm code. Within a part
// LLVM inlines and sees all callers; between parts it does not, so small
// modules stay whole and large ones are cut as rarely as memory and time allow.

#include "compiler/lower/Partition.h"

namespace wasmc {

static constexpr uint64_t partBytes = 512 * 1024;

std::vector<Part> partition(const WasmModule &module) {
  std::vector<Part> parts(1);
  uint64_t bytes = 0;
  for (uint32_t index = module.importedFunctions;
       index < module.functions.size(); ++index) {
    if (bytes >= partBytes) {
      parts.emplace_back();
      bytes = 0;
    }
    parts.back().functions.push_back(index);
    bytes += module.functions[index].body.bytes.size();
  }
  for (uint32_t i = 0; i < parts.size(); ++i)
    parts[i].number = i;
  parts.front().ownsState = true;
  parts.front().isWhole = parts.size() == 1;
  return parts;
}

} // namespace wasmc
