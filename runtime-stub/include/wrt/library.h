// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What compiled code and the runtime of a library agree on. A process has any
// number of instances of one; all state of each lies in one structure, which
// every compiled function has a pointer to.

#ifndef WRT_LIBRARY_H
#define WRT_LIBRARY_H

#include "wrt/abi.h"

namespace wrt {

struct LibraryPlan;

/// What an instance begins with. Behind it lie the module's memories
/// (MemoryInstance), then its globals, tables and what else can change.
struct alignas(16) LibraryInstance {
  /// Compiled code takes one off in each turn of a loop and calls the runtime
  /// when this is below 0.
  int64_t turnsLeft;
  uint64_t stackLimit; ///< Of the stack pointer when a function begins.
  uint64_t entryStack; ///< The stack pointer of the innermost call; 0: none.
  /// A host function wants the call to end that it was called by.
  uint32_t hasFailed;
  uint32_t isInterrupted;     ///< Another thread wants it.
  const void *const *imports; ///< The host's functions; entries may be null.
  void *context;              ///< What they get first.

  // From here on the runtime's alone.
  const LibraryPlan *plan;
  uint64_t trapAddress; ///< In the code that trapped last.
  uint64_t deadline;    ///< Nanoseconds; 0: not known yet.
  uint64_t timeout;     ///< Nanoseconds that a call may take; 0: no end.
  uint64_t maxStack;    ///< Bytes that a call may take of its thread's.
  uint64_t bytesLeft;   ///< That memories may grow by, all together.
};

/// Initial contents of a memory.
struct LibraryPiece {
  uint64_t memory; ///< Index.
  uint64_t address;
  const void *bytes;
  uint64_t size;
};

/// An import or, without `module`, an export: its name, and its type as wasmc's
/// messages have it, such as `[i32 i64] -> [f32]`.
struct LibraryName {
  const char *module, *name, *type;
};

/// What the runtime knows of the module.
struct LibraryPlan {
  uint64_t bytes; ///< Of an instance.
  /// What the instance has from `stateOffset` on at first; the rest is zero.
  uint64_t stateOffset, stateBytes;
  const void *state;
  uint64_t memoryCount;
  const MemoryPlan *memories;
  uint64_t pieceCount;
  const LibraryPiece *pieces;
  /// Calls the start function and `_initialize`.
  void (*start)(LibraryInstance *, void *);
  CpuNeeds needs;
  /// The imports, and where an instance has room for the host's functions.
  uint64_t importCount;
  const LibraryName *imports;
  uint64_t importsOffset;
  uint64_t exportCount;
  const LibraryName *exports;
};

/// What a call returns besides 0 and, for a trap, its kind + 1. The header that
/// wasmc writes has the same.
enum class LibraryError : int {
  HostFailed = 101,
  TimedOut = 102,
  Interrupted = 103,
  NoMemory = 104,
  WrongCpu = 105,
};

/// Of HostFailed, as a trap.
constexpr Trap hostFailure = Trap(100);

/// A function may have so large a frame: the least distance that is kept
/// between stackLimit and the end of what the host has granted.
constexpr uint64_t libraryFrame = 65536;

} // namespace wrt

#endif
