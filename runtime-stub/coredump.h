// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A core dump of the guest: what its memories and globals held and who called
// whom when it trapped.

#ifndef WRT_COREDUMP_H
#define WRT_COREDUMP_H

#include "runtime-stub/message.h"
#include "trap_frame.h"

namespace wrt {

/// The dump's descriptor is one of these, which the process may write to even
/// when it is locked down.
constexpr int coredumpLow = 96;
constexpr int coredumpCount = 32;

/// Opens the file that a trap will be dumped to, and makes it if need be. What
/// an earlier trap left in it stays until then. Once opened it takes no further
/// leave of the kernel but to write to it. Returns 0 or a negative HostError.
long openCoredump(const char *path);

/// The descriptor of that file, or negative.
int coredumpFile();

/// Writes the dump if one is wanted, and a line that says so to `message`.
/// Nothing half-written stays. Safe in a signal handler.
void writeCoredump(Message &message, const Registers &at);

/// Whether a trap is dumped; that of snapshot.cpp, if linked, says no: there
/// the file is for something else.
extern "C" const bool wrtDumpsTraps;

} // namespace wrt

#endif
