// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From the end of set-up on, the kernel holds the process to what its imports
// need: docs/security.md.

#ifndef WRT_LOCKDOWN_STUB_H
#define WRT_LOCKDOWN_STUB_H

#include "runtime-stub/policy.h"

namespace wrt {

/// Gives up every system call but those of wasm_lockdown. Nothing after it may
/// set anything up. Ends the process with a message if the kernel refuses.
void lockDown(LockdownMode mode);

} // namespace wrt

#endif
