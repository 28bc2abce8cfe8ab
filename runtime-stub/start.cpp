// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From the kernel's hand-over to the program's first instruction, in order:
// relocate, read what the kernel passed, read the grants, make the call stack
// and the memories, catch traps, heed signals, lock down. Whatever fails says
// why in one line and exits with startFailureStatus; the program has then not
// run at all.

#include "runtime-stub/start.h"

#include "cpu.h"
#include "runtime-stub/elf.h"
#include "runtime-stub/kernel.h"
#include "runtime-stub/lockdown.h"
#include "runtime-stub/memory.h"
#include "runtime-stub/message.h"
#include "runtime-stub/policy.h"
#include "runtime-stub/signals.h"
#include "runtime-stub/traps.h"
#include "runtime-stub/wasi/fd_table.h"
#include "runtime-stub/wasi/strings.h"

namespace wrt {

WRT_STATE Process process;

namespace {

/// The largest call stack that is the kernel's own, well below what it keeps
/// free for one to grow to,
constexpr uint64_t mostTaken = uint64_t(64) << 20;
/// and how much of it arguments and variables may have taken.
constexpr uint64_t mostHandedOver = uint64_t(64) << 10;

/// The image has no loader: it adds its own load address where addresses are
/// stored. Until then nothing may read a pointer from data.
void relocate() {
  auto base = reinterpret_cast<uint64_t>(&__ehdr_start);
  uint64_t rela = 0, relaSize = 0, relr = 0, relrSize = 0;
  for (const ElfDynamic *d = _DYNAMIC; d->tag != dynamicEnd; ++d) {
    if (d->tag == dynamicRela)
      rela = d->value;
    else if (d->tag == dynamicRelaSize)
      relaSize = d->value;
    else if (d->tag == dynamicRelr)
      relr = d->value;
    else if (d->tag == dynamicRelrSize)
      relrSize = d->value;
  }
  // A static PIE without imports has no other kind than RELATIVE.
  auto *r = reinterpret_cast<const ElfRela *>(base + rela);
  for (; relaSize; relaSize -= sizeof(ElfRela), ++r)
    *reinterpret_cast<uint64_t *>(base + r->offset) =
        base + uint64_t(r->addend);
  // RELR: an even word is the next address; an odd one a bitmap of which of the
  // following 63 words are relocated too.
  auto *word = reinterpret_cast<const uint64_t *>(base + relr);
  uint64_t *where = nullptr;
  for (; relrSize; relrSize -= sizeof(uint64_t), ++word) {
    if (!(*word & 1)) {
      where = reinterpret_cast<uint64_t *>(base + *word);
      *where++ += base;
      continue;
    }
    for (uint64_t i = 0, bits = *word >> 1; bits; ++i, bits >>= 1)
      if (bits & 1)
        where[i] += base;
    where += 63;
  }
}

void readHandOver(uint64_t *stack) {
  process.argumentCount = stack[0];
  process.arguments = reinterpret_cast<char **>(stack + 1);
  process.environment = process.arguments + process.argumentCount + 1;
  char **end = process.environment;
  while (*end)
    ++end;
  process.pageSize = 4096;
  auto *aux = reinterpret_cast<const Auxiliary *>(end + 1);
  for (; aux->type != auxEnd; ++aux) {
    if (aux->type == auxPageSize)
      process.pageSize = aux->value;
    else if (aux->type == auxHardware)
      process.hardware[0] = aux->value;
    else if (aux->type == auxHardware2)
      process.hardware[1] = aux->value;
    else if (aux->type == auxSecure)
      process.isPrivileged = aux->value != 0;
    else if (aux->type == auxFile)
      process.file = reinterpret_cast<const char *>(aux->value);
    else if (aux->type == auxVdso)
      requireAboveReach(aux->value);
  }
}

void checkCpu() {
  if (checkCpuAtStart(wasm_cpu_needs) &&
      !cpuHas(wasm_cpu_needs, process.hardware))
    failForCpu();
}

/// Takes what is left of the kernel's stack, below `stack`, as the call stack
/// if it may grow to just `size` bytes. The kernel keeps more than the guard
/// free below it (at least 128 MiB in all), and has touched its first pages.
/// But address space for it is not reserved, so none may be scarce.
bool takeStack(const uint64_t *stack, uint64_t size) {
  Limit limit = {}, addresses = {};
  call(Call::prlimit64, 0, limitStack, nullptr, &limit);
  call(Call::prlimit64, 0, limitAddressSpace, nullptr, &addresses);
  if (limit.soft != size || ~addresses.soft || size > mostTaken ||
      !process.file)
    return false;
  // The name of the file is the last thing on it.
  auto end = reinterpret_cast<uint64_t>(process.file);
  end += lengthOf(process.file) + 1;
  end = (end + process.pageSize - 1) & ~(process.pageSize - 1);
  auto here = reinterpret_cast<uint64_t>(stack);
  if (here > end || end - here > mostHandedOver)
    return false;
  process.stackHigh = here & ~uint64_t(15);
  process.stackLow = end - size;
  process.guardLow = process.stackLow - stackGuard;
  return true;
}

/// Makes a call stack of `size` bytes.
[[gnu::noinline]] void makeStack(uint64_t size) {
  long got = call(Call::mmap, nullptr, stackGuard + size, protReadWrite,
                  mapPrivate | mapAnonymous | mapNoReserve | mapStack, -1, 0);
  if (got < 0 || call(Call::mprotect, got, stackGuard, protNone) < 0) {
    Message m;
    beginMessage(m).text("no address space for a call stack of ").number(size);
    failStart(m.text(" bytes: grant a smaller max-stack"));
  }
  requireAboveReach(uint64_t(got));
  process.guardLow = uint64_t(got);
  process.stackLow = process.guardLow + stackGuard;
  process.stackHigh = process.stackLow + size;
}

/// Makes a write to a pipe that nobody reads an error instead of the end.
void ignoreBrokenPipes() {
  SignalAction ignore = {reinterpret_cast<const void *>(1), 0, nullptr, 0};
  call(Call::rtSigaction, signalPipe, &ignore, nullptr, signalMaskSize);
}

} // namespace

/// That of profile.cpp takes its place in a program that makes a profile.
/// Not quite empty, or the linker would take an empty function of the module
/// for it, and compiled code would be within the stub.
extern "C" [[gnu::weak]] void wrtOpenProfile() { asm volatile("nop"); }

/// Called by _start with what the kernel left on its stack. Returns the top of
/// the stack that the program runs on.
extern "C" void *wrtStart(uint64_t *stack) {
  relocate();
  readHandOver(stack);
  requireAboveReach(reinterpret_cast<uint64_t>(&__ehdr_start));
  requireAboveReach(reinterpret_cast<uint64_t>(stack));
  checkCpu();
  addStdio();
  Limits limits = readPolicy();
  process.walkPaths = limits.walkPaths;
  // Before the memories, which may take what address space is left.
  uint64_t mask = process.pageSize - 1;
  uint64_t stackBytes = (limits.stackBytes + mask) & ~mask;
  if (!takeStack(stack, stackBytes))
    makeStack(stackBytes);
  setUpMemories(limits.memoryBytes);
  catchTraps();
  heedSignals(limits.milliseconds);
  if (wasm_lockdown.writesStreams)
    ignoreBrokenPipes();
  wrtOpenProfile();
  lockDown(limits.lockdown);
  return reinterpret_cast<void *>(process.stackHigh);
}

} // namespace wrt
