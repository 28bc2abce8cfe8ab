// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/wasm/Opcode.h"
#include <algorithm>
#include <array>
#include <iterator>

namespace wasmc {

static constexpr OpcodeInfo opTable[] = {
#define OP(id, text, prefix, code, signature, immediate, family, proposal,     \
           bytes)                                                              \
  {text,                                                                       \
   prefix,                                                                     \
   code,                                                                       \
   signature,                                                                  \
   Immediate::immediate,                                                       \
   Family::family,                                                             \
   Feature::proposal,                                                          \
   bytes},
#include "compiler/wasm/Opcodes.def"
#undef OP
};

static constexpr uint32_t encoding(const OpcodeInfo &info) {
  return uint32_t(info.prefix) << 16 | info.code;
}

static_assert(std::ranges::is_sorted(opTable, {}, encoding),
              "Opcodes.def: rows must be ordered by (prefix, code)");

static constexpr uint16_t noOpcode = 0xffff;
static constexpr uint8_t firstPrefix = 0xfb;
static constexpr uint32_t codesPerPrefix = 0x114;

/// Row numbers by encoding: one-byte opcodes, then a block a prefix.
static constexpr auto opIndex = [] {
  std::array<uint16_t, 0x100 + 4 * codesPerPrefix> index{};
  index.fill(noOpcode);
  for (size_t row = 0; row < std::size(opTable); ++row) {
    const OpcodeInfo &info = opTable[row];
    size_t block =
        info.prefix ? 0x100 + (info.prefix - firstPrefix) * codesPerPrefix : 0;
    index[block + info.code] = uint16_t(row);
  }
  return index;
}();

const OpcodeInfo &opcodeInfo(Opcode op) { return opTable[size_t(op)]; }

std::optional<Opcode> findOpcode(uint8_t prefix, uint32_t code) {
  size_t block = 0;
  if (prefix) {
    if (prefix < firstPrefix || prefix > 0xfe || code >= codesPerPrefix)
      return std::nullopt;
    block = 0x100 + size_t(prefix - firstPrefix) * codesPerPrefix;
  } else if (code >= 0x100) {
    return std::nullopt;
  }
  uint16_t row = opIndex[block + code];
  if (row == noOpcode)
    return std::nullopt;
  return Opcode(row);
}

} // namespace wasmc
