// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Snapshots: a program that is compiled to make one runs its initialisation and
// writes its state to the file for core dumps, as a module of this form:
//
//   custom section snapshotSection: flags, then for each of the plan's cells
//   how
//     many values and the values, all LEB128 numbers. A value is a word, or of
//     a reference 0 for null and else the function's index + 1.
//   memory, global and data section as in a core dump

#ifndef WRT_SNAPSHOT_H
#define WRT_SNAPSHOT_H

#include <stdint.h>

namespace wrt {

constexpr char snapshotSection[] = "wasmc.snapshot";

/// The program has asked for the time or for random numbers, which it got the
/// same as every other.
constexpr uint64_t snapshotClock = 1, snapshotRandom = 2;
/// The snapshot is no good: a reference is to nothing that a module can name;
/// the memory is larger than a module can be; the module has opened or closed
/// descriptors that the program will not have, or have.
constexpr uint64_t snapshotReference = 4, snapshotCut = 8,
                   snapshotDescriptors = 16;

enum class SnapshotValues : uint64_t { Words, Functions, OtherReferences };

/// Values of the module's state that are neither memory nor numbers of globals.
struct SnapshotCells {
  const uint64_t *values;
  const uint64_t *size; ///< Where their number is; null: `count`.
  uint64_t count;
  SnapshotValues kind;
};

/// Called by wasm_entry after initialisation.
extern "C" [[noreturn]] void wrt_snapshot(const SnapshotCells *cells,
                                          uint64_t count);

} // namespace wrt

#endif
