// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/wasm/BodyPrinter.h"
#include "compiler/wasm/BodyContext.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/bit.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

namespace wasmc {

namespace {
class BodyPrinter : BodyContext {
public:
  BodyPrinter(const WasmModule &module, uint32_t function)
      : BodyContext(module, module.functions[function].body, function),
        type(module.funcType(function)) {}

  std::string print() {
    os << "func " << nameOf(*function) << " " << toString(type.params) << " -> "
       << toString(type.results) << '\n';
    printLocals();
    while (!reader.failed() && !reader.atEnd())
      printInstruction();
    return std::move(text);
  }

private:
  const FuncType &type;
  std::string text;
  raw_string_ostream os{text};
  unsigned depth = 1;

  std::string nameOf(uint32_t index) const {
    StringRef name = module.functionName(index);
    return name.empty() ? utostr(index) : "$" + name.str();
  }

  void printLocals() {
    uint32_t groups = reader.u32();
    for (uint32_t i = 0; i < groups && !reader.failed(); ++i) {
      uint32_t count = reader.u32();
      os << "  local " << toString(typeReader.valType()) << " x " << count
         << '\n';
    }
  }

  void printInstruction() {
    decode();
    if (reader.failed())
      return;
    Opcode op = instruction.op;
    bool closes = op == Opcode::End || op == Opcode::Delegate;
    bool divides =
        op == Opcode::Else || op == Opcode::Catch || op == Opcode::CatchAll;
    if ((closes || divides) && depth)
      --depth;
    os.indent(2 * depth) << instruction.info().text;
    printImmediate();
    os << '\n';
    bool opens = instruction.info().immediate == Immediate::BlockType ||
                 instruction.info().immediate == Immediate::TryTable;
    if (opens || divides)
      ++depth;
  }

  void printImmediate();
  void printBlockType();
  void printCatches();
  void printMemArg();
  void printBytes();
};
} // namespace

void BodyPrinter::printBlockType() {
  uint8_t first = reader.peek();
  if (first == 0x40)
    reader.u8();
  else if ((first & 0xc0) == 0x40)
    os << " -> " << toString(typeReader.valType());
  else
    os << " type " << reader.s33();
}

void BodyPrinter::printCatches() {
  static constexpr const char *names[] = {"catch", "catch_ref", "catch_all",
                                          "catch_all_ref"};
  decodeTryTable();
  for (const CatchClause &clause : instruction.catches) {
    os << " (" << names[size_t(clause.kind)];
    if (clause.kind < CatchKind::CatchAll)
      os << ' ' << clause.tag;
    os << ' ' << clause.depth << ')';
  }
}

void BodyPrinter::printMemArg() {
  const MemArg &arg = instruction.memArg;
  if (arg.memory)
    os << " memory=" << arg.memory;
  if (arg.offset)
    os << " offset=" << arg.offset;
  if (uint64_t(1) << arg.alignLog2 != instruction.info().bytes)
    os << " align=" << (1 << arg.alignLog2);
}

void BodyPrinter::printBytes() {
  for (uint8_t byte : instruction.vector)
    os << ' ' << unsigned(byte);
}

void BodyPrinter::printImmediate() {
  const Instruction &in = instruction;
  switch (in.info().immediate) {
  case Immediate::None:
  case Immediate::Fence:
    return;
  case Immediate::BlockType:
    return printBlockType();
  case Immediate::TryTable:
    printBlockType();
    return printCatches();
  case Immediate::BrTable:
    for (uint32_t label : in.depths)
      os << ' ' << label;
    return;
  case Immediate::Function:
    os << ' ' << nameOf(in.index);
    return;
  case Immediate::CallIndirect:
    os << " table " << in.index2 << " type "
       << toString(module.types[in.index].func.params) << " -> "
       << toString(module.types[in.index].func.results);
    return;
  case Immediate::MemArg:
    return printMemArg();
  case Immediate::MemArgLane:
    printMemArg();
    os << ' ' << unsigned(in.lane);
    return;
  case Immediate::Lane:
    os << ' ' << unsigned(in.lane);
    return;
  case Immediate::MemoryIndex:
    if (in.memArg.memory)
      os << ' ' << in.memArg.memory;
    return;
  case Immediate::Shuffle:
  case Immediate::V128:
    return printBytes();
  case Immediate::I32:
    os << ' ' << int32_t(in.bits);
    return;
  case Immediate::I64:
    os << ' ' << int64_t(in.bits);
    return;
  case Immediate::F32:
    os << ' ' << bit_cast<float>(uint32_t(in.bits));
    return;
  case Immediate::F64:
    os << ' ' << bit_cast<double>(in.bits);
    return;
  case Immediate::SelectTypes:
  case Immediate::HeapType:
    os << ' ' << toString(in.type);
    return;
  case Immediate::BrOnCast:
    os << ' ' << in.index << ' ' << toString(in.source) << ' '
       << toString(in.type);
    return;
  case Immediate::DataMemory:
    os << ' ' << in.index << " memory " << in.memArg.memory;
    return;
  case Immediate::MemoryMemory:
  case Immediate::TableTable:
  case Immediate::ElementTable:
  case Immediate::TypeField:
  case Immediate::TypeCount:
  case Immediate::TypeData:
  case Immediate::TypeElement:
  case Immediate::TypeType:
    os << ' ' << in.index << ' ' << in.index2;
    return;
  default: // One index.
    os << ' ' << in.index;
  }
}

std::string printFunction(const WasmModule &module, uint32_t function) {
  return BodyPrinter(module, function).print();
}

} // namespace wasmc
