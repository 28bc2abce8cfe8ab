// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_LIBRARY_HEADER_H
#define COMPILER_LIBRARY_HEADER_H

#include "compiler/library/LibraryApi.h"
#include "llvm/Support/raw_ostream.h"

namespace wasmc {

/// Writes the header of a library, in C that is C++ too. `origin` says what
/// made it of what.
void writeHeader(llvm::raw_ostream &os, const WasmModule &module,
                 const LibraryApi &api, llvm::StringRef origin);

} // namespace wasmc

#endif
