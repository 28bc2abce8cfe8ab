// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/wasm/BodyContext.h"
#include "compiler/wasm/Limits.h"
#include "compiler/wasm/WasmError.h"
#include "llvm/ADT/StringExtras.h"

namespace wasmc {

llvm::Error BodyContext::takeError() const {
  if (!reader.failed())
    return llvm::Error::success();
  if (!function)
    return llvm::make_error<WasmError>(reader.errorOffset(),
                                       reader.errorMessage());
  return llvm::make_error<WasmError>(reader.errorOffset(), *function,
                                     module.functionName(*function),
                                     reader.errorMessage());
}

void BodyContext::decode() {
  instruction.offset = reader.offset();
  decodeOpcode();
  if (!reader.failed())
    decodeImmediate();
}

void BodyContext::decodeOpcode() {
  uint8_t first = reader.u8();
  bool isPrefix = first >= 0xfb && first <= 0xfe;
  uint32_t code = isPrefix ? reader.u32() : first;
  if (reader.failed())
    return;
  std::optional<Opcode> op = findOpcode(isPrefix ? first : 0, code);
  if (!op) {
    fail("illegal opcode 0x" + llvm::utohexstr(first, true, 2) +
         (isPrefix ? " 0x" + llvm::utohexstr(code, true, 2) : ""));
    return;
  }
  instruction.op = *op;
  const OpcodeInfo &info = opcodeInfo(*op);
  if (!module.features.has(info.proposal)) [[unlikely]]
    fail(llvm::StringRef(info.text) + " needs the feature " +
         featureInfo(info.proposal).name + ", which is off");
}

uint32_t BodyContext::indexBelow(size_t limit, llvm::StringRef what) {
  uint32_t index = reader.u32();
  if (index >= limit) {
    fail("unknown " + what + " " + llvm::Twine(index));
    return 0;
  }
  return index;
}

uint32_t BodyContext::dataIndex() {
  if (!module.dataCount) {
    fail("data count section required");
    return 0;
  }
  return indexBelow(*module.dataCount, "data segment");
}

uint32_t BodyContext::memoryIndex() {
  return indexBelow(module.memories.size(), "memory");
}

uint8_t BodyContext::laneBelow(unsigned limit) {
  uint8_t lane = reader.u8();
  if (lane >= limit)
    fail("lane index " + llvm::Twine(unsigned(lane)) + " is not below " +
         llvm::Twine(limit));
  return lane;
}

void BodyContext::decodeMemArg() {
  MemArg &arg = instruction.memArg;
  uint32_t flags = reader.u32();
  arg.memory = 0;
  if (flags & 0x40 &&
      typeReader.require(Feature::MultiMemory, "a memory index")) {
    flags &= ~0x40u;
    arg.memory = memoryIndex();
  } else if (module.memories.empty()) {
    fail("unknown memory 0");
  }
  if (reader.failed())
    return;
  unsigned natural = unsigned(llvm::countr_zero(instruction.info().bytes));
  bool isAtomic = instruction.info().family == Family::Atomic;
  if (flags > natural || (isAtomic && flags != natural)) {
    fail(isAtomic ? "an atomic access must be aligned to its size"
                  : "alignment must not be larger than natural");
    return;
  }
  arg.alignLog2 = uint8_t(flags);
  arg.offset = reader.u64();
  if (arg.offset > UINT32_MAX && !module.memories[arg.memory].limits.is64)
    fail("offset out of range");
}

void BodyContext::decodeBranchTable() {
  uint32_t count = reader.count(limits::functionBytes, "branch targets");
  instruction.depths.clear();
  instruction.depths.reserve(count + 1);
  for (uint32_t i = 0; i <= count && !reader.failed(); ++i)
    instruction.depths.push_back(reader.u32());
}

void BodyContext::decodeTryTable() {
  uint32_t count = reader.count(limits::functionBytes, "catch clauses");
  instruction.catches.clear();
  for (uint32_t i = 0; i < count && !reader.failed(); ++i) {
    CatchClause clause{};
    uint8_t kind = reader.u8();
    if (kind > uint8_t(CatchKind::CatchAllRef)) {
      fail("malformed catch clause");
      return;
    }
    clause.kind = CatchKind(kind);
    if (clause.kind < CatchKind::CatchAll)
      clause.tag = indexBelow(module.tags.size(), "tag");
    clause.depth = reader.u32();
    instruction.catches.push_back(clause);
  }
}

void BodyContext::decodeSelectTypes() {
  if (reader.count(limits::results, "types") != 1) {
    fail("select takes exactly one type");
    return;
  }
  instruction.type = typeReader.valType();
}

void BodyContext::decodeBranchOnCast() {
  uint8_t flags = reader.u8();
  if (flags > 3) {
    fail("malformed br_on_cast flags");
    return;
  }
  instruction.index = reader.u32();
  instruction.source = ValType::ref(typeReader.heapType(), flags & 1);
  instruction.type = ValType::ref(typeReader.heapType(), flags & 2);
}

void BodyContext::decodeImmediate() {
  Instruction &in = instruction;
  switch (in.info().immediate) {
  case Immediate::None:
  case Immediate::BlockType: // The walker's: it needs the types as a list.
    return;
  case Immediate::Label:
  case Immediate::Local:
    in.index = reader.u32();
    return;
  case Immediate::BrTable:
    return decodeBranchTable();
  case Immediate::Function:
    in.index = indexBelow(module.functions.size(), "function");
    return;
  case Immediate::CallIndirect:
    in.index = typeReader.funcTypeIndex();
    in.index2 = indexBelow(module.tables.size(), "table");
    return;
  case Immediate::Global:
    in.index = indexBelow(module.globals.size(), "global");
    return;
  case Immediate::Table:
    in.index = indexBelow(module.tables.size(), "table");
    return;
  case Immediate::TableTable:
    in.index = indexBelow(module.tables.size(), "table");
    in.index2 = indexBelow(module.tables.size(), "table");
    return;
  case Immediate::ElementTable:
    in.index = indexBelow(module.elements.size(), "element segment");
    in.index2 = indexBelow(module.tables.size(), "table");
    return;
  case Immediate::Element:
    in.index = indexBelow(module.elements.size(), "element segment");
    return;
  case Immediate::Data:
    in.index = dataIndex();
    return;
  case Immediate::DataMemory:
    in.index = dataIndex();
    in.memArg.memory = memoryIndex();
    return;
  case Immediate::MemoryIndex:
    in.memArg.memory = memoryIndex();
    return;
  case Immediate::MemoryMemory:
    in.index = memoryIndex();
    in.index2 = memoryIndex();
    return;
  case Immediate::MemArg:
    return decodeMemArg();
  case Immediate::MemArgLane:
    decodeMemArg();
    in.lane = laneBelow(16u / in.info().bytes);
    return;
  case Immediate::Lane:
    // The lane count is the number behind the 'x' of the instruction's shape.
    in.lane = laneBelow(unsigned(
        std::atoi(in.info().text.data() + in.info().text.find('x') + 1)));
    return;
  case Immediate::Shuffle:
    for (uint8_t &lane : in.vector)
      lane = laneBelow(32);
    return;
  case Immediate::I32:
    in.bits = uint32_t(reader.s32());
    return;
  case Immediate::I64:
    in.bits = uint64_t(reader.s64());
    return;
  case Immediate::F32:
    in.bits = reader.fixed32();
    return;
  case Immediate::F64:
    in.bits = reader.fixed64();
    return;
  case Immediate::V128:
    for (uint8_t &byte : in.vector)
      byte = reader.u8();
    return;
  case Immediate::SelectTypes:
    return decodeSelectTypes();
  case Immediate::HeapType:
    in.type = ValType::ref(typeReader.heapType(), true);
    return;
  case Immediate::Type:
    // call_ref names a function type, array.* an array, struct.* a struct.
    in.index = typeReader.typeIndex(
        in.info().family == Family::Call     ? CompositeKind::Func
        : in.info().text.starts_with("arra") ? CompositeKind::Array
                                             : CompositeKind::Struct);
    return;
  case Immediate::TypeField:
    in.index = typeReader.typeIndex(CompositeKind::Struct);
    if (!reader.failed())
      in.index2 = indexBelow(module.types[in.index].fields.size(), "field");
    return;
  case Immediate::TypeCount:
    in.index = typeReader.typeIndex(CompositeKind::Array);
    in.index2 = reader.u32();
    if (in.index2 > limits::arrayNewFixed)
      fail("too many operands of array.new_fixed: the limit is " +
           llvm::Twine(limits::arrayNewFixed));
    return;
  case Immediate::TypeData:
    in.index = typeReader.typeIndex(CompositeKind::Array);
    in.index2 = dataIndex();
    return;
  case Immediate::TypeElement:
    in.index = typeReader.typeIndex(CompositeKind::Array);
    in.index2 = indexBelow(module.elements.size(), "element segment");
    return;
  case Immediate::TypeType:
    in.index = typeReader.typeIndex(CompositeKind::Array);
    in.index2 = typeReader.typeIndex(CompositeKind::Array);
    return;
  case Immediate::BrOnCast:
    return decodeBranchOnCast();
  case Immediate::Tag:
    in.index = indexBelow(module.tags.size(), "tag");
    return;
  case Immediate::TryTable:
    return; // Follows the block's type: the walker calls decodeTryTable.
  case Immediate::Fence:
    if (reader.u8() != 0)
      fail("atomic.fence: zero byte expected");
    return;
  }
}

} // namespace wasmc
