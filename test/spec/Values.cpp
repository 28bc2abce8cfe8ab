// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "test/spec/Values.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Endian.h"

using namespace llvm;

namespace spec {

/// Host reference N as a pointer: never null, and no address of anything.
static uint64_t hostReference(uint64_t number) { return 0x1000 + 16 * number; }

static unsigned bitsOf(StringRef type) {
  return type.ends_with("8") && type != "v128" ? 8
         : type.ends_with("16")                ? 16
         : type.ends_with("32")                ? 32
                                               : 64;
}

static uint64_t number(StringRef text) {
  uint64_t value = 0;
  text.getAsInteger(10, value);
  return value;
}

static uint64_t read(const Slot &slot, unsigned at, unsigned bits) {
  uint64_t value = 0;
  for (unsigned i = 0; i < bits / 8; ++i)
    value |= uint64_t(uint8_t(slot[at + i])) << (8 * i);
  return value;
}

static void write(Slot &slot, unsigned at, unsigned bits, uint64_t value) {
  for (unsigned i = 0; i < bits / 8; ++i)
    slot[at + i] = char(value >> (8 * i));
}

static bool isReference(StringRef type) { return type.ends_with("ref"); }

std::optional<Slot> parseArgument(const json::Object &value) {
  Slot slot{};
  StringRef type = value.getString("type").value_or("");
  if (type == "v128") {
    unsigned bits = bitsOf(value.getString("lane_type").value_or(""));
    const json::Array *lanes = value.getArray("value");
    if (!lanes || lanes->size() * bits != 128)
      return std::nullopt;
    for (unsigned i = 0; i < lanes->size(); ++i)
      write(slot, i * bits / 8, bits,
            number((*lanes)[i].getAsString().value_or("")));
    return slot;
  }
  StringRef text = value.getString("value").value_or("null");
  if (type == "refnull" || (isReference(type) && text == "null"))
    return slot;
  if (type == "externref" || type == "anyref") {
    write(slot, 0, 64, hostReference(number(text)));
    return slot;
  }
  if (isReference(type))
    return std::nullopt;
  write(slot, 0, bitsOf(type), number(text));
  return slot;
}

static bool isExpectedNumber(StringRef expected, uint64_t bits,
                             unsigned width) {
  uint64_t quiet = width == 32 ? 0x7fc00000 : 0x7ff8000000000000;
  uint64_t sign = uint64_t(1) << (width - 1);
  if (expected == "nan:canonical")
    return (bits & ~sign) == quiet;
  if (expected == "nan:arithmetic")
    return (bits & quiet) == quiet;
  return bits == (width == 64 ? number(expected)
                              : number(expected) & ((1ull << width) - 1));
}

bool isExpected(const json::Object &expected, const Slot &result) {
  StringRef type = expected.getString("type").value_or("");
  if (type == "either") {
    for (const json::Value &choice : *expected.getArray("values"))
      if (isExpected(*choice.getAsObject(), result))
        return true;
    return false;
  }
  if (type == "v128") {
    unsigned bits = bitsOf(expected.getString("lane_type").value_or(""));
    const json::Array &lanes = *expected.getArray("value");
    for (unsigned i = 0; i < lanes.size(); ++i)
      if (!isExpectedNumber(lanes[i].getAsString().value_or(""),
                            read(result, i * bits / 8, bits), bits))
        return false;
    return true;
  }
  uint64_t bits = read(result, 0, 64);
  if (type == "refnull" || (type.starts_with("null") && isReference(type)))
    return bits == 0;
  if (isReference(type)) {
    std::optional<StringRef> value = expected.getString("value");
    if (!value)
      return bits != 0;
    return bits == (*value == "null" ? 0 : hostReference(number(*value)));
  }
  unsigned width = bitsOf(type);
  return isExpectedNumber(expected.getString("value").value_or(""),
                          read(result, 0, width), width);
}

std::string describe(const Slot &result, wasmc::ValType type) {
  using wasmc::TypeKind;
  uint64_t low = read(result, 0, 64), high = read(result, 8, 64);
  if (type.kind == TypeKind::V128)
    return "v128:0x" + utohexstr(high, true, 16) + utohexstr(low, true, 16);
  if (type.kind == TypeKind::I32 || type.kind == TypeKind::F32)
    low = uint32_t(low);
  return wasmc::toString(type) + ":0x" + utohexstr(low, true);
}

} // namespace spec
