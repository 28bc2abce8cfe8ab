// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The contract between compiled code, the link step and the runtime stub.
// Everything here is fixed at the moment an executable is linked: stub and code
// always come from the same wasmc, so the layout needs no version.

#ifndef WRT_ABI_H
#define WRT_ABI_H

#include <stddef.h>
#include <stdint.h>

namespace wrt {

/// Where linear memory 0 of an executable begins. The lowest address Linux lets
/// an unprivileged process map; low enough that base and static offset fold
/// into the 32-bit displacement of an x86-64 instruction.
constexpr uint64_t memoryBase = 0x10000;

/// Address space reserved for a memory with 32-bit indices. Index and constant
/// offset are each below 2^32; the guard takes an access that starts at the
/// last byte they can name, at any page size the kernel may have.
constexpr uint64_t memoryGuard = 0x10000;
constexpr uint64_t memoryReservation = (uint64_t(1) << 33) + memoryGuard;

/// Nothing but linear memory 0 is mapped from address 0 up to here; the stub
/// makes sure of it. Code that reaches beyond the reservation, but not beyond
/// this, faults. The exception is a program with explicit bounds checks in an
/// address space that is smaller than this: there its own checks are alone.
constexpr uint64_t memoryReach = uint64_t(1) << 37;

/// Below the call stack is a guard of so many bytes. Compiled code touches its
/// frames at shorter distances, and calls with a stack pointer that is at most
/// stackSlack below what it touched.
constexpr uint64_t stackGuard = uint64_t(1) << 20;
constexpr uint64_t stackSlack = uint64_t(1) << 16;

/// One linear memory at run time. `base` never changes once set.
struct MemoryInstance {
  uint8_t *base;
  uint64_t bytes;        ///< Current size.
  uint64_t maximumBytes; ///< memory.grow fails beyond this.
  uint64_t pageShift;    ///< log2 of the page size: 16 unless customised.
};

/// One table at run time, where it is not static data of its module: several
/// instances in a process can share one. Entries are references.
struct TableInstance {
  void **entries;
  uint64_t size;
  uint64_t capacity; ///< table.grow fails beyond.
};

/// A stretch of a memory's initial contents. The bytes lie at `&run.source +
/// run.source`. Runs of up to mostCopiedRun bytes are copied, from constants.
/// Larger ones lie in the executable's own writable image; `address`, that
/// place and `size` are then multiples of imageAlignment, so that the pages can
/// be moved (mremap) instead of copied; where the kernel's pages are larger,
/// they are copied.
struct ImageRun {
  int64_t source;   ///< Byte distance from this field to the bytes.
  uint64_t address; ///< Offset in the memory, a multiple of imageAlignment.
  uint64_t size;    ///< In bytes, never 0.
  uint64_t memory;  ///< Index of the memory.
};
constexpr uint64_t imageAlignment = 4096;

/// Measured from start to exit, copying four pages costs as much as mremap and
/// the mappings that it makes; one or two cost clearly less, the more as they
/// need no page of the writable image.
constexpr uint64_t mostCopiedRun = 16384;

/// What a module asks of one memory at start.
struct MemoryPlan {
  uint64_t initialBytes;
  uint64_t maximumBytes;
  uint64_t pageShift;
  uint64_t is64;      ///< 1 for 64-bit indices.
  uint64_t isChecked; ///< 1: all accesses are checked in code, so that nothing
                      ///< beyond maximumBytes need be reserved. Always so for
                      ///< 64-bit indices.
};

/// One compiled function, for backtraces. Entries lie behind FunctionTable in
/// no particular order.
struct FunctionEntry {
  int32_t code;   ///< Byte distance from this field to the first instruction.
  uint32_t size;  ///< Of the code, in bytes.
  uint32_t index; ///< Function index in the module's index space.
  int32_t name;   ///< Byte distance from this field to a NUL-terminated name
                  ///< (empty string: the module names it not).
};
struct FunctionTable {
  uint64_t count;
  // FunctionEntry entries[count];
};

/// One global, for core dumps. Entries lie behind GlobalTable in the order of
/// the module's index space.
struct GlobalEntry {
  int64_t value; ///< Byte distance from this field to where the value is kept,
                 ///< or to what it was at first if the optimiser removed it.
  uint64_t type; ///< The value type's first byte in the binary format.
};
struct GlobalTable {
  uint64_t count;
  // GlobalEntry entries[count];
};

/// An exception: what an exnref points to. The values of its tag lie from
/// exceptionValues on, each aligned to its size. Exceptions live in a pool of
/// the stub's; one that no exnref has ever referred to is free once caught,
/// others when a search through the places of references finds none to them.
struct Exception {
  uint32_t tag;     ///< What identifies the tag in the process.
  uint8_t isShared; ///< An exnref may refer to it: set by compiled code.
  uint8_t isUsed;   ///< The rest is the stub's.
  uint8_t isMarked;
  Exception *next;
};
constexpr uint64_t exceptionValues = 16;

/// A run of 64-bit words that may hold exnrefs: a global, a table. A distance
/// is from the field that holds it.
struct ExceptionRoot {
  int64_t start;
  int64_t size; ///< Where the number of words is, if `words` is 0.
  uint64_t words;
};

/// What a module with tags asks of the pool. The roots lie behind.
struct ExceptionPlan {
  uint64_t poolBytes;
  uint64_t slotBytes; ///< Of each exception, a multiple of 16.
  uint64_t rootCount;
  // ExceptionRoot roots[rootCount];
};

/// What the code asks of the CPU: on x86-64 the first word is N for x86-64-vN;
/// on AArch64 they are the bits of AT_HWCAP and AT_HWCAP2 that must be set
/// (aarch64_features.def). All zero: any CPU will do.
struct CpuNeeds {
  uint64_t words[2];
};

// Symbols. Names in compiled objects:
//   wasm_entry            void(): runs the start function, then `_start`
//   wasm.f<N>             function N of the module, N in decimal
//   wasm.g<N>             global N, if the optimiser has kept it
//   wasm_exceptions       ExceptionPlan, if the module has tags,
//   wasm_exception_pool   and the pool, zeroed
// Laid down by the link step as data (all in read-only or writable sections of
// the executable, hidden visibility):
//   wasm_memories         MemoryInstance[memory count], zero-initialised
//   wasm_memory_plans     MemoryPlan[memory count]
//   wasm_memory_count     uint64_t
//   wasm_image_runs       ImageRun[run count]
//   wasm_image_run_count  uint64_t
//   wasm_functions        FunctionTable
//   wasm_globals          GlobalTable
//   wasm_policy           the policy note's text, see wrt/note.h
//   wasm_policy_size      uint64_t: capacity of that text in bytes
//   wasm_cpu_needs        CpuNeeds
//   wasm_lockdown         Lockdown, see wrt/lockdown.h
// Provided by the stub to compiled code:
//   wrt_memory_grow       see below
//   wrt_memory_init       see below
//   wrt_table_fill        see below
//   wrt_table_copy        see below
//   wrt_table_grow        see below
//   wrt_exception_new     see below
//   wrt_exception_drop    see below
//   wrt_exception_of      see below
//   wrt_throw             see below; _Unwind_Resume is the same
//   wrt_personality       named by landing pads, never called
//   wrt_<name>            WASI functions, see wrt/wasi_calls.def
//   memcpy memmove memset memcmp

/// memory.grow: grows `memory` by `pages`; returns the previous size in pages
/// or UINT64_MAX. Compiled code reads sizes from MemoryInstance directly.
extern "C" uint64_t wrt_memory_grow(MemoryInstance *memory, uint64_t pages);

/// memory.init: copies `count` bytes of a data segment, from `start` on, to
/// where there is room for them, if they are among its `size` bytes. Returns
/// whether they are.
extern "C" uint64_t wrt_memory_init(uint8_t *to, const uint8_t *segment,
                                    uint64_t size, uint64_t start,
                                    uint64_t count);

/// table.fill: stores `value` to `count` entries from `start` on, if these are
/// among the `size` of the table. Returns whether they are.
extern "C" uint64_t wrt_table_fill(uint64_t *entries, uint64_t size,
                                   uint64_t start, uint64_t count,
                                   uint64_t value);

/// table.copy and table.init: copies entries, if they are among those that
/// there are on both sides, which may overlap. Returns whether they are.
extern "C" uint64_t wrt_table_copy(uint64_t *to, uint64_t toSize,
                                   uint64_t toStart, const uint64_t *from,
                                   uint64_t fromSize, uint64_t fromStart,
                                   uint64_t count);

/// table.grow: adds entries that hold `value`, up to `capacity`. `*size` is the
/// number of entries. Returns what it was, or UINT64_MAX if there is no room.
extern "C" uint64_t wrt_table_grow(uint64_t *entries, uint64_t capacity,
                                   uint64_t *size, uint64_t count,
                                   uint64_t value);

/// A new exception, its values yet to be stored. Traps if too many are alive.
extern "C" Exception *wrt_exception_new(uint32_t tag);

/// An exception has been caught: frees it if no exnref can refer to it. Returns
/// it; its values are there until a new exception is made.
extern "C" Exception *wrt_exception_drop(Exception *exception);

/// What an exnref refers to, for throw_ref. Traps if it is null, or anything
/// else but the address of an exception: what compiled code has kept in its
/// variables need not be trusted so.
extern "C" Exception *wrt_exception_of(uint64_t reference);

/// Unwinds to the innermost landing pad of a caller and goes on there, with
/// the exception in rax (x0) and its tag in edx (w1). Without any the program
/// ends with a message.
extern "C" [[noreturn]] void wrt_throw(Exception *exception);

/// The kinds of trap, numbered from 0 in the order of traps.def. Compiled code
/// traps by the instruction llvm.ubsantrap(kind) makes: `ud1l kind(%eax), %eax`
/// (67 0f b9 40 kind; kind 0 is 67 0f b9 00) on x86-64, `brk #(0x5500 | kind)`
/// on AArch64. Kinds stay below 128, so that x86-64 has no third encoding.
enum class Trap : uint8_t {
#define TRAP(id, text) id,
#include "wrt/traps.def"
#undef TRAP
};

/// Exit status of a program that trapped: that of an abort seen by a shell.
constexpr int trapStatus = 134;

} // namespace wrt

#endif
