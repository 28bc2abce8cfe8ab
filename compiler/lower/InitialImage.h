// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_LOWER_INITIALIMAGE_H
#define COMPILER_LOWER_INITIALIMAGE_H

#include "compiler/wasm/WasmModule.h"
#include "llvm/Support/Error.h"

namespace wasmc {

struct InitialMemory {
  uint64_t initialBytes;
  uint64_t maximumBytes;
  uint8_t pageShift;
  bool is64;
};

/// Contents of a memory from `address`, a multiple of wrt::imageAlignment; the
/// piece's end is not aligned. Pieces do not overlap within an aligned page.
struct ImagePiece {
  uint32_t memory;
  uint64_t address;
  std::vector<uint8_t> bytes;
};

/// Bits of a number or vector, the lower half first; 0 for references.
struct InitialGlobal {
  ValType type;
  uint64_t low, high;
};

/// The memories as instantiation leaves them, and the globals: what active
/// segments write is computed here, once, not at every start.
struct InitialImage {
  std::vector<InitialGlobal> globals;
  std::vector<InitialMemory> memories;
  std::vector<ImagePiece> pieces; ///< Ordered by (memory, address).
};

/// Lays out the initial memories of a module that imports none. A segment that
/// does not fit ends the layout there: the module traps when it starts
/// (wasm_entry sees to that), after the segments before it.
llvm::Expected<InitialImage> layOutMemories(const WasmModule &module);

} // namespace wasmc

#endif
