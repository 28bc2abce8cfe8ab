// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From a guest's path to a file, without leaving the directory it is relative
// to.

#ifndef WRT_WASI_RESOLVE_H
#define WRT_WASI_RESOLVE_H

namespace wrt {

/// Opens what `path`, shorter than pathMax, names below the host directory.
/// `flags` are those of open; a file made has the usual mode. Returns a host
/// descriptor or a negative error: -hostXDev for a path that leads out.
long openBeneath(int directory, const char *path, int flags);

/// Whether a host descriptor is of a file that shows processes (/proc). Who may
/// write there can change the program's memory, which no check in compiled code
/// holds against; who may read there sees what the process was not to hand on.
bool showsProcesses(int host);

} // namespace wrt

#endif
