// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The call stack of compiled code, by its unwind tables.

#ifndef WRT_BACKTRACE_H
#define WRT_BACKTRACE_H

#include "runtime-stub/message.h"
#include "trap_frame.h"
#include "wrt/abi.h"

namespace wrt {

/// Whether the instruction at `pc` may touch linear memory unchecked: it
/// belongs to a wasm function or has unwind information, which of the stub only
/// memcpy and its like have (LLVM puts calls of them in place of loops).
bool isCompiledCode(uint64_t pc);

/// Goes over the frames of a call stack, the innermost first.
class FrameWalk {
public:
  explicit FrameWalk(const Registers &at) : registers(at), lookup(at.pc) {}
  /// The wasm function of the frame and how far into its code it is; null if it
  /// is none.
  const FunctionEntry *function(uint64_t &offset) const;
  /// False at the outermost frame.
  bool toCaller();

private:
  Registers registers;
  /// The address that stands for the frame: of a caller the one before where it
  /// goes on, as a call may be the last instruction of its function.
  uint64_t lookup;
};

/// Writes one line for each wasm function on the stack, innermost first.
void writeBacktrace(Message &message, const Registers &at);

} // namespace wrt

#endif
