// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The kernel's own sense of which files the process may reach.

#ifndef WRT_LANDLOCK_H
#define WRT_LANDLOCK_H

namespace wrt {

/// Leaves the process no files to open or change but those beneath the granted
/// directories, each as it was granted, and no network to reach. To be called
/// when all directories are open and no_new_privs is set. Returns a negative
/// error if the kernel refuses, -hostNoSys if it does not have what this takes.
long confineFiles();

} // namespace wrt

#endif
