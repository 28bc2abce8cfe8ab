// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "runtime-stub/message.h"

#include "runtime-stub/kernel.h"
#include "runtime-stub/start.h"

namespace wrt {

void Message::put(char c) {
  if (used == sizeof(buffer))
    write();
  buffer[used++] = c;
}

Message &Message::text(const char *string) {
  while (*string)
    put(*string++);
  return *this;
}

Message &Message::foreign(const char *string, size_t length) {
  for (; length && *string; --length, ++string)
    put(uint8_t(*string) < 0x20 || *string == 0x7f ? '?' : *string);
  return *this;
}

Message &Message::number(uint64_t value) {
  char digits[20];
  size_t count = 0;
  do
    digits[count++] = char('0' + value % 10);
  while (value /= 10);
  while (count)
    put(digits[--count]);
  return *this;
}

Message &Message::hex(uint64_t value) {
  text("0x");
  int shift = 60;
  while (shift && !(value >> shift))
    shift -= 4;
  for (; shift >= 0; shift -= 4)
    put("0123456789abcdef"[value >> shift & 15]);
  return *this;
}

void Message::write() {
  for (size_t done = 0; done < used;) {
    long n = callThrough(Call::write, 2, buffer + done, used - done);
    if (n <= 0)
      break;
    done += size_t(n);
  }
  used = 0;
}

const char *programName() {
  if (!process.argumentCount || !*process.arguments[0])
    return "wasm";
  const char *name = process.arguments[0];
  for (const char *p = name; *p; ++p)
    if (*p == '/' && p[1])
      name = p + 1;
  return name;
}

Message &beginMessage(Message &message) {
  return message.foreign(programName(), 255).text(": ");
}

void failStart(Message &message) {
  message.text("\n").write();
  exitProcess(startFailureStatus);
}

void exitProcess(int status) {
  for (;;)
    call(Call::exitGroup, status);
}

} // namespace wrt
