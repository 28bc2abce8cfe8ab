// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_CLI_COMPILER_H
#define WPACK_CLI_COMPILER_H

#include "packager/oci/Digest.h"
#include <vector>

namespace wpack {

/// A private directory that vanishes, with its files, with its owner.
class TemporaryDirectory {
public:
  static Expected<TemporaryDirectory> create();
  TemporaryDirectory(TemporaryDirectory &&other) noexcept
      : path(std::exchange(other.path, {})) {}
  ~TemporaryDirectory();
  std::string file(std::string_view name) const {
    return concat(path, "/", name);
  }

private:
  explicit TemporaryDirectory(std::string path) : path(std::move(path)) {}
  std::string path;
};

/// One run of wasmc.
struct Compilation {
  std::string wasmPath;
  std::string target; ///< As in `--target`: `x86_64-linux`.
  std::string level;  ///< `O2`.
  std::string output;
  std::string cpu = {}; ///< Empty: the target's default.
  std::vector<std::string> flags = {};
};

/// Runs wasmc: the one that WASMC names, else the one beside wpack, else the
/// one in PATH. Its own message becomes part of the error.
Status compile(const Compilation &compilation);

/// Checks that the executable says it was made of this module for this target.
Status checkExecutable(std::string_view elf, const Digest &wasmDigest,
                       const std::string &target);

} // namespace wpack

#endif
