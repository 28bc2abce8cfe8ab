// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From a CPU's exception to a trap's message.

#ifndef WRT_TRAPS_H
#define WRT_TRAPS_H

#include "runtime-stub/message.h"

namespace wrt {

/// Installs the signal handlers, and the stack they run on.
void catchTraps();

/// Says that the CPU lacks the level the program was compiled for, and exits.
[[noreturn]] void failForCpu();

} // namespace wrt

#endif
