// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_INSPECT_DESCRIBE_H
#define COMPILER_INSPECT_DESCRIBE_H

#include "llvm/Support/Error.h"
#include "llvm/Support/MemoryBufferRef.h"
#include "llvm/Support/raw_ostream.h"
#include <string>
#include <utility>
#include <vector>

namespace wasmc {

/// What an executable made by wasmc says about itself.
struct Description {
  std::string target, cpu, level, memory, compiler, digest;
  uint64_t wasmSize = 0;
  std::vector<std::pair<std::string, std::string>> imports; ///< Module, name.
  std::vector<std::string> policy; ///< Lines of the note.

  /// One that the program may make once it is locked down.
  struct SystemCall {
    std::string when; ///< `always`, `reading`, `writing` or `coredump`.
    std::string name;
    std::string rule; ///< On its arguments; empty: none.
  };
  std::vector<SystemCall> systemCalls;

  struct Section {
    std::string name;
    uint64_t fileSize, memorySize;
    std::string access; ///< `r-x` and so on.
  };
  std::vector<Section> sections; ///< Those that are loaded.
  uint64_t fileSize = 0;
  uint64_t relocations = 0;    ///< To be applied at start.
  bool hasInterpreter = false; ///< Never in what wasmc makes.
  bool hasSymbols = false;
};

/// Reads an executable. Errors do not name the file.
llvm::Expected<Description> describe(llvm::MemoryBufferRef file);

void printText(llvm::raw_ostream &os, const Description &description);
void printJson(llvm::raw_ostream &os, const Description &description);

} // namespace wasmc

#endif
