// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Lookups in Opcodes.def, the table of instructions.

#ifndef COMPILER_WASM_OPCODE_H
#define COMPILER_WASM_OPCODE_H

#include "compiler/wasm/Features.h"
#include <cstdint>
#include <optional>
#include <string_view>

namespace wasmc {

enum class Opcode : uint16_t {
#define OP(id, text, prefix, code, signature, immediate, family, proposal,     \
           bytes)                                                              \
  id,
#include "compiler/wasm/Opcodes.def"
#undef OP
};

/// What follows an opcode in the code, 3.0 section 5.4.
enum class Immediate : uint8_t {
  None,
  BlockType,
  Label,
  BrTable,
  Function,
  CallIndirect, ///< Type index, table index.
  Local,
  Global,
  Table,
  TableTable,
  ElementTable,
  Element,
  Data,
  DataMemory,
  MemoryIndex,
  MemoryMemory,
  MemArg,
  MemArgLane,
  Lane,
  Shuffle,
  I32,
  I64,
  F32,
  F64,
  V128,
  SelectTypes,
  HeapType,
  Type,
  TypeField,
  TypeCount,
  TypeData,
  TypeElement,
  TypeType,
  BrOnCast,
  Tag,
  TryTable,
  Fence,
};

/// Which file of lower/ gives an instruction its meaning.
enum class Family : uint8_t {
  Control,
  Call,
  Variable,
  Integer,
  Float,
  Convert,
  Memory,
  Bulk,
  Table,
  Reference,
  Vector,
  Atomic,
  Gc,
  Exception,
};

struct OpcodeInfo {
  std::string_view text;
  uint8_t prefix; ///< 0 for one-byte opcodes.
  uint16_t code;
  std::string_view signature; ///< See Opcodes.def.
  Immediate immediate;
  Family family;
  Feature proposal;
  uint8_t bytes; ///< Size of the memory access, or 0.
};

const OpcodeInfo &opcodeInfo(Opcode op);

/// The instruction of this encoding, if there is one.
std::optional<Opcode> findOpcode(uint8_t prefix, uint32_t code);

} // namespace wasmc

#endif
