// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_LINK_LINKER_H
#define COMPILER_LINK_LINKER_H

#include "compiler/link/LinkFiles.h"
#include "llvm/TargetParser/Triple.h"

namespace wasmc {

/// How lld calls a target.
const char *linkerTarget(llvm::Triple::ArchType arch);

/// One run of lld, in this process and in memory. To be used by one thread at a
/// time in the whole process.
class Linker {
public:
  /// `arguments` are lld's, without names of files.
  static llvm::Expected<Linker> create(std::vector<std::string> arguments);

  /// Adds a file to link.
  llvm::Error
  add(llvm::StringRef name,
      llvm::unique_function<llvm::Error(llvm::raw_ostream &)> write);
  llvm::Error add(llvm::StringRef name, llvm::StringRef contents);

  /// Links what was added; to be called once.
  llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>> link();

private:
  std::vector<std::string> arguments;
  std::unique_ptr<LinkFiles> files;
};

} // namespace wasmc

#endif
