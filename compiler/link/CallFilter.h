// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_LINK_CALLFILTER_H
#define COMPILER_LINK_CALLFILTER_H

#include "compiler/link/AllowedCalls.h"

namespace wasmc {

/// A filter for seccomp that lets the calls through and ends the process at any
/// other.
struct CallFilter {
  std::vector<wrt::FilterInstruction> instructions;
  uint16_t ownProcess = 0; ///< As in wrt::FilterPlace.
};
CallFilter makeCallFilter(llvm::ArrayRef<AllowedCall> calls,
                          llvm::Triple::ArchType arch);

/// The contents of wasm_lockdown, see wrt/lockdown.h.
std::string lockdownData(llvm::ArrayRef<llvm::StringRef> functions,
                         llvm::Triple::ArchType arch);

} // namespace wasmc

#endif
