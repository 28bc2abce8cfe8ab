// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The entry (FDE) of a function and the common one it refers to (CIE) hold a
// small program that says, row by row, where the caller's registers are:
// relative to the canonical frame address (CFA), the stack pointer before the
// call. The tables are our own and trusted; what LLVM does not emit in them
// (expressions) is not understood.

#include "runtime-stub/unwind.h"

namespace wrt {

uint64_t Cursor::uleb() {
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

int64_t Cursor::sleb() {
  const uint8_t *start = at;
  uint64_t value = uleb();
  uint32_t bits = 7 * uint32_t(at - start);
  if (bits < 64 && (at[-1] & 0x40))
    value |= ~uint64_t(0) << bits;
  return int64_t(value);
}

namespace {

// Of a pointer's encoding (DW_EH_PE): pcrel beside a signed size.
constexpr uint8_t relative4 = 0x1b;
constexpr uint8_t relative8 = 0x1c;

uint64_t encodedSize(uint8_t encoding) {
  bool isFour = (encoding & 7) == 3; // udata4, sdata4
  return isFour ? 4 : 8;
}

/// A pointer relative to its own place; null if it is 0 or encoded otherwise.
const uint8_t *relativePointer(Cursor &c, uint8_t encoding) {
  const uint8_t *field = c.at;
  int64_t distance = 0;
  if (encoding == relative4)
    distance = c.fixed<int32_t>();
  else if (encoding == relative8)
    distance = c.fixed<int64_t>();
  return distance ? field + distance : nullptr;
}

} // namespace

bool UnwindEntry::readCie(const uint8_t *cie) {
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
  if (returnColumn != UnwindColumns::returnAddress || *augmentation != 'z')
    return false;
  uint64_t dataSize = c.uleb();
  initial = c.at + dataSize;
  for (++augmentation; *augmentation; ++augmentation) {
    uint8_t encoding = c.fixed<uint8_t>();
    if (*augmentation == 'P') // There is only one personality routine: ours.
      c.at += encodedSize(encoding);
    else if (*augmentation == 'L')
      lsdaEncoding = encoding;
    else if (*augmentation != 'R' || encoding != relative4)
      return false;
  }
  return true;
}

bool UnwindEntry::find(uint64_t pc) {
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
  if (dataSize)
    lsda = relativePointer(c, lsdaEncoding);
  return pc - start < size;
}

/// Carries out unwind programs.
class RowMachine {
public:
  RowMachine(const UnwindEntry &entry, UnwindRow &row)
      : row(row), entry(entry), location(entry.start) {
    row = {};
  }

  /// Runs up to the row for `pc`; false if something is not understood.
  bool run(const uint8_t *begin, const uint8_t *end, uint64_t pc);
  /// What DW_CFA_restore goes back to: the row after the CIE's program.
  void keepInitial() { initial = row; }

private:
  bool extended(uint8_t operation, Cursor &c);
  void set(uint64_t reg, Where where, int64_t value) {
    uint64_t column = UnwindColumns::of(reg);
    if (column < UnwindColumns::count)
      row.rules[column] = {int32_t(value), where};
  }
  void restore(uint64_t reg) {
    uint64_t column = UnwindColumns::of(reg);
    if (column < UnwindColumns::count)
      row.rules[column] = initial.rules[column];
  }

  UnwindRow &row;
  const UnwindEntry &entry;
  uint64_t location;
  UnwindRow initial = {};
  UnwindRow kept[2];
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
      set(low, Where::InFrame, int64_t(c.uleb()) * entry.dataAlignment);
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
    location += delta * entry.codeAlignment;
  }
  return true;
}

bool RowMachine::extended(uint8_t operation, Cursor &c) {
  switch (operation) {
  case 0x00: // nop
  case 0x2d: // AARCH64_negate_ra_state: addresses are not signed here
    return true;
  case 0x2e: // GNU_args_size
    row.argumentBytes = c.uleb();
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
    row.cfaRegister = UnwindColumns::of(c.uleb());
    return true;
  case 0x0e: // def_cfa_offset
    row.cfaOffset = int64_t(c.uleb());
    return true;
  case 0x13: // def_cfa_offset_sf
    row.cfaOffset = c.sleb() * entry.dataAlignment;
    return true;
  default:
    break;
  }
  // All others begin with a register.
  uint64_t reg = c.uleb();
  switch (operation) {
  case 0x05: // offset_extended
    set(reg, Where::InFrame, int64_t(c.uleb()) * entry.dataAlignment);
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
    row.cfaRegister = UnwindColumns::of(reg);
    row.cfaOffset = int64_t(c.uleb());
    return true;
  case 0x11: // offset_extended_sf
    set(reg, Where::InFrame, c.sleb() * entry.dataAlignment);
    return true;
  case 0x12: // def_cfa_sf
    row.cfaRegister = UnwindColumns::of(reg);
    row.cfaOffset = c.sleb() * entry.dataAlignment;
    return true;
  case 0x14: // val_offset
    set(reg, Where::IsFrame, int64_t(c.uleb()) * entry.dataAlignment);
    return true;
  default:
    return false;
  }
}

bool UnwindEntry::row(uint64_t pc, UnwindRow &row) const {
  RowMachine machine(*this, row);
  if (!machine.run(initial, initialEnd, start))
    return false;
  machine.keepInitial();
  return machine.run(program, programEnd, pc) &&
         row.cfaRegister < UnwindColumns::count;
}

} // namespace wrt
