// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "runtime-stub/kernel.h"
#include "runtime-stub/memory.h"
#include "runtime-stub/wasi/calls.h"

namespace wrt {
namespace {

/// WASI's clocks (realtime, monotonic, process and thread CPU time) have the
/// numbers of Linux's.
constexpr uint32_t clockCount = 4;
constexpr uint64_t second = 1'000'000'000;

Errno ask(Call question, uint32_t clock, uint32_t out) {
  if (!memory.contains(out, sizeof(uint64_t)))
    return Errno::fault;
  if (clock >= clockCount)
    return Errno::inval;
  TimeSpec time;
  long result = call(question, clock, &time, 0);
  if (result < 0)
    return errnoFromHost(result);
  memory.store(out,
               uint64_t(time.seconds) * second + uint64_t(time.nanoseconds));
  return Errno::success;
}

} // namespace

extern "C" Errno wrt_clock_res_get(uint32_t clock, uint32_t out) {
  return ask(Call::clockGetres, clock, out);
}

/// The precision a guest would be content with is of no use to the kernel.
extern "C" Errno wrt_clock_time_get(uint32_t clock, uint64_t, uint32_t out) {
  return ask(Call::clockGettime, clock, out);
}

} // namespace wrt
