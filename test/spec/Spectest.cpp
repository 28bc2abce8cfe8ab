// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "test/spec/Spectest.h"
#include <string>
#include <vector>

namespace spec {

namespace {

std::string leb(size_t value) {
  std::string text;
  do {
    text += char((value & 0x7f) | (value > 0x7f ? 0x80 : 0));
    value >>= 7;
  } while (value);
  return text;
}

std::string vectorOf(const std::vector<std::string> &items) {
  std::string text = leb(items.size());
  for (const std::string &item : items)
    text += item;
  return text;
}

std::string section(char id, const std::vector<std::string> &items) {
  std::string contents = vectorOf(items);
  return id + leb(contents.size()) + contents;
}

std::string exported(const std::string &name, char kind, size_t index) {
  return leb(name.size()) + name + kind + leb(index);
}

} // namespace

std::unique_ptr<llvm::MemoryBuffer> makeSpectest() {
  using namespace std::string_literals;
  struct Print {
    const char *name;
    const char *params; // As value types in the binary format.
  };
  static constexpr Print prints[] = {
      {"print", ""},
      {"print_i32", "\x7f"},
      {"print_i64", "\x7e"},
      {"print_f32", "\x7d"},
      {"print_f64", "\x7c"},
      {"print_i32_f32", "\x7f\x7d"},
      {"print_f64_f64", "\x7c\x7c"},
  };
  std::vector<std::string> types, functions, exports, bodies;
  for (const Print &print : prints) {
    std::string params = print.params;
    exports.push_back(exported(print.name, 0, types.size()));
    functions.push_back(leb(types.size()));
    types.push_back("\x60" + leb(params.size()) + params + "\0"s);
    bodies.push_back("\2\0\x0b"s); // No locals, end.
  }
  // 666, and 666.6 in both widths.
  std::vector<std::string> globals = {
      "\x7f\0\x41\x9a\5\x0b"s,
      "\x7e\0\x42\x9a\5\x0b"s,
      "\x7d\0\x43\x66\xa6\x26\x44\x0b"s,
      "\x7c\0\x44\xcd\xcc\xcc\xcc\xcc\xd4\x84\x40\x0b"s,
  };
  exports.push_back(exported("global_i32", 3, 0));
  exports.push_back(exported("global_i64", 3, 1));
  exports.push_back(exported("global_f32", 3, 2));
  exports.push_back(exported("global_f64", 3, 3));
  exports.push_back(exported("table", 1, 0));
  exports.push_back(exported("table64", 1, 1));
  exports.push_back(exported("memory", 2, 0));
  exports.push_back(exported("shared_memory", 2, 1));
  std::string bytes = "\0asm\1\0\0\0"s;
  bytes += section(1, types) + section(3, functions);
  bytes += section(4, {"\x70\1\x0a\x14", "\x70\5\x0a\x14"}); // 10 to 20.
  bytes += section(5, {"\1\1\2", "\3\1\2"}); // The second one is shared.
  bytes += section(6, globals) + section(7, exports) + section(10, bodies);
  return llvm::MemoryBuffer::getMemBufferCopy(bytes, "spectest");
}

} // namespace spec
