// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_LINK_LINKLIBRARY_H
#define COMPILER_LINK_LINKLIBRARY_H

#include "llvm/Support/Error.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/TargetParser/Triple.h"
#include <memory>
#include <string>
#include <vector>

namespace wasmc {

struct LibraryLink {
  llvm::Triple::ArchType arch = llvm::Triple::x86_64;
  bool isShared = true; ///< A shared library, else an object file.
  bool strip = false;   ///< Leave the symbol table out, of a shared one.
  std::string name;     ///< What the dynamic linker knows it by.
  std::vector<llvm::StringRef> functionNames;
  unsigned threads = 1;
};

/// Links an object of a library's with the runtime for them. Only the functions
/// of its header can be seen from outside. To be called by one thread at a
/// time.
llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>>
linkLibrary(const llvm::MemoryBuffer &object, const LibraryLink &options);

} // namespace wasmc

#endif
