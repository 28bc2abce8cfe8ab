// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The runtime of a library: making instances, calling into them, and leaving a
// call that traps or takes too long. It lives in somebody else's process, so it
// needs no libc, catches no signals, and keeps nothing outside its instances.

#include "runtime-stub/kernel.h"
#include "wrt/library.h"

#ifdef __x86_64__
#include "cpu.h"
#endif

namespace wrt {
namespace {

/// What the header calls NAME_limits, and what stands there for 0.
struct Limits {
  uint64_t maxMemory, maxStack, timeout;
};
/// The host's function for an import; null: a call of it is a trap.
using Find = const void *(*)(void *context, const char *module,
                             const char *name, const char *type);
constexpr uint64_t usualStack = uint64_t(256) << 10;

/// So many turns pass between two looks at the clock, about a millisecond; few
/// before the first, as most calls never come to it.
constexpr int64_t turnsBetween = int64_t(1) << 20;
constexpr int64_t firstTurns = int64_t(1) << 14;

constexpr uint64_t pageSize = 65536; // The largest that either machine has.

constexpr int errorCode(LibraryError error) { return int(error); }

uint64_t roundToPages(uint64_t bytes) {
  return (bytes + pageSize - 1) & ~(pageSize - 1);
}

MemoryInstance *memoriesOf(LibraryInstance *instance) {
  return reinterpret_cast<MemoryInstance *>(instance + 1);
}
static_assert(sizeof(LibraryInstance) % 16 == 0);

/// The address space of a memory. All of it is reserved when the instance is
/// made, so that what has an address keeps it.
uint64_t reservationOf(const MemoryInstance &memory) {
  return roundToPages(memory.maximumBytes);
}

/// The instance itself, and memory 0 behind it, are one mapping.
uint64_t mainReservation(LibraryInstance *instance) {
  uint64_t bytes = roundToPages(instance->plan->bytes);
  return instance->plan->memoryCount
             ? bytes + reservationOf(memoriesOf(instance)[0])
             : bytes;
}

long reserve(uint64_t bytes) {
  return call(Call::mmap, nullptr, bytes, protNone,
              mapPrivate | mapAnonymous | mapNoReserve, -1, 0);
}

/// Changes what may be done with pages, if there are any: qemu refuses none.
bool protect(uint8_t *at, uint64_t bytes, int access) {
  return !bytes || call(Call::mprotect, at, bytes, access) >= 0;
}

/// Has pages be zeros again when they are next touched.
bool discard(uint8_t *at, uint64_t bytes) {
  constexpr int dontNeed = 4;
  return !bytes || call(Call::madvise, at, bytes, dontNeed) >= 0;
}

bool isSame(const char *a, const char *b) {
  for (; *a && *a == *b; ++a)
    ++b;
  return *a == *b;
}

uint64_t least(uint64_t a, uint64_t b) { return a < b ? a : b; }

/// What may be asked of memory `index`, with `limit` bytes for all.
uint64_t maximumBytes(const MemoryPlan &plan, uint64_t limit) {
  // Of a 64-bit memory, which may name more than there is, so much.
  constexpr uint64_t widest = uint64_t(64) << 30;
  uint64_t most = least(plan.maximumBytes, least(limit, widest));
  return most >> plan.pageShift << plan.pageShift;
}

void fill(LibraryInstance *instance) {
  const LibraryPlan &plan = *instance->plan;
  __builtin_memcpy(reinterpret_cast<uint8_t *>(instance) + plan.stateOffset,
                   plan.state, plan.stateBytes);
  for (uint64_t i = 0; i < plan.pieceCount; ++i) {
    const LibraryPiece &piece = plan.pieces[i];
    __builtin_memcpy(memoriesOf(instance)[piece.memory].base + piece.address,
                     piece.bytes, piece.size);
  }
}

uint64_t now() {
  constexpr int monotonic = 1;
  TimeSpec time = {};
  call(Call::clockGettime, monotonic, &time);
  return uint64_t(time.seconds) * 1'000'000'000 + uint64_t(time.nanoseconds);
}

bool hasCpu([[maybe_unused]] const CpuNeeds &needs) {
#ifdef __x86_64__
  return needs.words[0] < 2 || cpuHas(needs, nullptr);
#else
  if (!needs.words[0] && !needs.words[1])
    return true;
  // What the kernel told the process when it began.
  constexpr uint64_t hardware = 16, hardware2 = 26;
  uint64_t has[2] = {};
  long file = callThrough(Call::openat, atFdCwd, "/proc/self/auxv",
                          openReadOnly | openCloseOnExec, 0);
  if (file < 0)
    return false;
  uint64_t entry[2];
  IoVec vector = {entry, sizeof(entry)};
  while (callThrough(Call::readv, file, &vector, 1) == sizeof(entry))
    if (entry[0] == hardware || entry[0] == hardware2)
      has[entry[0] == hardware2] = entry[1];
  call(Call::close, file);
  return !(needs.words[0] & ~has[0]) && !(needs.words[1] & ~has[1]);
#endif
}

void unmap(LibraryInstance *instance) {
  MemoryInstance *memories = memoriesOf(instance);
  for (uint64_t i = 1; i < instance->plan->memoryCount; ++i)
    if (memories[i].base)
      call(Call::munmap, memories[i].base,
           reservationOf(memories[i]) + pageSize);
  call(Call::munmap, instance, mainReservation(instance));
}

/// An instance with its memories, all zero; null if there is no room.
LibraryInstance *makeInstance(const LibraryPlan *plan, const Limits &limits) {
  uint64_t head = roundToPages(plan->bytes);
  uint64_t accessible = head, bytes = head;
  if (plan->memoryCount) {
    accessible += roundToPages(plan->memories[0].initialBytes);
    bytes += roundToPages(maximumBytes(plan->memories[0], limits.maxMemory));
  }
  long got = reserve(bytes);
  if (got < 0)
    return nullptr;
  if (!protect(reinterpret_cast<uint8_t *>(got), accessible, protReadWrite)) {
    call(Call::munmap, got, bytes);
    return nullptr;
  }
  auto *instance = reinterpret_cast<LibraryInstance *>(got);
  instance->plan = plan;
  instance->timeout = limits.timeout;
  instance->maxStack = limits.maxStack;
  MemoryInstance *memories = memoriesOf(instance);
  for (uint64_t i = 0; i < plan->memoryCount; ++i) {
    const MemoryPlan &memory = plan->memories[i];
    memories[i].bytes = memory.initialBytes;
    memories[i].maximumBytes = maximumBytes(memory, limits.maxMemory);
    memories[i].pageShift = memory.pageShift;
  }
  if (plan->memoryCount)
    memories[0].base = reinterpret_cast<uint8_t *>(got) + head;
  for (uint64_t i = 1; i < plan->memoryCount; ++i) {
    long at = reserve(reservationOf(memories[i]) + pageSize);
    if (at >= 0)
      memories[i].base = reinterpret_cast<uint8_t *>(at);
    if (at < 0 || !protect(memories[i].base, roundToPages(memories[i].bytes),
                           protReadWrite)) {
      unmap(instance);
      return nullptr;
    }
  }
  return instance;
}

} // namespace

extern "C" {

// From entry.S.

/// Calls `code` so that wrtLeave can end the call; returns 0, or what that is
/// given.
int wrtCall(LibraryInstance *instance, void (*code)(LibraryInstance *, void *),
            void *slots);
[[noreturn]] void wrtLeave(LibraryInstance *instance, int error);

int wrt_library_enter(LibraryInstance *instance,
                      void (*code)(LibraryInstance *, void *), void *slots) {
  uint64_t outer = instance->entryStack;
  if (!outer) {
    auto here = reinterpret_cast<uint64_t>(__builtin_frame_address(0));
    instance->stackLimit =
        here > instance->maxStack ? here - instance->maxStack : 0;
    instance->turnsLeft = firstTurns;
    instance->deadline = 0;
  }
  int error = wrtCall(instance, code, slots);
  instance->entryStack = outer;
  // It is the innermost call that a host function wants to end.
  instance->hasFailed = 0;
  return error;
}

[[noreturn]] void wrt_library_trap(LibraryInstance *instance, uint32_t kind) {
  instance->trapAddress =
      reinterpret_cast<uint64_t>(__builtin_return_address(0));
  wrtLeave(instance, int(kind) + 1);
}

/// Called when turnsLeft is below 0; returns what it is to be then.
int64_t wrt_library_tick(LibraryInstance *instance) {
  if (__atomic_exchange_n(&instance->isInterrupted, 0, __ATOMIC_ACQUIRE)) {
    instance->trapAddress =
        reinterpret_cast<uint64_t>(__builtin_return_address(0));
    wrtLeave(instance, errorCode(LibraryError::Interrupted));
  }
  if (instance->timeout) {
    uint64_t time = now();
    if (!instance->deadline) {
      if (__builtin_add_overflow(time, instance->timeout, &instance->deadline))
        instance->deadline = UINT64_MAX;
    } else if (time >= instance->deadline) {
      instance->trapAddress =
          reinterpret_cast<uint64_t>(__builtin_return_address(0));
      wrtLeave(instance, errorCode(LibraryError::TimedOut));
    }
  }
  return turnsBetween;
}

uint64_t wrt_library_grow(LibraryInstance *instance, MemoryInstance *memory,
                          uint64_t pages) {
  uint64_t old = memory->bytes;
  // No bytes can be taken for more pages than all of them, so this also keeps
  // the shift from losing bits.
  if (pages > (memory->maximumBytes - old) >> memory->pageShift)
    return UINT64_MAX;
  uint64_t added = pages << memory->pageShift;
  if (added > instance->bytesLeft)
    return UINT64_MAX;
  uint64_t oldEnd = roundToPages(old), grownEnd = roundToPages(old + added);
  if (!protect(memory->base + oldEnd, grownEnd - oldEnd, protReadWrite))
    return UINT64_MAX;
  instance->bytesLeft -= added;
  memory->bytes = old + added;
  return old >> memory->pageShift;
}

} // extern "C"

/// Makes an instance; `setImports` says what it calls.
template <typename SetImports>
static int instantiate(const LibraryPlan *plan, LibraryInstance **out,
                       const Limits *given, SetImports setImports) {
  *out = nullptr;
  Limits limits = given ? *given : Limits{};
  if (!limits.maxMemory)
    limits.maxMemory = UINT64_MAX;
  if (!limits.maxStack)
    limits.maxStack = usualStack;
  if (!hasCpu(plan->needs))
    return errorCode(LibraryError::WrongCpu);
  uint64_t initial = 0;
  for (uint64_t i = 0; i < plan->memoryCount; ++i) {
    if (plan->memories[i].initialBytes > limits.maxMemory - initial)
      return errorCode(LibraryError::NoMemory);
    initial += plan->memories[i].initialBytes;
  }
  LibraryInstance *instance = makeInstance(plan, limits);
  if (!instance)
    return errorCode(LibraryError::NoMemory);
  setImports(instance);
  instance->bytesLeft = limits.maxMemory - initial;
  fill(instance);
  int error = wrt_library_enter(instance, plan->start, nullptr);
  if (error)
    unmap(instance);
  else
    *out = instance;
  return error;
}

extern "C" {

// The functions of the header.

void wrt_library_delete(LibraryInstance *instance) {
  if (instance)
    unmap(instance);
}

int wrt_library_instantiate(const LibraryPlan *plan, LibraryInstance **out,
                            const void *const *imports, void *context,
                            const Limits *limits) {
  return instantiate(plan, out, limits, [&](LibraryInstance *instance) {
    instance->imports = imports;
    instance->context = context;
  });
}

int wrt_library_instantiate_by_name(const LibraryPlan *plan,
                                    LibraryInstance **out, Find find,
                                    void *context, const Limits *limits) {
  return instantiate(plan, out, limits, [&](LibraryInstance *instance) {
    auto *functions = reinterpret_cast<const void **>(
        reinterpret_cast<uint8_t *>(instance) + plan->importsOffset);
    for (uint64_t i = 0; i < plan->importCount; ++i) {
      const LibraryName &import = plan->imports[i];
      functions[i] = find(context, import.module, import.name, import.type);
    }
    instance->imports = functions;
    instance->context = context;
  });
}

const char *wrt_library_type_of(const LibraryPlan *plan, const char *name) {
  for (uint64_t i = 0; i < plan->exportCount; ++i)
    if (isSame(plan->exports[i].name, name))
      return plan->exports[i].type;
  return nullptr;
}

int wrt_library_reset(LibraryInstance *instance) {
  if (instance->entryStack) // A host function cannot saw off its own branch.
    return errorCode(LibraryError::HostFailed);
  const LibraryPlan &plan = *instance->plan;
  MemoryInstance *memories = memoriesOf(instance);
  for (uint64_t i = 0; i < plan.memoryCount; ++i) {
    MemoryInstance &memory = memories[i];
    uint64_t initial = plan.memories[i].initialBytes;
    uint64_t end = roundToPages(memory.bytes), kept = roundToPages(initial);
    if (!discard(memory.base, end) ||
        !protect(memory.base + kept, end - kept, protNone))
      return errorCode(LibraryError::NoMemory);
    instance->bytesLeft += memory.bytes - initial;
    memory.bytes = initial;
  }
  // So does the state, but for the pages with what makes the instance this one.
  auto *start = reinterpret_cast<uint8_t *>(instance);
  uint64_t kept = roundToPages(plan.stateOffset);
  uint64_t end = roundToPages(plan.bytes);
  __builtin_memset(start + plan.stateOffset, 0,
                   least(kept, plan.bytes) - plan.stateOffset);
  if (!discard(start + kept, end - kept))
    return errorCode(LibraryError::NoMemory);
  fill(instance);
  return wrt_library_enter(instance, plan.start, nullptr);
}

void *wrt_library_at(LibraryInstance *instance, uint64_t address,
                     uint64_t size) {
  if (!instance->plan->memoryCount)
    return nullptr;
  const MemoryInstance &memory = memoriesOf(instance)[0];
  if (address > memory.bytes || size > memory.bytes - address)
    return nullptr;
  return memory.base + address;
}

uint64_t wrt_library_memory_size(LibraryInstance *instance) {
  return instance->plan->memoryCount ? memoriesOf(instance)[0].bytes : 0;
}

void wrt_library_set_timeout(LibraryInstance *instance, uint64_t timeout) {
  instance->timeout = timeout;
}

void wrt_library_interrupt(LibraryInstance *instance) {
  __atomic_store_n(&instance->isInterrupted, 1, __ATOMIC_RELEASE);
}

void wrt_library_fail(LibraryInstance *instance) {
  if (instance->entryStack)
    instance->hasFailed = 1;
}

uint64_t wrt_library_trap_address(LibraryInstance *instance) {
  return instance->trapAddress;
}

} // extern "C"

} // namespace wrt
