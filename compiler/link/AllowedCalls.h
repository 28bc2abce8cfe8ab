// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_LINK_ALLOWEDCALLS_H
#define COMPILER_LINK_ALLOWEDCALLS_H

#include "wrt/lockdown.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/TargetParser/Triple.h"
#include <vector>

namespace wasmc {

/// What one argument of a system call must be: (argument & mask) == value.
/// Without a mask there is nothing to check.
struct CallCondition {
  unsigned argument = 0;
  uint64_t mask = 0, value = 0;
  bool isOwnProcess = false; ///< The value is the process's id instead.
};

/// All must hold.
struct CallRule {
  llvm::StringRef text; ///< For people; empty if there is no condition.
  CallCondition conditions[3];
};

/// A system call that a running program may make.
struct AllowedCall {
  llvm::StringRef name; ///< The kernel's.
  uint32_t number;
  /// The call is let through if one of them matches; none: always.
  llvm::SmallVector<const CallRule *, 2> rules;

  bool operator==(const AllowedCall &) const = default;
};

/// Calls that the functions need if `granted` is what of the file system is
/// granted at most, ordered by name. Functions are named as in
/// wrt/lockdown.def.
std::vector<AllowedCall> allowedCalls(llvm::ArrayRef<llvm::StringRef> functions,
                                      llvm::Triple::ArchType arch,
                                      wrt::FileGrant granted);

/// The functions, and what stands for the grant of a file for core dumps.
std::vector<llvm::StringRef>
withCoredump(llvm::ArrayRef<llvm::StringRef> functions);

/// Calls that the stub makes before it locks itself down.
std::vector<AllowedCall> setUpCalls(llvm::Triple::ArchType arch);

/// The build note's lines about system calls, see wrt/note.h.
std::string allowedCallsText(llvm::ArrayRef<llvm::StringRef> functions,
                             llvm::Triple::ArchType arch);

} // namespace wasmc

#endif
