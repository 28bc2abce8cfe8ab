// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The call stack of compiled code, by its unwind tables.

#ifndef WRT_BACKTRACE_H
#define WRT_BACKTRACE_H

#include "runtime-stub/message.h"
#include "trap_frame.h"

namespace wrt {

/// Whether the instruction at `pc` may touch linear memory unchecked: it
/// belongs to a wasm function or has unwind information, which of the stub only
/// memcpy and its like have (LLVM puts calls of them in place of loops).
bool isCompiledCode(uint64_t pc);

/// Writes one line for each wasm function on the stack, innermost first.
void writeBacktrace(Message &message, const Registers &at);

} // namespace wrt

#endif
