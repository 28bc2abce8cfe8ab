// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_INSPECT_SYMBOLS_H
#define COMPILER_INSPECT_SYMBOLS_H

#include "llvm/ADT/DenseMap.h"
#include "llvm/Support/MemoryBufferRef.h"
#include <string>

namespace wasmc {

/// What the symbol table calls the functions of an executable, for messages;
/// the file may be anybody's.
class FunctionNames {
public:
  explicit FunctionNames(llvm::MemoryBufferRef file);

  /// A name fit for a terminal, or `function 0x…` where there is none.
  std::string nameOf(uint64_t address) const;

private:
  llvm::DenseMap<uint64_t, std::string> names;
};

} // namespace wasmc

#endif
