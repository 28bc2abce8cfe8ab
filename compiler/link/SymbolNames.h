// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_LINK_SYMBOLNAMES_H
#define COMPILER_LINK_SYMBOLNAMES_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/MemoryBuffer.h"
#include <memory>

namespace wasmc {

/// Gives the functions of a linked executable, `wasm.f<N>` in its symbol table,
/// the names that the module has for them, so that debuggers and profilers show
/// these. `names` is by function index; what it lacks or leaves empty stays as
/// it is. A stripped executable comes back unchanged.
llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>>
nameSymbols(std::unique_ptr<llvm::MemoryBuffer> executable,
            llvm::ArrayRef<llvm::StringRef> names);

/// A module's name for something as it can be shown on a terminal.
std::string printableName(llvm::StringRef name);

} // namespace wasmc

#endif
