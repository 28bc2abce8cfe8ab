// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the kernel told the process at its start.

#ifndef WRT_START_H
#define WRT_START_H

#include <stddef.h>
#include <stdint.h>

/// Places a variable that every start touches beside the others, at the end of
/// what the executable has in its file of writable data: the kernel has touched
/// that page already, to zero what lies behind.
#define WRT_STATE [[gnu::section(".data.wrt_state")]]

namespace wrt {

struct Process {
  uint64_t argumentCount;
  char **arguments;
  char **environment; ///< Ends with a null pointer.
  uint64_t pageSize;
  uint64_t hardware[2]; ///< AT_HWCAP and AT_HWCAP2.
  bool isPrivileged;    ///< AT_SECURE: it has rights that its caller has not.
  bool walkPaths;       ///< As where the kernel lacks openat2.
  const char *file;     ///< AT_EXECFN: what was executed.
  /// The program's call stack is [stackLow, stackHigh), the guard's pages lie
  /// directly below.
  uint64_t guardLow, stackLow, stackHigh;
};

/// Written once, before the program runs.
extern Process process;

} // namespace wrt

#endif
