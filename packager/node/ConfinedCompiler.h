// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_NODE_CONFINEDCOMPILER_H
#define WPACK_NODE_CONFINEDCOMPILER_H

#include "packager/node/Settings.h"
#include "packager/oci/BlobSource.h"

namespace wpack {

/// wasmc, told to compile what nobody trusts: it gets the module and the file
/// to write as open descriptors and nothing else. If we are the machine's root
/// it runs as another user, without network and with limits of time, address
/// space and output. It ends when we do.
class ConfinedCompiler {
public:
  static Expected<ConfinedCompiler> find(const Settings &settings);

  /// What the output depends on besides the module, as text: for names in a
  /// cache. A compiler that was replaced is another.
  const std::string &identity() const { return description; }

  /// Compiles the file `module`, from its start, to the empty file `output`.
  /// Errors are the compiler's, in one line.
  Status compile(int module, int output) const;

private:
  explicit ConfinedCompiler(const Settings &settings) : settings(settings) {}
  [[noreturn]] void become(char *const *arguments, int module, int output,
                           int errors) const;

  const Settings &settings;
  std::string path;
  std::string description;
  FileHandle program;
};

} // namespace wpack

#endif
