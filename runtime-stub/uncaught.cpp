// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "runtime-stub/backtrace.h"
#include "runtime-stub/exceptions.h"
#include "runtime-stub/start.h"

namespace wrt {

uint64_t callStackEnd() { return process.stackHigh; }

void reportUncaught(const Exception &exception, const ThrowState &at) {
  Message m;
  beginMessage(m).text("uncaught exception of tag ").number(exception.tag);
  m.text("\n").write();
  Registers r = {};
  for (uint32_t i = 0; i < ThrowState::kept; ++i)
    if (uint32_t column = ThrowState::columnOf(i); column < Registers::count)
      r.values[column] = at.values[i];
  r.values[Registers::stackPointer] = at.sp;
  // The call: what it returns to may be another function already.
  r.pc = at.pc - 1;
  writeBacktrace(m, r);
  exitProcess(trapStatus);
}

} // namespace wrt
