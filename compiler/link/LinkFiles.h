// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_LINK_LINKFILES_H
#define COMPILER_LINK_LINKFILES_H

#include "llvm/ADT/FunctionExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/thread.h"
#include <memory>
#include <string>
#include <vector>

namespace wasmc {

/// What the linker reads and writes by name, without touching a disk: inputs
/// are anonymous files, the output is a pipe, both named through /proc. Where
/// that is not mounted, they are files in a private directory, which goes with
/// this object.
class LinkFiles {
public:
  static llvm::Expected<std::unique_ptr<LinkFiles>> create();
  LinkFiles(const LinkFiles &) = delete;
  LinkFiles &operator=(const LinkFiles &) = delete;
  ~LinkFiles();

  /// Makes a file with what `write` writes; returns its name.
  llvm::Expected<std::string>
  addInput(llvm::StringRef name,
           llvm::unique_function<llvm::Error(llvm::raw_ostream &)> write);

  /// The name to give the output. To be called once.
  llvm::Expected<std::string> openOutput();

  /// What was written there; to be called once the linker is through.
  llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>> takeOutput();

private:
  LinkFiles() = default;
  void readPipe(int from);

  llvm::SmallString<64> directory; ///< Empty if /proc serves.
  std::vector<int> descriptors;
  std::vector<std::string> files; ///< In `directory`.
  int pipeEnd = -1;               ///< The end to write to.
  llvm::thread reader;            ///< Fills `output` from the other end.
  llvm::SmallVector<char, 0> output;
  int readError = 0;
};

} // namespace wasmc

#endif
