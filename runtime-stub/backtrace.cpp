// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Unwinding by .eh_frame, exactly, from any instruction. The linker's
// .eh_frame_hdr is a table sorted by address that leads to the entry (FDE) of
// the function; it and its CIE hold a small program that says, row by row,
// where the caller's registers are: relative to the canonical frame address
// (CFA), the stack pointer before the call.
//
// The tables are our own and trusted; the stack is not. Values are read only
// from the program's call stack, the number of frames is bounded, and whatever
// is not understood (expressions, which LLVM does not emit here) ends the walk.

#include "runtime-stub/backtrace.h"

#include "runtime-stub/elf.h"
#include "runtime-stub/module.h"
#include "runtime-stub/start.h"

namespace wrt {
namespace {

constexpr uint64_t shownFrames = 32;
constexpr uint64_t mostFrames = 1 << 20;
constexpr size_t longestName = 256;

/// Reads the variable-length encodings of DWARF.
struct Cursor {
  const uint8_t *at;

  template <typename T> T fixed() {
    T value;
    __builtin_memcpy(&value, at, sizeof(T));
    at += sizeof(T);
    return value;
  }
  uint64_t uleb() {
    uint64_t value = 0;
    uint32_t shift = 0;
    uint8_t byte;
    do {
      byte = *at++;
      if (shift < 64)
        value |= uint64_t(byte & 0x7f) << shift;
      shift += 7;
    } while (byte & 0x80);
    return value;
  }
  int64_t sleb() {
    const uint8_t *start = at;
    uint64_t value = uleb();
    uint32_t bits = 7 * uint32_t(at - start);
    if (bits < 64 && (at[-1] & 0x40))
      value |= ~uint64_t(0) << bits;
    return int64_t(value);
  }
};

constexpr uint8_t pcRelative4 = 0x1b;    // DW_EH_PE_pcrel | sdata4
constexpr uint8_t unsigned4 = 0x03;      // DW_EH_PE_udata4
constexpr uint8_t tableRelative4 = 0x3b; // DW_EH_PE_datarel | sdata4

/// The FDE of the function around `pc`, or null.
const uint8_t *findFde(uint64_t pc) {
  auto *image = reinterpret_cast<const uint8_t *>(&__ehdr_start);
  auto *segment = reinterpret_cast<const ElfProgramHeader *>(
      image + __ehdr_start.programHeaders);
  auto *end = segment + __ehdr_start.programHeaderCount;
  while (segment != end && segment->type != segmentEhFrame)
    ++segment;
  if (segment == end)
    return nullptr;
  const uint8_t *header = image + segment->address;
  if (header[0] != 1 || header[1] != pcRelative4 || header[2] != unsigned4 ||
      header[3] != tableRelative4)
    return nullptr;

  struct Row {
    int32_t function, fde; // Both relative to the header.
  };
  uint32_t count = *reinterpret_cast<const uint32_t *>(header + 8);
  auto *rows = reinterpret_cast<const Row *>(header + 12);
  int64_t key = int64_t(pc - reinterpret_cast<uint64_t>(header));
  // Find the last row whose function does not begin after pc.
  uint32_t low = 0;
  while (count) {
    uint32_t half = count / 2;
    if (rows[low + half].function <= key) {
      low += half + 1;
      count -= half + 1;
    } else {
      count = half;
    }
  }
  return low ? header + rows[low - 1].fde : nullptr;
}

enum class Where : uint8_t {
  Unchanged,
  Undefined,
  InFrame,
  IsFrame,
  InRegister
};

/// Where one of the caller's registers is.
struct Rule {
  int32_t value;
  Where where;
};

struct Row {
  uint64_t cfaRegister;
  int64_t cfaOffset;
  Rule rules[Registers::count];
};

/// One function's unwind program.
struct Frame {
  uint64_t start = 0, size = 0;
  uint64_t codeAlignment = 0;
  int64_t dataAlignment = 0;
  const uint8_t *initial = nullptr, *initialEnd = nullptr;
  const uint8_t *program = nullptr, *programEnd = nullptr;

