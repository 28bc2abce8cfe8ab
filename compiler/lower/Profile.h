// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_LOWER_PROFILE_H
#define COMPILER_LOWER_PROFILE_H

#include "compiler/wasm/WasmModule.h"
#include "wrt/profile.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/Error.h"
#include <array>
#include <vector>

namespace wasmc {

/// What a profile's header names the module by. Names and other custom sections
/// have no part in it.
std::array<uint8_t, 32> profileDigest(const WasmModule &module);

/// What runs of a module have counted, see wrt/profile.h. To be looked up by
/// several threads at a time.
class Profile {
public:
  /// Adds the counts of a profile's file. The error has no file's name.
  llvm::Error add(llvm::ArrayRef<uint8_t> file, const WasmModule &module);
  /// To be called after the last add().
  void finish();

  /// How often control came to a place; 0 if nothing is known.
  uint64_t count(uint32_t function, uint32_t place) const;

  /// Tells LLVM which counts are high among all of the program's.
  void summarize(llvm::Module &ir) const;

private:
  std::vector<wrt::ProfileRecord> records; ///< By function and place.
  llvm::Metadata *summary(llvm::LLVMContext &context) const;
};

} // namespace wasmc

#endif
