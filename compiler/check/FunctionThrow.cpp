// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Exceptions. From a call that throws the stub goes up the stack, function by
// function, until a call has a landing pad. It starts with what was thrown
// from: the stack pointer and the saved registers as they are at that call.
// From there each function's part of the way must give back what these were
// when the function was called, which is what they are at its caller's call. So
// a landing pad is entered with what its function had at the call. Where the
// unwind tables say that a register is, the word of the frame must hold just
// that.
//
// The stub believes a pointer to an exception, and compiled code what the stub
// gives to a landing pad. So such a pointer is passed on only if the stub gave
// it; what comes from elsewhere goes through wrt_exception_of. It leads to the
// same part of the pool for ever. Of that, code changes no more than the values
// and the mark of those that are referred to.

#include "compiler/check/FunctionCheck.h"
#include "wrt/abi.h"

using namespace llvm;

namespace wasmc {

/// These go up the stack by what .eh_frame says, and on at a landing pad.
bool FunctionCheck::isThrow(StringRef host) {
  return host == "wrt_throw" || host == "_Unwind_Resume";
}

bool FunctionCheck::isExceptionPart(const Value &address, int64_t bytes,
                                    bool isStore) const {
  if (address.base != Value::Exception || bytes <= 0)
    return false;
  if (isStore && bytes == 1 &&
      address.is(Value::Exception, offsetof(wrt::Exception, isShared)))
    return true;
  int64_t first = isStore ? int64_t(wrt::exceptionValues) : 0;
  return address.low >= first &&
         address.high <= int64_t(program.exceptionBytes()) - bytes;
}

void FunctionCheck::checkExceptionCall(const State &state, StringRef host) {
  if (host == "wrt_exception_new" || host == "wrt_exception_of")
    return;
  if (!state.registers[machine.arguments[0]].is(Value::Exception, 0))
    complain("something that is not shown to be an exception is given to " +
             host);
}

/// The call looked at may throw. `before` is known where it stands, `after` of
/// what is left once it has been made.
void FunctionCheck::throwFrom(const State &before, const State &after) {
  Expected<std::optional<UnwindStep>> step =
      program.unwindTables.stepAt(stepAt(current)->next());
  if (!step)
    return complain(toString(step.takeError()));
  if (!*step)
    return;
  if ((*step)->landing)
    return land(before, after, **step);
  learnt.mayThrow = true;
  checkUnwinding(before, after, **step);
}

void FunctionCheck::land(const State &before, const State &after,
                         const UnwindStep &step) {
  State landed = after;
  landed.registers[machine.stackPointer] =
      add(before.registers[machine.stackPointer],
          Value::constant(step.argumentBytes));
  landed.registers[machine.result] = Value::at(Value::Exception, 0);
  flowTo(step.landing, landed);
}

/// Whether what the unwinder finds is what the function was called with.
void FunctionCheck::checkUnwinding(const State &before, const State &after,
                                   const UnwindStep &step) {
  // The stack pointer before the call, and the return address that it pushed.
  int64_t entrySize = returnBytes();
  Value frame =
      add(before.registers[step.cfaRegister], Value::constant(step.cfaOffset));
  if (!frame.is(Value::Stack, entrySize))
    return complain("unwinding takes another frame for the caller's");
  auto holds = [&](int64_t offset, Register reg) {
    const Slot *slot = after.findSlot(Value::Stack, entrySize + offset);
    return slot && slot->bytes == 8 && slot->value.is(Value::Saved, 0, reg);
  };
  if (!holds(step.returnOffset, machine.linkRegister))
    return complain("unwinding returns to another place than the caller");
  for (Register reg : machine.saved) {
    auto rule = llvm::find_if(step.saved, [&](const UnwindStep::Saved &saved) {
      return saved.reg == reg;
    });
    bool isKept = rule == step.saved.end()
                      ? after.registers[reg].is(Value::Saved, 0, reg)
                      : holds(rule->offset, reg);
    if (!isKept)
      return complain("unwinding gives the caller another register than it "
                      "had");
  }
  // Of vectors nothing is known anywhere, but they are read.
  for (const UnwindStep::Saved &saved : step.saved)
    if (saved.reg == noRegister &&
        (saved.offset > -8 || entrySize + saved.offset < after.touched))
      return complain("unwinding reads outside the function's frame");
}

} // namespace wasmc
