// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_DRIVER_CACHE_H
#define COMPILER_DRIVER_CACHE_H

#include "compiler/backend/Target.h"
#include "compiler/driver/Options.h"
#include "llvm/ADT/ArrayRef.h"
#include <optional>
#include <string>

namespace wasmc {

/// A name for the executable that this very compiler makes of a module: a
/// digest of the module, of every option that decides the output, and of the
/// compiler itself.
std::string cacheKey(llvm::ArrayRef<uint8_t> module, const Target &target,
                     const CompileOptions &options);

/// Executables by their key, in a directory of the user's. What is in it is
/// executed, so a directory that others may write to is not used.
class Cache {
public:
  /// Opens, or makes, `${XDG_CACHE_HOME:-~/.cache}/wasmc`. None if that cannot
  /// be had: a cache is never a reason to fail.
  static std::optional<Cache> open();

  /// A descriptor of the executable, to be closed by the caller; -1 if there is
  /// none, or only a damaged one.
  int find(llvm::StringRef key) const;

  /// Adds an executable; like find(). A failure leaves nothing behind.
  int store(llvm::StringRef key, llvm::StringRef executable) const;

private:
  explicit Cache(std::string directory) : directory(std::move(directory)) {}
  std::string pathOf(llvm::StringRef key) const;

  std::string directory;
};

} // namespace wasmc

#endif
