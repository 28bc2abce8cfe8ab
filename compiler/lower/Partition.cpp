// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Within a part LLVM inlines and sees all callers; between parts it only has
// copies of the smallest functions (ModuleLowering.cpp). So a small module
// stays whole. A larger one is cut into many parts: they share the work evenly
// among threads, and a change of one function makes one part to compile again.

#include "compiler/lower/Partition.h"

namespace wasmc {

/// Of code, in bytes: what stays whole, and the bounds of a part of what does
/// not. Only a single function may be larger.
static constexpr uint64_t wholeBytes = 512 * 1024;
static constexpr uint64_t leastBytes = 24 * 1024;
static constexpr uint64_t mostBytes = 48 * 1024;

/// Numbers in no order; not to be changed with what a function contains.
static uint64_t scrambled(uint32_t index) {
  return (index + 1) * uint64_t(0x9e3779b97f4a7c15);
}

/// Where the part that begins with `first` ends. Of the ends that its bounds
/// allow the one with the least scrambled number is taken: after a function
/// that has become longer or shorter, the ends are soon the same again.
static uint32_t findEnd(const WasmModule &module, uint32_t first) {
  uint64_t bytes = 0, least = ~uint64_t(0);
  uint32_t end = 0;
  for (uint32_t index = first; index < module.functions.size(); ++index) {
    bytes += module.functions[index].body.bytes.size();
    if (end && bytes > mostBytes)
      return end;
    if (bytes >= leastBytes && scrambled(index) < least) {
      least = scrambled(index);
      end = index + 1;
    }
  }
  return uint32_t(module.functions.size());
}

static uint64_t codeBytes(const WasmModule &module) {
  uint64_t bytes = 0;
  for (const Function &function : module.functions)
    bytes += function.body.bytes.size();
  return bytes;
}

std::vector<Part> partition(const WasmModule &module) {
  bool isWhole = codeBytes(module) <= wholeBytes;
  auto count = uint32_t(module.functions.size());
  std::vector<Part> parts;
  uint32_t first = module.importedFunctions;
  do {
    uint32_t end = isWhole ? count : findEnd(module, first);
    Part part;
    part.name = "part" + std::to_string(first);
    for (; first < end; ++first)
      part.functions.push_back(first);
    parts.push_back(std::move(part));
  } while (first < count);
  parts.front().ownsState = true;
  parts.front().isWhole = parts.size() == 1;
  return parts;
}

} // namespace wasmc
