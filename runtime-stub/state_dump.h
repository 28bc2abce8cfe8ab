// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the guest's memories and globals hold, as sections of a module: for core
// dumps and snapshots.

#ifndef WRT_STATE_DUMP_H
#define WRT_STATE_DUMP_H

#include "runtime-stub/sink.h"

namespace wrt {

/// The contents of a memory section, each memory as large as it is.
void dumpMemories(Sink &out);

/// The contents of a global section. References are null.
void dumpGlobals(Sink &out);

/// A data section, of what is not zero. Returns whether all of the memories is
/// in it: no reader of modules takes one of more than 1 GiB.
bool dumpData(Sink &out);

} // namespace wrt

#endif
