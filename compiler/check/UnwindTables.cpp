// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The unwinder believes these tables, so what counts is what it makes of them,
// not what they are said to contain: each lookup of its is done here in the
// same way, on the same bytes.

#include "compiler/check/UnwindTables.h"
#include "llvm/BinaryFormat/ELF.h"
#include "llvm/Support/MathExtras.h"
#include <algorithm>

using namespace llvm;

namespace wasmc {

/// No offset in a frame is as large.
static constexpr int64_t mostOffset = int64_t(1) << 30;
/// pcrel | sdata4, pcrel | sdata8.
static constexpr uint8_t relative4 = 0x1b, relative8 = 0x1c;

/// Reads what is constant. What is not reads as zeros, and is remembered.
class UnwindTables::Reader {
public:
  Reader(UnwindTables &tables, uint64_t at) : at(at), tables(tables) {}

  uint64_t fixed(unsigned size) {
    std::optional<uint64_t> value = tables.constant(at, size);
    if (!value || tables.budget < size) {
      isGood = false;
      return 0;
    }
    tables.budget -= size;
    at += size;
    return *value;
  }
  int64_t fixedSigned(unsigned size) {
    return SignExtend64(fixed(size), size * 8);
  }
  uint64_t uleb() { return leb(false); }
  int64_t sleb() { return int64_t(leb(true)); }

  uint64_t at;
  bool isGood = true;

private:
  uint64_t leb(bool isSigned) {
    uint64_t value = 0;
    for (unsigned shift = 0; shift < 63 && isGood; shift += 7) {
      uint64_t byte = fixed(1);
      value |= (byte & 0x7f) << shift;
      if (!(byte & 0x80))
        return isSigned ? uint64_t(SignExtend64(value, shift + 7)) : value;
    }
    isGood = false;
    return 0;
  }

  UnwindTables &tables;
};

/// Carries out unwind programs; false from any of its functions: what stands
/// there is not what compilers write.
class UnwindTables::RowMachine {
public:
  RowMachine(UnwindTables &tables, const Common &common, Entry &entry)
      : tables(tables), common(common), entry(entry) {
    row.begin = entry.start;
    columns.fill(unchanged);
  }

  /// The part that all entries have in common.
  bool runInitial() {
    bool isGood = run(common.program, common.end);
    initial = columns;
    return isGood && entry.rows.empty();
  }
  bool run(uint64_t begin, uint64_t end);
  void finish() {
    row.rules = &*tables.rules.insert(columns).first;
    entry.rows.push_back(row);
  }

private:
  bool extended(uint64_t operation, Reader &reader);
  bool extendedOf(uint64_t operation, Reader &reader);
  bool advance(uint64_t delta);
  int64_t scaled(int64_t factor) const {
    bool isSmall = factor > -mostOffset && factor < mostOffset;
    return isSmall ? factor * common.dataAlignment : mostOffset;
  }
  bool set(uint64_t dwarf, int64_t value);
  bool setFrame(int64_t offset);
  bool set(uint64_t dwarf, const Rules &from) {
    if (unsigned column = tables.columnOf(dwarf); column < mostColumns)
      columns[column] = from[column];
    return true;
  }

