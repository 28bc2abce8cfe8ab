// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_DRIVER_CACHE_H
#define COMPILER_DRIVER_CACHE_H

#include "compiler/backend/Target.h"
#include "compiler/driver/Options.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/MemoryBuffer.h"
#include <optional>
#include <string>

namespace wasmc {

/// A name for the executable that this very compiler makes of a module: a
/// digest of the module, of every option that decides the output, and of the
/// compiler itself.
std::string cacheKey(llvm::ArrayRef<uint8_t> module, const Target &target,
                     const CompileOptions &options);

/// The same for the object made of one part's IR: whatever decides it has
/// decided the IR, but for the options of optimising and emitting.
std::string objectKey(const llvm::Module &ir, const Target &target,
                      OptLevel level);

/// Executables and objects by their key, in a directory of the user's. What is
/// in it is executed, so a directory that others may write to is not used.
/// Several processes and threads may use one at the same time.
class Cache {
public:
  /// Opens, or makes, `$WASMC_CACHE`, else `${XDG_CACHE_HOME:-~/.cache}/wasmc`.
  /// None if that cannot be had, a cache being no reason to fail, or if
  /// WASMC_CACHE is `off`. An error if one of the variables is malformed.
  static llvm::Expected<std::optional<Cache>> open();

  /// A descriptor of the executable, to be closed by the caller; -1 if there is
  /// none, or only a damaged one.
  int find(llvm::StringRef key) const;

  /// Adds an executable; like find(). A failure leaves nothing behind.
  int store(llvm::StringRef key, llvm::StringRef executable) const;

  /// An object, or null.
  std::unique_ptr<llvm::MemoryBuffer> findObject(llvm::StringRef key) const;
  /// Adds one if that can be done.
  void storeObject(llvm::StringRef key, llvm::StringRef object) const;

  /// Removes what was not used for longest until the rest is well within
  /// `$WASMC_CACHE_SIZE` bytes, and what an interrupted process has left. To be
  /// called after adding.
  void trim() const;

private:
  Cache(std::string directory, uint64_t most)
      : directory(std::move(directory)), most(most) {}
  std::string pathOf(llvm::StringRef key, llvm::StringRef extension) const;

  std::string directory;
  uint64_t most; ///< Bytes.
};

} // namespace wasmc

#endif
