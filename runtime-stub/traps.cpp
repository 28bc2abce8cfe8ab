// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Compiled code traps in three ways: by an instruction that carries the kind,
// by touching a memory's inaccessible part, by running its stack into the
// guard. All end here, print and exit; no handler ever returns.
//
// Which signals: SIGSEGV for the last two, and the one that the explicit
// instruction raises (SIGILL on x86-64, SIGTRAP on AArch64). Not SIGBUS: linear
// memory is never a file that could shrink, except for the executable itself.
// Not SIGFPE: compiled code tests divisors.

#include "runtime-stub/traps.h"

#include "cpu.h"
#include "runtime-stub/backtrace.h"
#include "runtime-stub/coredump.h"
#include "runtime-stub/elf.h"
#include "runtime-stub/kernel.h"
#include "runtime-stub/memory.h"
#include "runtime-stub/signals.h"
#include "runtime-stub/start.h"
#include "trap_frame.h"

namespace wrt {
namespace {

/// Enough for the largest frame a kernel pushes (with AMX about 11 KiB) and the
/// backtrace.
constexpr size_t signalStackSize = 64 << 10;
alignas(16) uint8_t signalStack[signalStackSize];

/// All texts, one after the other: a table of pointers would need relocating.
constexpr char trapTexts[] =
#define TRAP(id, text) text "\0"
#include "wrt/traps.def"
#undef TRAP
    ;

constexpr int trapCount = 0
#define TRAP(id, text) +1
#include "wrt/traps.def"
#undef TRAP
    ;

[[noreturn]] void reportTrap(int kind, const Registers &at) {
  const char *text = trapTexts;
  for (; kind; --kind)
    while (*text++)
      ;
  Message m;
  beginMessage(m).text("trap: ").text(text).text("\n");
  // Out before the backtrace: should that fail, the kind is known.
  m.write();
  writeBacktrace(m, at);
  writeCoredump(m, at);
  exitProcess(trapStatus);
}

[[noreturn]] void reportInternal(int signal, uint64_t address,
                                 const Registers &at) {
  auto base = reinterpret_cast<uint64_t>(&__ehdr_start);
  Message m;
  beginMessage(m).text("internal error: signal ").number(uint64_t(signal));
  m.text(" at code ").hex(at.pc - base).text(", address ").hex(address);
  m.text(" (a fault of wasmc, not of the program)\n").write();
  exitProcess(trapStatus);
}

void onSignal(int signal, const SignalInfo *info,
              const SignalContext *context) {
  // A fault in here, on a stack that someone smashed, say.
  static bool handling;
  if (handling)
    exitProcess(trapStatus);
  handling = true;

  Registers at = registersOf(*context);
  if (signal == trapSignal) {
    int kind = trapKindAt(reinterpret_cast<const uint8_t *>(at.pc));
    if (kind >= 0 && kind < trapCount)
      reportTrap(kind, at);
  }
  if (signal == illegalSignal && !cpuHas(wasm_cpu_needs, process.hardware))
    failForCpu();
  uint64_t address = info->address;
  if (signal == signalSegv) {
    // In the guard, or where the kernel has no memory to let the stack grow.
    if (address >= process.guardLow && address < process.stackHigh &&
        address != at.pc)
      reportTrap(int(Trap::StackOverflow), at);
    // The stub's own code checks before it touches memory.
    if (inMemoryReservation(address) && isCompiledCode(at.pc))
      reportTrap(int(Trap::MemoryOutOfBounds), at);
  }
  reportInternal(signal, address, at);
}

} // namespace

void failForCpu() {
  Message message;
  beginMessage(message).text("this CPU lacks ");
  describeLack(message, wasm_cpu_needs, process.hardware);
  message.text(", which the program was compiled for: choose a lower --cpu");
  failStart(message);
}

void catchTraps() {
  SignalStack alternate = {signalStack, 0, signalStackSize};
  call(Call::sigaltstack, &alternate, nullptr, 0);
  handleSignal(signalSegv, reinterpret_cast<const void *>(onSignal));
  handleSignal(trapSignal, reinterpret_cast<const void *>(onSignal));
}

} // namespace wrt
