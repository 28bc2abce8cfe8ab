// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What functions of the host are given by compiled code: those that believe
// their arguments must be given what is the module's.

#include "compiler/check/FunctionCheck.h"
#include "llvm/ADT/StringSwitch.h"

using namespace llvm;

namespace wasmc {

/// How many arguments a function takes, all of them integers.
static size_t argumentsOf(StringRef host) {
  // Those left out take no more than registers hold, or have no arguments.
  return StringSwitch<size_t>(host)
#define WASI_CALL(name, signature)                                             \
  .Case("wrt_" #name, StringRef(signature).find('>'))
#define WASI_UNSTABLE_CALL(name)
#include "wrt/wasi_calls.def"
#undef WASI_CALL
#undef WASI_UNSTABLE_CALL
      .Case("wrt_table_copy", 7)
      .Default(0);
}

FunctionSummary FunctionCheck::summaryOf(StringRef host) const {
  FunctionSummary summary;
  summary.popBytes = 0;
  summary.mayThrow = isThrow(host);
  summary.neverReturns = host == "wrt_proc_exit" || isThrow(host);
  size_t registersUsed = machine.linkRegister == noRegister ? 6 : 8;
  size_t count = argumentsOf(host);
  // The others are the callee's to write over.
  if (count > registersUsed)
    summary.argumentBytes = int64_t(count - registersUsed) * 8 + returnBytes();
  return summary;
}

/// The entries of a table, of which there are up to `size`.
void FunctionCheck::checkEntries(State &state, unsigned first, bool isStore,
                                 StringRef host) {
  const Value &entries = state.registers[machine.arguments[first]];
  const Value &size = state.registers[machine.arguments[first + 1]];
  checkRange(state, entries, multiply(size, Value::constant(8)), isStore, host);
}

void FunctionCheck::checkTableCall(State &state, StringRef host) {
  checkEntries(state, 0, true, host);
  if (host == "wrt_table_copy")
    return checkEntries(state, 3, false, host);
  if (host != "wrt_table_grow")
    return;
  // What it makes of the size is no more than there is room for.
  const Value &capacity = state.registers[machine.arguments[1]];
  const Value &size = state.registers[machine.arguments[2]];
  auto at = uint64_t(size.low);
  bool isOwn = size.base == Value::Image && size.isExact() &&
               program.isOwnVariable({at, at + 8});
  if (!isOwn)
    return complain("something that is no table's size is to grow");
  if (isReporting)
    program.storeNumber(at, 8, {0, capacity.high}, {current, entry});
}

} // namespace wasmc
