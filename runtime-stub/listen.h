// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Sockets that are granted: listening ones made at start, and those that the
// process was started with. A guest finds them behind its directories. They do
// not block: Go's runtime takes a socket that blocks for one it cannot wait
// for.

#ifndef WRT_LISTEN_H
#define WRT_LISTEN_H

#include "runtime-stub/policy.h"

namespace wrt {

/// Carries out a `tcp-listen` grant. What cannot be had ends the process with a
/// message. If the kernel is to choose the port, a line on stderr says which.
void listenOn(const Grant &grant);

/// Carries out `listen-fds`: takes the sockets of systemd's protocol, which are
/// LISTEN_FDS descriptors from 3 on if LISTEN_PID is this process.
void takeListeners(const Grant &grant);

} // namespace wrt

#endif