  bool find(uint64_t pc);

private:
  bool readCie(const uint8_t *cie);
};

bool Frame::readCie(const uint8_t *cie) {
  Cursor c{cie};
  uint32_t length = c.fixed<uint32_t>();
  initialEnd = c.at + length;
  c.at += sizeof(uint32_t);
  uint8_t version = c.fixed<uint8_t>();
  auto *augmentation = reinterpret_cast<const char *>(c.at);
  while (*c.at++)
    ;
  codeAlignment = c.uleb();
  dataAlignment = c.sleb();
  uint64_t returnColumn = version == 1 ? c.fixed<uint8_t>() : c.uleb();
  if (returnColumn != Registers::returnAddress || *augmentation != 'z')
    return false;
  uint64_t dataSize = c.uleb();
  initial = c.at + dataSize;
  // Compiled code has no personality routine, so 'R' comes first.
  return augmentation[1] == 'R' && *c.at == pcRelative4;
}

bool Frame::find(uint64_t pc) {
  const uint8_t *fde = findFde(pc);
  if (!fde)
    return false;
  Cursor c{fde};
  uint32_t length = c.fixed<uint32_t>();
  programEnd = c.at + length;
  const uint8_t *cieField = c.at;
  if (!readCie(cieField - c.fixed<uint32_t>()))
    return false;
  auto field = reinterpret_cast<uint64_t>(c.at);
  start = field + uint64_t(int64_t(c.fixed<int32_t>()));
  size = c.fixed<uint32_t>();
  uint64_t dataSize = c.uleb();
  program = c.at + dataSize;
  return pc - start < size;
}

/// Carries out unwind programs.
class RowMachine {
public:
  explicit RowMachine(const Frame &frame)
      : frame(frame), location(frame.start) {}

  /// Runs up to the row for `pc`; false if something is not understood.
  bool run(const uint8_t *begin, const uint8_t *end, uint64_t pc);
  /// What DW_CFA_restore goes back to: the row after the CIE's program.
  void keepInitial() { initial = row; }

  Row row = {};

private:
  bool extended(uint8_t operation, Cursor &c);
  void set(uint64_t reg, Where where, int64_t value) {
    if (reg < Registers::count)
      row.rules[reg] = {int32_t(value), where};
  }
  void restore(uint64_t reg) {
    if (reg < Registers::count)
      row.rules[reg] = initial.rules[reg];
  }

