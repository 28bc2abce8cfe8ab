// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "runtime-stub/sink.h"

#include "runtime-stub/kernel.h"

namespace wrt {

void Sink::write(const uint8_t *from, uint64_t length) {
  while (length && !error) {
    long n = callThrough(Call::write, file, from, length);
    if (n <= 0) {
      error = n ? n : -hostNoSpace;
      return;
    }
    from += n;
    length -= uint64_t(n);
  }
}

void Sink::flush() {
  write(buffer, used);
  used = 0;
}

void Sink::bytes(const void *from, uint64_t length) {
  count += length;
  if (file < 0)
    return;
  if (used + length > sizeof(buffer))
    flush();
  if (length > sizeof(buffer)) {
    write(static_cast<const uint8_t *>(from), length);
    return;
  }
  __builtin_memcpy(buffer + used, from, length);
  used += length;
}

} // namespace wrt
