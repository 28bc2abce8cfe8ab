// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The stub is the only code that may make system calls, so the question "which
// bytes are the stub" must not be answered by anything the executable says of
// itself. Here it is answered by the archive that this wasmc links: from the
// entry point, a section of the archive is laid over the bytes in the file. All
// bytes must be equal but those that a relocation fills in; what these give is
// where the section refers to, and the section there is compared in turn. So
// what is found is the whole stub, or a difference.
//
// Two references to one thing must agree; that is all there is to know of
// things that the archive does not have, such as wasm_entry.
//
// lld changes instructions where it can: a load from the global offset table
// becomes the address itself (x86-64 and AArch64), and on AArch64 the pair that
// makes an address becomes nop and adr. Both forms are known here.

#include "compiler/check/StubMatch.h"
#include "llvm/BinaryFormat/ELF.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/MathExtras.h"

using namespace llvm;

namespace wasmc {

StubMatch::StubMatch(const Executable &executable, const StubObjects &stub)
    : executable(executable), stub(stub) {}

bool StubMatch::fail(const Twine &why) {
  reason = why.str();
  return false;
}

bool StubMatch::match(StringRef symbol, uint64_t address) {
  auto found = stub.symbols.find(symbol);
  if (found == stub.symbols.end())
    return fail("the stub has no " + symbol);
  newSections.clear();
  newExternals.clear();
  work.clear();
  bool same = bind(found->second, address);
  while (same && !work.empty()) {
    auto [section, at] = work.back();
    work.pop_back();
    same = compareSection(section, at);
  }
  if (same) {
    for (uint32_t section : newSections)
      if (stub.sections[section].isCode)
        codeRanges[placed[section]] =
            placed[section] + stub.sections[section].size;
    return true;
  }
  for (uint32_t section : newSections)
    placed.erase(section);
  for (StringRef external : newExternals)
    externals.erase(external);
  return false;
}

StringRef StubMatch::callableAt(uint64_t address) {
  auto known = callables.find(address);
  if (known != callables.end())
    return known->second;
  // What compiled code calls: see wrt/abi.h.
  static constexpr StringLiteral names[] = {
      "memcpy",          "memmove",           "memset",
      "memcmp",          "wrt_memory_grow",   "wrt_throw",
      "_Unwind_Resume",  "wrt_exception_new", "wrt_exception_drop",
      "wrt_table_fill",  "wrt_table_copy",    "wrt_table_grow",
      "wrt_memory_init", "wrt_exception_of",
#define WASI_CALL(name, signature) "wrt_" #name,
#define WASI_UNSTABLE_CALL(name) "wrt_unstable_" #name,
#include "wrt/wasi_calls.def"
#undef WASI_CALL
#undef WASI_UNSTABLE_CALL
  };
  StringRef name;
  ArrayRef<uint8_t> bytes = executable.bytesFrom(address);
  for (StringRef candidate : names) {
    auto symbol = stub.symbols.find(candidate);
    if (symbol == stub.symbols.end() || symbol->second.offset != 0)
      continue;
    const StubSection &section = stub.sections[symbol->second.section];
    if (!section.isCode || bytes.size() < section.size ||
        !match(candidate, address))
      continue;
    name = candidate;
    break;
  }
  callables[address] = name;
  return name;
}

std::optional<uint64_t> StubMatch::external(StringRef symbol) const {
  auto found = externals.find(symbol);
  if (found == externals.end())
    return std::nullopt;
  return found->second;
}

std::vector<AddressRange> StubMatch::referrers(StringRef symbol) const {
  std::vector<AddressRange> ranges;
  for (auto [index, at] : placed) {
    const StubSection &section = stub.sections[index];
    bool refers = any_of(section.relocations, [&](const StubRelocation &other) {
      return other.target.section == StubTarget::external &&
             other.target.symbol == symbol;
    });
    if (refers)
      ranges.push_back({at, at + section.size});
  }
  return ranges;
}

bool StubMatch::isCode(uint64_t address) const {
  auto after = codeRanges.upper_bound(address);
  return after != codeRanges.begin() && address < std::prev(after)->second;
}

bool StubMatch::overlapsVariables(const AddressRange &range) const {
  for (auto [section, at] : placed)
    if (stub.sections[section].isWritable &&
        range.overlaps({at, at + stub.sections[section].size}))
      return true;
  return any_of(addressSlots, [&](uint64_t slot) {
    return range.overlaps({slot, slot + 8});
  });
}

/// Notes that the target is at the address, to be compared if it was not yet.
bool StubMatch::bind(const StubTarget &target, uint64_t address) {
  if (target.section == StubTarget::external) {
    auto [entry, isNew] = externals.try_emplace(target.symbol, address);
    if (isNew)
      newExternals.push_back(target.symbol);
    return entry->second == address ||
           fail(target.symbol + " is in two places");
  }
  const StubSection &section = stub.sections[target.section];
  if (section.pieceSize)
    return comparePiece(section, target.offset, address);
  uint64_t base = address - target.offset;
  // Either definition is the stub's own code.
  auto other = stub.others.find(target.section);
  if (other != stub.others.end() && !compareBytes(section, base))
    return bind(other->second, address);
  auto [entry, isNew] = placed.try_emplace(target.section, base);
  if (!isNew)
    return entry->second == base || fail(section.name + " is in two places");
  newSections.push_back(target.section);
  work.push_back({target.section, base});
  return true;
}

/// A constant that the linker may have merged with equal ones.
bool StubMatch::comparePiece(const StubSection &section, uint64_t offset,
                             uint64_t address) {
  if (offset >= section.size)
    return fail("a reference outside " + section.name);
  uint64_t size = section.pieceSize - offset % section.pieceSize;
  if (section.isStrings) {
    ArrayRef<uint8_t> rest = section.bytes.drop_front(offset);
    size = uint64_t(std::find(rest.begin(), rest.end(), 0) - rest.begin()) + 1;
  }
  ArrayRef<uint8_t> expected = section.bytes.slice(
      offset, std::min(size, section.bytes.size() - offset));
  ArrayRef<uint8_t> found = executable.bytesFrom(address);
  if (!executable.isConstant(address, expected.size()) ||
      found.size() < expected.size() ||
      found.take_front(expected.size()) != expected)
    return fail("a constant of " + section.name + " differs");
  return true;
}

bool StubMatch::compareSection(uint32_t index, uint64_t address) {
  const StubSection &section = stub.sections[index];
  if (section.size == 0)
    return true;
  const Segment *segment = executable.segmentOf(address, section.size);
  if (!segment || segment->isWritable != section.isWritable ||
      (section.isCode && !segment->isExecutable))
    return fail(section.name + " would be in memory of another kind");
  if (!compareBytes(section, address))
    return fail(section.name + " differs");
  for (const StubRelocation &relocation : section.relocations) {
    bool same = executable.arch == Triple::aarch64
                    ? relocateAArch64(section, address, relocation)
                    : relocateX86(section, address, relocation);
    if (!same)
      return reason.empty() ? fail(section.name + " refers elsewhere") : false;
  }
  return true;
}

/// Of how many bytes, from where, a relocation changes the contents; with the
/// bytes before that lld may have rewritten.
static std::pair<int64_t, uint64_t> fieldOf(const Executable &executable,
                                            const StubRelocation &relocation) {
  if (executable.arch == Triple::aarch64)
    return {0, relocation.type == ELF::R_AARCH64_ABS64 ? 8 : 4};
  if (relocation.type == ELF::R_X86_64_64)
    return {0, 8};
  if (relocation.type == ELF::R_X86_64_REX_GOTPCRELX)
    return {-2, 6};
  return {0, 4};
}

bool StubMatch::compareBytes(const StubSection &section, uint64_t address) {
  std::vector<bool> isField(section.size);
  for (const StubRelocation &relocation : section.relocations) {
    auto [before, size] = fieldOf(executable, relocation);
    uint64_t start = relocation.offset + uint64_t(before);
    if (start > section.size || size > section.size - start)
      return false;
    for (uint64_t i = 0; i < size; ++i)
      isField[start + i] = true;
  }
  ArrayRef<uint8_t> found = executable.bytesFrom(address);
  for (uint64_t i = 0; i < section.size; ++i) {
    uint8_t expected = i < section.bytes.size() ? section.bytes[i] : 0;
    uint8_t byte = i < found.size() ? found[i] : 0;
    if (!isField[i] && byte != expected)
      return false;
  }
  // A word that is relocated although the stub's is not would become another.
  if (section.isWritable)
    for (uint64_t i = 0; i < section.size; ++i)
      if (executable.relocated.contains(address + i) && !isField[i])
        return false;
  return true;
}

bool StubMatch::relocateX86(const StubSection &section, uint64_t address,
                            const StubRelocation &relocation) {
  uint64_t at = address + relocation.offset;
  auto addend = uint64_t(relocation.addend);
  if (relocation.type == ELF::R_X86_64_64) {
    auto word = executable.relocated.find(at);
    return word != executable.relocated.end() &&
           bind(relocation.target, word->second - addend);
  }
  if (relocation.type == ELF::R_X86_64_REX_GOTPCRELX) {
    // mov symbol@GOT(%rip), %reg -> lea symbol(%rip), %reg
    ArrayRef<uint8_t> bytes = section.bytes.drop_front(relocation.offset - 2);
    if (bytes[0] != 0x8b || executable.read(at - 2, 1) != 0x8d ||
        executable.read(at - 1, 1) != bytes[1])
      return fail("an unknown form of access through the GOT");
  } else if (relocation.type != ELF::R_X86_64_PC32 &&
             relocation.type != ELF::R_X86_64_PLT32) {
    return fail("an unknown relocation");
  }
  auto distance = uint64_t(int64_t(int32_t(*executable.read(at, 4))));
  uint64_t target = at + distance;
  // The linker may merge constants only piece by piece, so there the addend
  // belongs to the instruction; so it does everywhere.
  return bind(relocation.target, target - addend);
}

namespace {
/// AArch64 instructions, by the bits that are no operand.
constexpr uint32_t nop = 0xd503201f;
bool isAdr(uint32_t word) { return (word & 0x9f000000) == 0x10000000; }
bool isAdrp(uint32_t word) { return (word & 0x9f000000) == 0x90000000; }
int64_t adrImmediate(uint32_t word) {
  return SignExtend64<21>((word >> 5 & 0x7ffff) << 2 | (word >> 29 & 3));
}
bool isPage(uint32_t type) {
  return type == ELF::R_AARCH64_ADR_PREL_PG_HI21 ||
         type == ELF::R_AARCH64_ADR_GOT_PAGE;
}
/// By how many bits the low part of an address is shifted in the instruction;
/// -1 if the relocation is none of a low part.
int lowShift(uint32_t type) {
  switch (type) {
  case ELF::R_AARCH64_ADD_ABS_LO12_NC:
  case ELF::R_AARCH64_LDST8_ABS_LO12_NC:
  case ELF::R_AARCH64_LD64_GOT_LO12_NC:
    return 0;
  case ELF::R_AARCH64_LDST16_ABS_LO12_NC:
    return 1;
  case ELF::R_AARCH64_LDST32_ABS_LO12_NC:
    return 2;
  case ELF::R_AARCH64_LDST64_ABS_LO12_NC:
    return 3;
  case ELF::R_AARCH64_LDST128_ABS_LO12_NC:
    return 4;
  }
  return -1;
}
constexpr uint32_t lowField = 0xfff << 10;
constexpr uint32_t destination = 0x1f;
} // namespace

/// Whether the instruction loads 64 bits from a register and an offset.
static bool isLoad(uint32_t word) { return (word & 0xffc00000) == 0xf9400000; }

/// Where a pair of instructions, of which `relocation` is one, points to: the
/// first sets the page, the next of the kind the rest.
std::optional<uint64_t>
StubMatch::pagedTarget(const StubSection &section, uint64_t address,
                       const StubRelocation &relocation) const {
  auto isPartner = [&](const StubRelocation &other) {
    return other.target == relocation.target &&
           other.addend == relocation.addend &&
           isPage(other.type) != isPage(relocation.type) &&
           (isPage(other.type) || lowShift(other.type) >= 0);
  };
  const StubRelocation *partner = nullptr;
  for (const StubRelocation &other : section.relocations) {
    if (!isPartner(other))
      continue;
    if (isPage(relocation.type) && other.offset > relocation.offset) {
      partner = &other;
      break;
    }
    if (!isPage(relocation.type) && other.offset < relocation.offset)
      partner = &other;
  }
  if (!partner)
    return std::nullopt;
  const StubRelocation &first = isPage(relocation.type) ? relocation : *partner;
  const StubRelocation &second =
      isPage(relocation.type) ? *partner : relocation;
  uint64_t pageAt = address + first.offset, lowAt = address + second.offset;
  auto pageWord = uint32_t(executable.read(pageAt, 4).value_or(0));
  auto lowWord = uint32_t(executable.read(lowAt, 4).value_or(0));
  if (isAdr(lowWord))
    return lowAt + uint64_t(adrImmediate(lowWord));
  if (!isAdrp(pageWord))
    return std::nullopt;
  uint64_t page =
      alignDown(pageAt, 4096) + uint64_t(adrImmediate(pageWord)) * 4096;
  bool isGot = second.type == ELF::R_AARCH64_LD64_GOT_LO12_NC;
  int shift = isGot && isLoad(lowWord) ? 3 : lowShift(second.type);
  return page | (uint64_t(lowWord >> 10 & 0xfff) << shift & 0xfff);
}

bool StubMatch::relocateAArch64(const StubSection &section, uint64_t address,
                                const StubRelocation &relocation) {
  uint64_t at = address + relocation.offset;
  auto addend = uint64_t(relocation.addend);
  if (relocation.type == ELF::R_AARCH64_ABS64) {
    auto word = executable.relocated.find(at);
    return word != executable.relocated.end() &&
           bind(relocation.target, word->second - addend);
  }
  auto word = uint32_t(*executable.read(at, 4));
  if (relocation.type == ELF::R_AARCH64_PREL32)
    return bind(relocation.target,
                at + uint64_t(int64_t(int32_t(word))) - addend);
  uint32_t original =
      support::endian::read32le(section.bytes.data() + relocation.offset);
  if (relocation.type == ELF::R_AARCH64_CALL26 ||
      relocation.type == ELF::R_AARCH64_JUMP26) {
    if ((word ^ original) >> 26)
      return fail("another instruction than the stub's branch");
    auto distance = uint64_t(SignExtend64<28>(uint64_t(word & 0x3ffffff) << 2));
    return bind(relocation.target, at + distance - addend);
  }
  std::optional<uint64_t> target = pagedTarget(section, address, relocation);
  if (!target)
    return fail("an address in no known form");
  if (isPage(relocation.type)) {
    bool same = word == nop || (isAdrp(word) && (word & destination) ==
                                                    (original & destination));
    uint64_t page = alignDown(at, 4096) + uint64_t(adrImmediate(word)) * 4096;
    if (!same || (isAdrp(word) && page != alignDown(*target, 4096)))
      return fail("another instruction than the stub's page address");
    return true; // Its other half says where to.
  }
  int shift = lowShift(relocation.type);
  if (shift < 0)
    return fail("an unknown relocation");
  if (isAdr(word)) // Computes all by itself, and nop comes before.
    return (word & destination) == (original & destination) &&
           executable.read(at - 4, 4) == nop &&
           bind(relocation.target, *target - addend);
  uint32_t expected = original & ~lowField;
  bool isGot = relocation.type == ELF::R_AARCH64_LD64_GOT_LO12_NC;
  if (isGot && !isLoad(word))
    expected = 0x91000000 | (original & 0x3ff);
  if ((word & ~lowField) != expected)
    return fail("another instruction than the stub's address");
  if (!isGot || !isLoad(word))
    return bind(relocation.target, *target - addend);
  // The address is read from a word that is relocated at start.
  auto slot = executable.relocated.find(*target);
  if (slot == executable.relocated.end())
    return fail("an address read from an unknown place");
  addressSlots.push_back(*target);
  return bind(relocation.target, slot->second - addend);
}

} // namespace wasmc
