// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "runtime-stub/kernel.h"
#include "runtime-stub/message.h"
#include "runtime-stub/wasi/calls.h"

namespace wrt {

extern "C" void wrt_proc_exit(uint32_t status) { exitProcess(int(status)); }

extern "C" Errno wrt_sched_yield() {
  call(Call::schedYield, 0, 0, 0);
  return Errno::success;
}

/// Sends the process a signal, by WASI's numbers: Linux's, but without
/// SIGSTKFLT, so one less from SIGCHLD on.
extern "C" Errno wrt_proc_raise(uint32_t signal) {
  constexpr uint32_t lastSignal = 30;
  constexpr uint32_t wasiChild = 16, wasiContinue = 17, wasiUrgent = 22,
                     wasiStop = 18, wasiWindow = 27, lastStop = 21;
  if (signal > lastSignal)
    return Errno::inval;
  if (signal == 0)
    return Errno::success;
  int host = int(signal < wasiChild ? signal : signal + 1);
  // A guest's signal must not look like a trap of its code, nor be ignored
  // because a broken pipe's is.
  SignalAction standard = {};
  call(Call::rtSigaction, host, &standard, nullptr, 8);
  call(Call::kill, call(Call::getpid, 0, 0, 0), host);
  // Here only if the signal does not end the process: by its meaning, or
  // because this is process 1, which signals do not kill.
  bool survives = signal == wasiChild || signal == wasiContinue ||
                  signal == wasiUrgent || signal == wasiWindow ||
                  (signal >= wasiStop && signal <= lastStop);
  if (!survives)
    exitProcess(128 + host);
  return Errno::success;
}

} // namespace wrt
