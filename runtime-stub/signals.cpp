// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// By default the kernel does what is wanted: SIGTERM and its like end the
// process, and its parent sees by which signal. Three things stand against it:
// blocked signals are inherited through exec; process 1 of a PID namespace, as
// which a container's program runs, is spared every signal it has no handler
// for; and nothing ends a program that runs on and on. No handler returns, so
// none ever interrupts a system call.

#include "runtime-stub/signals.h"

#include "runtime-stub/kernel.h"
#include "runtime-stub/message.h"
#include "trap_frame.h"

namespace wrt {
namespace {

uint64_t granted; ///< Milliseconds.

void onEnd(int signal) { exitProcess(128 + signal); }

void onAlarm(int signal, const SignalInfo *info) {
  if (info->code != signalFromKernel)
    onEnd(signal);
  // The timer goes on: should nobody read stderr, the second alarm finds this
  // set and ends the wait.
  static bool told;
  if (!told) {
    told = true;
    Message m;
    beginMessage(m).text("timed out: the program was granted ");
    m.number(granted).text(" ms\n").write();
  }
  exitProcess(timeoutStatus);
}

} // namespace

void handleSignal(int signal, const void *handler) {
  // The kernel of x86-64 insists on a restorer; as the handler does not return
  // it may be anything.
  SignalAction action = {handler,
                         signalWithInfo | signalOnStack | signalNoDefer |
                             signalRestorerFlag,
                         nullptr, 0};
  call(Call::rtSigaction, signal, &action, nullptr, signalMaskSize);
}

void heedSignals(uint64_t milliseconds) {
  constexpr uint64_t none = 0;
  call(Call::rtSigprocmask, signalSetMask, &none, nullptr, signalMaskSize);
  constexpr int ending[] = {signalHangUp,   signalInterrupt, signalQuit,
                            signalUser1,    signalUser2,     signalAlarm,
                            signalTerminate};
  if (call(Call::getpid, 0, 0, 0) == 1)
    for (int signal : ending)
      handleSignal(signal, reinterpret_cast<const void *>(onEnd));
  if (milliseconds == UINT64_MAX)
    return;
  granted = milliseconds;
  handleSignal(signalAlarm, reinterpret_cast<const void *>(onAlarm));
  IntervalTimer timer = {
      {1, 0},
      {int64_t(milliseconds / 1000), int64_t(milliseconds % 1000) * 1000}};
  call(Call::setitimer, timerReal, &timer, nullptr);
}

} // namespace wrt
