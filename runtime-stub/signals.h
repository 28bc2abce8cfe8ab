// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Signals from outside. A guest cannot handle any: those that end a process by
// default end the program at once, with the usual status.

#ifndef WRT_SIGNALS_H
#define WRT_SIGNALS_H

#include <stdint.h>

namespace wrt {

/// Exit status of a program that outlived its timeout: that of timeout(1).
constexpr int timeoutStatus = 124;

/// Installs a handler that does not return, for catchTraps()'s stack.
void handleSignal(int signal, const void *handler);

/// Makes the process heed signals whatever it inherited and whichever number it
/// has, and ends it after `milliseconds`, unless that is UINT64_MAX. To be
/// called after catchTraps(), whose stack the handlers share.
void heedSignals(uint64_t milliseconds);

} // namespace wrt

#endif
