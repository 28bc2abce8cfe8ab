// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Pre-initialisation: the state that a run of a module's initialisation has
// left (wrt/snapshot.h), and the module that begins with that state.

#ifndef COMPILER_WASM_SNAPSHOT_H
#define COMPILER_WASM_SNAPSHOT_H

#include "compiler/wasm/WasmModule.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/Error.h"

namespace wasmc {

/// A piece of state that is neither memory nor a number.
struct SnapshotCell {
  enum Kind : uint8_t {
    GlobalReference, ///< A mutable global's reference.
    TableEntries,    ///< Of a table that code accesses.
    DataLeft,        ///< Of a passive segment: 0 once it is dropped.
    ElementsLeft,
  } kind;
  uint32_t index; ///< In the index space of its kind.
};

/// The pieces of a module's state, in the order in which snapshots have them.
/// The bodies must have been validated.
std::vector<SnapshotCell> snapshotCells(const WasmModule &module);

struct Snapshot {
  uint64_t flags = 0;
  /// The values of each cell: words; of references 0 for null, else the
  /// function's index + 1.
  std::vector<std::vector<uint64_t>> cells;
  WasmModule state; ///< Memories, globals and data; points into the bytes.
};

/// Reads what a run of `module` wrote.
llvm::Expected<Snapshot> readSnapshot(llvm::ArrayRef<uint8_t> bytes,
                                      const WasmModule &module);

/// The binary of a module whose initial state is the snapshot: without start
/// function and without the export `removed`, otherwise the same.
llvm::SmallVector<char, 0> applySnapshot(const WasmModule &module,
                                         const Snapshot &snapshot,
                                         llvm::StringRef removed);

} // namespace wasmc

#endif
