// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_NODE_COMPILECACHE_H
#define WPACK_NODE_COMPILECACHE_H

#include "packager/node/ConfinedCompiler.h"
#include "packager/oci/Digest.h"

namespace wpack {

/// A node's executables, in a directory that only its owner may write. A file
/// is named after everything it was made from, appears whole or not at all, and
/// is never changed, so any number of processes may use the directory at once.
///
///   NAME.cwasm   an executable; the time of its last use is its mtime
///   .locks/XX    held while something whose name begins with XX is compiled
class CompileCache {
public:
  /// Makes the directory if need be. One that others may write is an error.
  static Expected<CompileCache> open(const Settings &settings);

  /// The path of the executable of `module`, which is compiled if it is not
  /// there. If two ask for the same at once, one compiles and the other waits.
  Expected<std::string> executable(int module,
                                   const ConfinedCompiler &compiler) const;

  struct Entry {
    std::string name;
    int64_t bytes;
    int64_t lastUse; ///< Seconds since 1970.
  };
  /// The executables, the longest unused first.
  Expected<std::vector<Entry>> entries() const;
  /// Removes executables, the longest unused first, until at most `most` bytes
  /// are left. Those used within `graceSeconds` stay: a container that was just
  /// promised one may not have mounted it yet.
  Status shrink(int64_t most) const;
  static constexpr int64_t graceSeconds = 600;

private:
  explicit CompileCache(const Settings &settings)
      : directory(settings.cache), admitted(settings.admitted),
        limit(settings.cacheBytes) {}
  Status checkAdmitted(const Digest &module) const;
  bool isUsable(const std::string &path, const Digest &module) const;
  Status add(int module, const Digest &digest, const std::string &name,
             const ConfinedCompiler &compiler) const;

  std::string directory;
  std::string admitted; ///< List of modules; empty: any.
  int64_t limit;
};

} // namespace wpack

#endif
