// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "runtime-stub/kernel.h"
#include "runtime-stub/memory.h"
#include "runtime-stub/wasi/calls.h"

namespace wrt {

/// Fills a guest buffer from the kernel.
extern "C" Errno wrt_random_get(uint32_t buffer, uint32_t length) {
  if (!memory.contains(buffer, length))
    return Errno::fault;
  uint8_t *out = memory.at(buffer);
  // Requests beyond 256 bytes may be cut short or interrupted by a signal.
  for (uint32_t done = 0; done < length;) {
    long n = callThrough(Call::getrandom, out + done, length - done, 0);
    if (n < 0)
      return errnoFromHost(n);
    done += uint32_t(n);
  }
  return Errno::success;
}

} // namespace wrt