  const Frame &frame;
  uint64_t location;
  Row initial = {};
  Row kept[2];
  uint32_t keptCount = 0;
};

bool RowMachine::run(const uint8_t *begin, const uint8_t *end, uint64_t pc) {
  for (Cursor c{begin}; c.at < end && location <= pc;) {
    uint8_t operation = c.fixed<uint8_t>();
    uint8_t low = operation & 0x3f;
    uint64_t delta = 0;
    switch (operation >> 6) {
    case 1: // advance_loc
      delta = low;
      break;
    case 2: // offset
      set(low, Where::InFrame, int64_t(c.uleb()) * frame.dataAlignment);
      break;
    case 3: // restore
      restore(low);
      break;
    default:
      if (low == 0x02) // advance_loc1
        delta = c.fixed<uint8_t>();
      else if (low == 0x03) // advance_loc2
        delta = c.fixed<uint16_t>();
      else if (low == 0x04) // advance_loc4
        delta = c.fixed<uint32_t>();
      else if (!extended(low, c))
        return false;
    }
    location += delta * frame.codeAlignment;
  }
  return true;
}

bool RowMachine::extended(uint8_t operation, Cursor &c) {
  switch (operation) {
  case 0x00: // nop
  case 0x2d: // AARCH64_negate_ra_state: addresses are not signed here
    return true;
  case 0x2e: // GNU_args_size
    c.uleb();
    return true;
  case 0x0a: // remember_state
    if (keptCount == 2)
      return false;
    kept[keptCount++] = row;
    return true;
  case 0x0b: // restore_state
    if (!keptCount)
      return false;
    row = kept[--keptCount];
    return true;
  case 0x0d: // def_cfa_register
    row.cfaRegister = c.uleb();
    return true;
  case 0x0e: // def_cfa_offset
    row.cfaOffset = int64_t(c.uleb());
    return true;
  case 0x13: // def_cfa_offset_sf
    row.cfaOffset = c.sleb() * frame.dataAlignment;
    return true;
  default:
    break;
  }
  // All others begin with a register.
  uint64_t reg = c.uleb();
  switch (operation) {
  case 0x05: // offset_extended
    set(reg, Where::InFrame, int64_t(c.uleb()) * frame.dataAlignment);
    return true;
  case 0x06: // restore_extended
    restore(reg);
    return true;
  case 0x07: // undefined
    set(reg, Where::Undefined, 0);
    return true;
  case 0x08: // same_value
    set(reg, Where::Unchanged, 0);
    return true;
  case 0x09: // register
    set(reg, Where::InRegister, int64_t(c.uleb()));
    return true;
  case 0x0c: // def_cfa
    row.cfaRegister = reg;
    row.cfaOffset = int64_t(c.uleb());
    return true;
  case 0x11: // offset_extended_sf
    set(reg, Where::InFrame, c.sleb() * frame.dataAlignment);
    return true;
  case 0x12: // def_cfa_sf
    row.cfaRegister = reg;
    row.cfaOffset = c.sleb() * frame.dataAlignment;
    return true;
  case 0x14: // val_offset
    set(reg, Where::IsFrame, int64_t(c.uleb()) * frame.dataAlignment);
    return true;
  default:
    return false;
  }
}

bool readStack(uint64_t address, uint64_t &value) {
  if (address < process.stackLow || address > process.stackHigh - 8 ||
      address % 8)
    return false;
  value = *reinterpret_cast<const uint64_t *>(address);
  return true;
}

/// Turns the state within a function into that of its caller. `row` must be the
/// row for r.pc. False at the outermost frame.
bool applyRow(const Row &row, Registers &r) {
  if (row.cfaRegister >= Registers::count)
    return false;
  uint64_t cfa = r.values[row.cfaRegister] + uint64_t(row.cfaOffset);
  if (cfa < r.values[Registers::stackPointer])
    return false;
  Registers caller = r;
  caller.values[Registers::stackPointer] = cfa;
  for (uint32_t i = 0; i < Registers::count; ++i) {
    const Rule &rule = row.rules[i];
    uint64_t place = cfa + uint64_t(int64_t(rule.value));
    switch (rule.where) {
    case Where::Unchanged:
      break;
    case Where::Undefined:
      caller.values[i] = 0;
      break;
    case Where::InFrame:
      if (!readStack(place, caller.values[i]))
        return false;
      break;
    case Where::IsFrame:
      caller.values[i] = place;
      break;
    case Where::InRegister:
      if (uint32_t(rule.value) >= Registers::count)
        return false;
      caller.values[i] = r.values[rule.value];
      break;
    }
  }
  caller.pc = caller.values[Registers::returnAddress];
  r = caller;
  return true;
}

bool unwind(Registers &r, uint64_t lookup) {
  Frame frame;
  if (!frame.find(lookup))
    return false;
  RowMachine machine(frame);
  if (!machine.run(frame.initial, frame.initialEnd, frame.start))
    return false;
  machine.keepInitial();
  return machine.run(frame.program, frame.programEnd, lookup) &&
         applyRow(machine.row, r);
}

const FunctionEntry *findFunction(uint64_t pc, uint64_t &offset) {
  auto *entry = reinterpret_cast<const FunctionEntry *>(&wasm_functions + 1);
  for (uint64_t i = 0; i < wasm_functions.count; ++i, ++entry) {
    auto here = reinterpret_cast<uint64_t>(&entry->code);
    offset = pc - (here + uint64_t(int64_t(entry->code)));
    if (offset < entry->size)
      return entry;
  }
  return nullptr;
}

void writeFrame(Message &message, const FunctionEntry &entry, uint64_t offset) {
  auto *name = reinterpret_cast<const char *>(&entry.name) + entry.name;
  message.text("    at ");
  if (*name)
    message.foreign(name, longestName);
  else
    message.text("func ").number(entry.index);
  message.text(" (func ").number(entry.index).text(") +").hex(offset);
  message.text("\n");
}

} // namespace

bool isCompiledCode(uint64_t pc) {
  uint64_t offset;
  return Frame().find(pc) || findFunction(pc, offset);
}

const FunctionEntry *FrameWalk::function(uint64_t &offset) const {
  return findFunction(lookup, offset);
}

bool FrameWalk::toCaller() {
  if (!unwind(registers, lookup))
    return false;
  lookup = registers.pc - 1;
  return true;
}

void writeBacktrace(Message &message, const Registers &at) {
  FrameWalk walk(at);
  uint64_t frames = 0;
  do {
    if (frames < shownFrames) {
      uint64_t offset;
      if (const FunctionEntry *entry = walk.function(offset)) {
        writeFrame(message, *entry, offset);
        ++frames;
      }
    } else {
      ++frames;
    }
  } while (walk.toCaller() && frames < mostFrames);
  if (frames > shownFrames)
    message.text("    ... and ").number(frames - shownFrames).text(" more\n");
  message.write();
}

} // namespace wrt
