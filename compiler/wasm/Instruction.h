// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_WASM_INSTRUCTION_H
#define COMPILER_WASM_INSTRUCTION_H

#include "compiler/wasm/Opcode.h"
#include "compiler/wasm/Types.h"
#include <array>

namespace wasmc {

/// How a load or store addresses memory, 3.0 section 2.4.8.
struct MemArg {
  uint32_t memory = 0;
  uint8_t alignLog2 = 0; ///< A promise that need not be kept.
  uint64_t offset = 0;   ///< Below 2^32 for a 32-bit memory.
};

enum class CatchKind : uint8_t { Catch, CatchRef, CatchAll, CatchAllRef };

/// One clause of a try_table.
struct CatchClause {
  CatchKind kind;
  uint32_t tag = 0;
  uint32_t depth = 0; ///< Of the label, seen from outside the try_table.
};

/// One decoded instruction. Which members mean something depends on its
/// immediate kind.
struct Instruction {
  Opcode op = Opcode::Nop;
  uint64_t offset = 0; ///< Of the opcode, in the file.
  /// First and second index as written, types canonical: of a function, local,
  /// global, table, type, segment, tag, memory or the depth of a label; a
  /// count, for array.new_fixed.
  uint32_t index = 0;
  uint32_t index2 = 0;
  uint64_t bits = 0; ///< Constants up to 64 bits.
  MemArg memArg;
  uint8_t lane = 0;
  std::array<uint8_t, 16> vector{}; ///< v128.const, i8x16.shuffle.
  ValType type;   ///< select's type; the reference type tested or cast to.
  ValType source; ///< br_on_cast: the type before.
  llvm::SmallVector<uint32_t, 0> depths;     ///< br_table, default last.
  llvm::SmallVector<CatchClause, 0> catches; ///< try_table.

  const OpcodeInfo &info() const { return opcodeInfo(op); }
};

} // namespace wasmc

#endif