  UnwindTables &tables;
  const Common &common;
  Entry &entry;
  Row row;
  Rules columns, initial = {};
  std::vector<std::pair<Row, Rules>> kept;
};

bool UnwindTables::RowMachine::advance(uint64_t delta) {
  if (!delta)
    return true;
  finish();
  row.begin += delta * common.codeAlignment;
  return true;
}

bool UnwindTables::RowMachine::set(uint64_t dwarf, int64_t value) {
  if (value <= -mostOffset || value >= mostOffset)
    return false;
  if (unsigned column = tables.columnOf(dwarf); column < mostColumns)
    columns[column] = int32_t(value);
  return true;
}

bool UnwindTables::RowMachine::setFrame(int64_t offset) {
  row.cfaOffset = offset;
  return offset > -mostOffset && offset < mostOffset;
}

bool UnwindTables::RowMachine::run(uint64_t begin, uint64_t end) {
  Reader reader(tables, begin);
  while (reader.isGood && reader.at < end) {
    uint64_t operation = reader.fixed(1);
    uint64_t low = operation & 0x3f;
    bool isGood = true;
    switch (operation >> 6) {
    case 1: // advance_loc
      isGood = advance(low);
      break;
    case 2: // offset
      isGood = set(low, scaled(int64_t(reader.uleb())));
      break;
    case 3: // restore
      isGood = set(low, initial);
      break;
    default:
      isGood = extended(low, reader);
    }
    if (!isGood)
      return false;
  }
  return reader.isGood;
}

bool UnwindTables::RowMachine::extended(uint64_t operation, Reader &reader) {
  constexpr size_t mostKept = 2;
  switch (operation) {
  case 0x00: // nop
  case 0x2d: // AARCH64_negate_ra_state
    return true;
  case 0x02: // advance_loc1, 2, 4
  case 0x03:
  case 0x04:
    return advance(reader.fixed(1u << (operation - 2)));
  case 0x2e: // GNU_args_size
    row.argumentBytes = int64_t(reader.uleb());
    return row.argumentBytes < mostOffset;
  case 0x0a: // remember_state
    kept.push_back({row, columns});
    return kept.size() <= mostKept;
  case 0x0b: { // restore_state
    if (kept.empty())
      return false;
    uint64_t begin = row.begin;
    std::tie(row, columns) = kept.back();
    row.begin = begin;
    kept.pop_back();
    return true;
  }
  case 0x0e: // def_cfa_offset
    return setFrame(int64_t(reader.uleb()));
  case 0x13: // def_cfa_offset_sf
    return setFrame(scaled(reader.sleb()));
  default:
    return extendedOf(operation, reader);
  }
}

/// Those that begin with a register.
bool UnwindTables::RowMachine::extendedOf(uint64_t operation, Reader &reader) {
  uint64_t reg = reader.uleb();
  Rules all;
  switch (operation) {
  case 0x05: // offset_extended
    return set(reg, scaled(int64_t(reader.uleb())));
  case 0x06: // restore_extended
    return set(reg, initial);
  case 0x07: // undefined
    all.fill(elsewhere);
    return set(reg, all);
  case 0x08: // same_value
    all.fill(unchanged);
    return set(reg, all);
  case 0x0c: // def_cfa
    row.cfaRegister = tables.registerOf(reg);
    return setFrame(int64_t(reader.uleb()));
  case 0x0d: // def_cfa_register
    row.cfaRegister = tables.registerOf(reg);
    return true;
  case 0x11: // offset_extended_sf
    return set(reg, scaled(reader.sleb()));
  case 0x12: // def_cfa_sf
    row.cfaRegister = tables.registerOf(reg);
    return setFrame(scaled(reader.sleb()));
  default: // register, expressions
    return false;
  }
}

UnwindTables::UnwindTables(const Executable &executable)
    : executable(executable), machine(machineOf(executable.arch)) {
  // Entries that do not overlap are read once each, what they have in common
  // with each.
  for (const Segment &segment : executable.segments)
    budget += 4 * segment.bytes.size();
  isFound = findTable();
}

std::optional<uint64_t> UnwindTables::constant(uint64_t address,
                                               unsigned size) const {
  if (!executable.isConstant(address, size))
    return std::nullopt;
  return executable.read(address, size);
}

unsigned UnwindTables::returnColumn() const {
  auto saved = unsigned(machine.saved.size());
  return machine.linkRegister == noRegister ? saved : saved - 1;
}

/// By DWARF's number of a register; `mostColumns` if the unwinder does not
/// follow it.
unsigned UnwindTables::columnOf(uint64_t dwarf) const {
  constexpr uint64_t returnX86 = 16, d8 = 72, vectors = 8;
  if (executable.arch == Triple::x86_64 && dwarf == returnX86)
    return returnColumn();
  auto saved = unsigned(machine.saved.size());
  if (executable.arch == Triple::aarch64 && dwarf >= d8 && dwarf < d8 + vectors)
    return saved + unsigned(dwarf - d8);
  Register reg = registerOf(dwarf);
  auto found = llvm::find(machine.saved, reg);
  return found == machine.saved.end() ? mostColumns
                                      : unsigned(found - machine.saved.begin());
}

/// The stack pointer, or a register that functions leave as it was.
Register UnwindTables::registerOf(uint64_t dwarf) const {
  constexpr Register general[] = {0, 2, 1,  3,  6,  7,  5,  4,
                                  8, 9, 10, 11, 12, 13, 14, 15};
  bool isX86 = executable.arch == Triple::x86_64;
  if (dwarf >= (isX86 ? std::size(general) : 32))
    return noRegister;
  Register reg = isX86 ? general[dwarf] : Register(dwarf);
  return reg == machine.stackPointer || is_contained(machine.saved, reg)
             ? reg
             : noRegister;
}

/// As findFde does: by the program headers that are in memory.
bool UnwindTables::findTable() {
  constexpr uint64_t offsetAt = 0x20, countAt = 0x38, headerSize = 56;
  constexpr uint64_t placeAt = 16, header = 12, row = 8;
  std::optional<uint64_t> headers = constant(offsetAt, 8);
  std::optional<uint64_t> number = constant(countAt, 2);
  if (!headers || !number)
    return false;
  for (uint64_t i = 0; i < *number; ++i) {
    uint64_t at = *headers + i * headerSize;
    std::optional<uint64_t> type = constant(at, 4);
    std::optional<uint64_t> place = constant(at + placeAt, 8);
    if (!type || !place)
      return false;
    if (*type != ELF::PT_GNU_EH_FRAME)
      continue;
    table = *place;
    count = constant(table + 8, 4).value_or(0);
    return constant(table, 4) == 0x3b031b01u &&
           executable.isConstant(table, header + count * row);
  }
  return false;
}

/// The entry of the last function that does not begin after the address.
std::optional<uint64_t> UnwindTables::findEntry(uint64_t address) const {
  constexpr uint64_t header = 12, row = 8;
  auto distance = [&](uint64_t index, uint64_t field) {
    uint64_t at = table + header + index * row + field;
    return int64_t(int32_t(*executable.read(at, 4)));
  };
  auto key = int64_t(address - table);
  uint64_t low = 0, left = count;
  while (left) {
    uint64_t half = left / 2;
    if (distance(low + half, 0) <= key) {
      low += half + 1;
      left -= half + 1;
    } else {
      left = half;
    }
  }
  if (!low)
    return std::nullopt;
  return table + uint64_t(distance(low - 1, 4));
}

bool UnwindTables::readCommon(uint64_t address, Common &common) {
  Reader reader(*this, address);
  uint64_t length = reader.fixed(4);
  common.end = reader.at + length;
  reader.fixed(4); // That it is one.
  uint64_t version = reader.fixed(1);
  std::string augmentation;
  while (char c = char(reader.fixed(1)))
    augmentation += c;
  common.codeAlignment = reader.uleb();
  common.dataAlignment = reader.sleb();
  uint64_t returnTo = version == 1 ? reader.fixed(1) : reader.uleb();
  uint64_t dataSize = reader.uleb();
  common.program = reader.at + dataSize;
  bool isX86 = executable.arch == Triple::x86_64;
  if (augmentation.empty() || augmentation.front() != 'z' ||
      returnTo != (isX86 ? 16 : 30) || common.codeAlignment < 1 ||
      common.codeAlignment > 4 || std::abs(common.dataAlignment) > 8)
    return false;
  for (char c : StringRef(augmentation).drop_front()) {
    uint64_t encoding = reader.fixed(1);
    if (c == 'P')
      reader.at += (encoding & 7) == 3 ? 4 : 8;
    else if (c == 'L')
      common.dataEncoding = uint8_t(encoding);
    else if (c != 'R' || encoding != relative4)
      return false;
  }
  return reader.isGood;
}

bool UnwindTables::readRows(const Common &common, uint64_t program,
                            uint64_t end, Entry &entry) {
  RowMachine rows(*this, common, entry);
  if (!rows.runInitial() || !rows.run(program, end))
    return false;
  rows.finish();
  return true;
}

/// The landing pads of a function: ranges of code, ascending.
bool UnwindTables::readSites(uint64_t address, Entry &entry) {
  constexpr uint8_t omitted = 0xff, uleb = 0x01;
  Reader reader(*this, address);
  if (reader.fixed(1) != omitted)
    return false;
  if (reader.fixed(1) != omitted)
    reader.uleb();
  if (reader.fixed(1) != uleb)
    return false;
  uint64_t length = reader.uleb();
  uint64_t end = reader.at + length, last = 0;
  while (reader.isGood && reader.at < end) {
    uint64_t begin = reader.uleb(), size = reader.uleb();
    uint64_t landing = reader.uleb();
    reader.uleb();
    if (begin < last || size > entry.size || begin > entry.size - size ||
        landing >= entry.size)
      return false;
    last = begin + size;
    entry.sites.push_back({begin, last, landing});
  }
  return reader.isGood;
}

/// Returns what is wrong with it.
std::string UnwindTables::readEntry(uint64_t address, Entry &entry) {
  Reader reader(*this, address);
  uint64_t length = reader.fixed(4);
  uint64_t end = reader.at + length, field = reader.at;
  Common common;
  if (!readCommon(field - reader.fixed(4), common))
    return "the unwind tables are not in the form that the stub reads";
  field = reader.at;
  entry.start = field + uint64_t(reader.fixedSigned(4));
  entry.size = reader.fixed(4);
  uint64_t dataSize = reader.uleb();
  uint64_t program = reader.at + dataSize;
  field = reader.at;
  int64_t sites = 0;
  bool isRelative =
      common.dataEncoding == relative4 || common.dataEncoding == relative8;
  if (dataSize && isRelative)
    sites = reader.fixedSigned(common.dataEncoding == relative4 ? 4 : 8);
  if (!reader.isGood || !readRows(common, program, end, entry))
    return "the unwind tables are not in the form that the stub reads";
  if (sites && !readSites(field + uint64_t(sites), entry))
    return "the landing pads are not a list of places in the function";
  return "";
}

const UnwindTables::Entry &UnwindTables::entryAt(uint64_t address) {
  auto [found, isNew] = entries.try_emplace(address);
  if (isNew)
    found->second.problem = readEntry(address, found->second);
  return found->second;
}

Expected<std::optional<UnwindStep>>
UnwindTables::stepAt(uint64_t returnAddress) {
  auto wrong = [](const Twine &what) {
    return createStringError(inconvertibleErrorCode(), what);
  };
  if (!isFound)
    return wrong("the unwind tables are not in the form that the stub reads");
  uint64_t call = returnAddress - 1;
  std::optional<uint64_t> address = findEntry(call);
  if (!address)
    return std::nullopt;
  const Entry &entry = entryAt(*address);
  if (!entry.problem.empty())
    return wrong(entry.problem);
  uint64_t offset = call - entry.start;
  if (offset >= entry.size)
    return std::nullopt;
  const Row &row = *std::prev(
      llvm::upper_bound(entry.rows, call, [](uint64_t at, const Row &other) {
        return at < other.begin;
      }));
  UnwindStep step;
  step.argumentBytes = row.argumentBytes;
  step.cfaRegister = row.cfaRegister;
  step.cfaOffset = row.cfaOffset;
  step.returnOffset = (*row.rules)[returnColumn()];
  for (unsigned i = 0; i < mostColumns; ++i) {
    int32_t rule = (*row.rules)[i];
    bool isReturn = i == returnColumn() && machine.linkRegister == noRegister;
    if (rule == elsewhere)
      return wrong("unwinding finds a register nowhere");
    if (rule != unchanged && !isReturn)
      step.saved.push_back(
          {i < machine.saved.size() ? machine.saved[i] : noRegister, rule});
  }
  if (step.cfaRegister == noRegister || step.returnOffset == unchanged)
    return wrong("unwinding does not find the caller");
  auto after = llvm::upper_bound(
      entry.sites, offset,
      [](uint64_t at, const CallSite &site) { return at < site.begin; });
  if (after != entry.sites.begin() && offset < std::prev(after)->end &&
      std::prev(after)->landing)
    step.landing = entry.start + std::prev(after)->landing;
  return step;
}

} // namespace wasmc
