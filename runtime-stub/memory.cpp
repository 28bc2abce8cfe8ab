// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A 32-bit memory takes 8 GiB and a guard of address space, whatever its size:
// then every address that compiled code can form from an index and a constant
// offset lies inside, and the page fault is the bounds check. Memories that are
// checked in code take what they may grow to, or as much of it as there is.

#include "runtime-stub/memory.h"

#include "runtime-stub/kernel.h"
#include "runtime-stub/message.h"
#include "runtime-stub/start.h"

namespace wrt {
namespace {

/// Most that is reserved for a checked memory.
constexpr uint64_t widestReservation = uint64_t(1) << 36;

/// By which all memories together may still grow.
WRT_STATE uint64_t bytesLeft;

uint64_t roundToPages(uint64_t bytes) {
  return (bytes + process.pageSize - 1) & ~(process.pageSize - 1);
}

/// The length reserved for memory `index`.
uint64_t reservationOf(uint64_t index) {
  if (!wasm_memory_plans[index].isChecked)
    return memoryReservation;
  return roundToPages(wasm_memories[index].maximumBytes) + memoryGuard;
}

[[noreturn, gnu::noinline]] void failReservation(uint64_t size, bool isChecked,
                                                 long error) {
  Message m;
  beginMessage(m).text("cannot reserve ").number(size >> 20);
  m.text(" MiB of address space for linear memory: ");
  Limit limit = {};
  call(Call::prlimit64, 0, limitAddressSpace, nullptr, &limit);
  if (error == -hostNoMem && ~limit.soft)
    m.text("the limit is ")
        .number(limit.soft >> 10)
        .text(" KiB, raise it (ulimit -v unlimited)")
        .text(isChecked ? "" : " or compile with --memory=checked");
  else
    m.text("the kernel answers errno ")
        .number(uint64_t(-error))
        .text(isChecked ? "" : ": compile with --memory=checked");
  failStart(m);
}

/// `got` is what the kernel answered to a request for `size` bytes at
/// memoryBase.
[[noreturn, gnu::noinline]] void failFixed(uint64_t size, bool isChecked,
                                           long got) {
  Message m;
  if (got == -hostPerm || got == -hostAccess) {
    beginMessage(m).text("linear memory must begin at ").hex(memoryBase);
    m.text(", which this system forbids: set vm.mmap_min_addr to ");
    failStart(m.number(memoryBase).text(" or less"));
  }
  // Kernels before 4.17 ignore the flag and choose another place.
  if (got >= 0 || got == -hostExist) {
    beginMessage(m).text("linear memory must begin at ").hex(memoryBase);
    m.text(", but something else is mapped within ");
    m.number(size >> 20).text(" MiB from there");
    failStart(m.text(isChecked ? "" : ": compile with --memory=checked"));
  }
  failReservation(size, isChecked, got);
}

/// Reserves the address space of memory `index`. Memory 0 with 32-bit indices
/// begins at memoryBase: compiled code has that address in it.
void reserve(uint64_t index) {
  const MemoryPlan &plan = wasm_memory_plans[index];
  MemoryInstance &instance = wasm_memories[index];
  bool isFixed = index == 0 && !plan.is64;
  int flags = mapPrivate | mapAnonymous | mapNoReserve;
  if (plan.isChecked && instance.maximumBytes > widestReservation)
    instance.maximumBytes = widestReservation;
  for (;;) {
    uint64_t size = reservationOf(index);
    long got = call(Call::mmap, isFixed ? memoryBase : 0, size, protNone,
                    isFixed ? flags | mapFixedNoReplace : flags, -1, 0);
    if (isFixed ? got == long(memoryBase) : got >= 0) {
      if (!isFixed)
        requireAboveReach(uint64_t(got));
      instance.base = reinterpret_cast<uint8_t *>(got);
      return;
    }
    // Where addresses are scarce, a checked memory that could grow far does
    // with less, an eighth at a time: all but an eighth of what there is.
    uint64_t less = instance.maximumBytes - instance.maximumBytes / 8;
    less = less >> plan.pageShift << plan.pageShift;
    if (less < plan.initialBytes)
      less = plan.initialBytes;
    bool isScarce = got == -hostNoMem || got == -hostExist;
    if (!plan.isChecked || !isScarce || less >= instance.maximumBytes) {
      if (isFixed)
        failFixed(size, plan.isChecked, got);
      failReservation(size, plan.isChecked, got);
    }
    instance.maximumBytes = less;
  }
}

void placeRun(const ImageRun &run) {
  const MemoryInstance &instance = wasm_memories[run.memory];
  auto *from = reinterpret_cast<const uint8_t *>(&run.source) + run.source;
  uint8_t *to = instance.base + run.address;
  // Moving costs the same whatever the number of pages, and leaves them unread
  // until the program asks for them; but a few pages are sooner copied.
  if (run.size > mostCopiedRun && process.pageSize <= imageAlignment &&
      call(Call::mremap, from, run.size, run.size, remapMayMove | remapFixed,
           to) == reinterpret_cast<long>(to))
    return;
  __builtin_memcpy(to, from, run.size);
}

[[noreturn, gnu::noinline]] void failLimit(uint64_t needed, uint64_t limit) {
  Message m;
  beginMessage(m).text("the program needs ").number(needed);
  m.text(" bytes of linear memory to start, max-memory grants ");
  failStart(m.number(limit));
}

[[noreturn, gnu::noinline]] void failAccess(uint64_t bytes) {
  Message m;
  beginMessage(m).text("no memory for the ").number(bytes);
  failStart(m.text(" bytes of linear memory that the program starts with"));
}

/// What all memories begin with, if that is no more than `limit`.
uint64_t initialBytes(uint64_t limit) {
  uint64_t sum = 0;
  for (uint64_t i = 0; i < wasm_memory_count; ++i)
    if (__builtin_add_overflow(sum, wasm_memory_plans[i].initialBytes, &sum))
      sum = UINT64_MAX;
  if (sum > limit)
    failLimit(sum, limit);
  return sum;
}

} // namespace

void requireAboveReach(uint64_t address) {
  if (address >= memoryReach)
    return;
  // The kernel's stack is where addresses end. Compiled bounds checks make do
  // with fewer of them than memoryReach; guards do not.
  auto end = reinterpret_cast<uint64_t>(process.arguments);
  if (end < memoryReach && wasm_memory_count && wasm_memory_plans[0].isChecked)
    return;
  Message m;
  if (end < memoryReach) {
    beginMessage(m).text("the system gives a process only ");
    m.number(end >> 20).text(" MiB of address space");
    failStart(m.text(": compile with --memory=checked"));
  }
  beginMessage(m).text("the kernel mapped something at ").hex(address);
  m.text(", where linear memory must be alone: address space below ");
  failStart(m.hex(memoryReach).text(" must be left free"));
}

void setUpMemories(uint64_t limit) {
  bytesLeft = limit - initialBytes(limit);
  for (uint64_t i = 0; i < wasm_memory_count; ++i) {
    const MemoryPlan &plan = wasm_memory_plans[i];
    MemoryInstance &instance = wasm_memories[i];
    if (plan.initialBytes > widestReservation)
      failReservation(plan.initialBytes, plan.isChecked, -hostNoMem);
    instance.pageShift = plan.pageShift;
    instance.maximumBytes =
        plan.maximumBytes < limit ? plan.maximumBytes : limit;
    reserve(i);
    instance.bytes = plan.initialBytes;
    if (plan.initialBytes == 0)
      continue;
    long error = call(Call::mprotect, instance.base,
                      roundToPages(plan.initialBytes), protReadWrite);
    if (error < 0)
      failAccess(plan.initialBytes);
  }
  for (uint64_t i = 0; i < wasm_image_run_count; ++i)
    placeRun(wasm_image_runs[i]);
}

bool inMemoryReservation(uint64_t address) {
  for (uint64_t i = 0; i < wasm_memory_count; ++i) {
    auto base = reinterpret_cast<uint64_t>(wasm_memories[i].base);
    if (base && address >= base && address - base < reservationOf(i))
      return true;
  }
  return false;
}

extern "C" uint64_t wrt_memory_grow(MemoryInstance *instance, uint64_t pages) {
  uint64_t old = instance->bytes;
  // No bytes can be taken for more pages than all of them, so this also keeps
  // the shift from losing bits.
  if (pages > (instance->maximumBytes - old) >> instance->pageShift)
    return UINT64_MAX;
  uint64_t added = pages << instance->pageShift;
  if (added > bytesLeft)
    return UINT64_MAX;
  uint64_t grown = old + added;
  uint64_t oldEnd = roundToPages(old);
  uint64_t grownEnd = roundToPages(grown);
  if (grownEnd != oldEnd && call(Call::mprotect, instance->base + oldEnd,
                                 grownEnd - oldEnd, protReadWrite) < 0)
    return UINT64_MAX;
  bytesLeft -= added;
  instance->bytes = grown;
  return old >> instance->pageShift;
}

} // namespace wrt
