// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_LINK_LINKIMAGE_H
#define COMPILER_LINK_LINKIMAGE_H

#include "compiler/link/ImageLayout.h"
#include "llvm/Support/MemoryBuffer.h"
#include <memory>

namespace wasmc {

struct LinkOptions {
  llvm::Triple::ArchType arch = llvm::Triple::x86_64;
  bool strip = false;         ///< Leave the symbol table out.
  bool foldFunctions = false; ///< Keep one of functions with the same code.
  bool profile = false;       ///< The program makes a profile.
  unsigned threads = 1;
};

/// Links compiled objects with the runtime stub into an executable. Nothing is
/// left in the file system. To be called by one thread at a time.
llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>>
linkImage(std::vector<std::unique_ptr<llvm::MemoryBuffer>> objects,
          const ProgramData &data, const LinkOptions &options);

} // namespace wasmc

#endif
