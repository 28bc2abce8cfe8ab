// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Where control leaves a function: calls, returns, jumps through tables.

#include "compiler/check/FunctionCheck.h"
#include "wrt/abi.h"
#include "llvm/Support/MathExtras.h"

using namespace llvm;

namespace wasmc {

std::optional<int64_t> FunctionCheck::stackOffset(const State &state) const {
  const Value &pointer = state.registers[machine.stackPointer];
  if (!pointer.isExact())
    return std::nullopt;
  if (pointer.base == Value::Stack)
    return pointer.low;
  if (pointer.base == Value::Frame && frameAnchor)
    return *frameAnchor - frameSlack + pointer.low; // The lowest it can be.
  return std::nullopt;
}

/// The address that the function was called from, where the machine puts it.
Value FunctionCheck::returnAddress() const {
  return Value::at(Value::Saved, 0, machine.linkRegister);
}

/// Whether it is where a function that begins here would look for it.
bool FunctionCheck::hasReturnAddress(const State &state) const {
  if (machine.linkRegister != noRegister)
    return state.registers[machine.linkRegister] == returnAddress();
  const Value &pointer = state.registers[machine.stackPointer];
  if (pointer.base != Value::Stack || !pointer.isExact())
    return false;
  const Slot *slot = state.findSlot(Value::Stack, pointer.low);
  return slot && slot->bytes == 8 && slot->value == returnAddress();
}

bool FunctionCheck::keepsSaved(const State &state) const {
  return all_of(machine.saved, [&](Register saved) {
    return state.registers[saved].is(Value::Saved, 0, saved);
  });
}

/// On a way out: all must agree on what the caller finds.
void FunctionCheck::notePop(int64_t bytes) {
  bool isPlausible = bytes >= 0 && bytes % 8 == 0 && bytes <= mostArguments;
  if (!isPlausible || (learnt.popBytes && *learnt.popBytes != bytes))
    return complain("removes another part of the stack at each return");
  learnt.popBytes = bytes;
  if (bytes)
    learnt.argumentBytes =
        std::max(learnt.argumentBytes, returnBytes() + bytes);
}

Arguments FunctionCheck::argumentsIn(const State &state) const {
  Arguments arguments;
  for (auto [argument, reg] : zip(arguments, machine.arguments))
    argument = Passed::of(state.registers[reg]);
  return arguments;
}

void FunctionCheck::noteResult(const Passed &result) {
  returned = returned ? returned->join(result) : result;
}

void FunctionCheck::checkReturn(const State &state, const Step &step) {
  returns = true;
  noteResult(Passed::of(state.registers[machine.result]));
  const Value &pointer = state.registers[machine.stackPointer];
  bool isPossible = pointer.base == Value::Stack && pointer.isExact() &&
                    pointer.low + step.popBytes >= 0;
  bool isBack = machine.linkRegister == noRegister
                    ? hasReturnAddress(state)
                    : state.registers[step.callee] == returnAddress();
  // If it calls itself, this may be for not knowing yet what it takes off.
  if (!(isPossible && isBack) && !learnt.popBytes)
    learnt.popBytes = step.popBytes;
  if (!isPossible)
    return complain("returns with another stack pointer than it began with");
  if (!isBack)
    return complain("returns to another place than it was called from");
  notePop(pointer.low + step.popBytes);
  if (!keepsSaved(state))
    complain("returns with a saved register changed");
}

/// The other begins with the stack pointer as it is: where this function began,
/// or further up or down by what it is given more or less.
void FunctionCheck::tailCall(const State &state, uint64_t target) {
  const Value &pointer = state.registers[machine.stackPointer];
  bool isUndone = pointer.base == Value::Stack && pointer.isExact() &&
                  keepsSaved(state) && hasReturnAddress(state);
  if (!isUndone)
    return complain("leaves for another function without its frame undone");
  int64_t moved = pointer.low;
  if (state.touched - moved > int64_t(wrt::stackSlack))
    complain("calls with a stack that may not be mapped");
  StringRef host = program.stub.callableAt(target);
  if (!host.empty()) {
    State atCall = state;
    checkHostCall(atCall, host);
  }
  FunctionSummary ofHost = summaryOf(host);
  const FunctionSummary &callee =
      host.empty() ? program.call(entry, target, argumentsIn(state)) : ofHost;
  int64_t reach = std::max(callee.argumentBytes, returnBytes()) + moved;
  if (reach > returnBytes() + mostArguments)
    complain("a call takes more of the stack than any function has");
  else if (moved || callee.argumentBytes)
    learnt.argumentBytes = std::max(learnt.argumentBytes, reach);
  // Who unwinds takes its stack pointer for this function's.
  if (callee.mayThrow && moved)
    complain("throws with the stack pointer of another function");
  learnt.mayThrow |= callee.mayThrow;
  returns |= !callee.neverReturns;
  if (callee.neverReturns)
    return;
  noteResult(callee.result);
  if (callee.popBytes)
    notePop(moved + *callee.popBytes);
  else
    program.awaitPop(entry, target);
}

/// Whether a host function may access the memory it is given.
void FunctionCheck::checkRange(State &state, const Value &address,
                               const Value &size, bool isStore,
                               StringRef host) {
  constexpr auto reach = int64_t(wrt::memoryReach);
  if (size.isConstant() && size.low == 0)
    return;
  if (size.isIn(0, reach)) {
    const Executable &executable = program.executable;
    auto length = uint64_t(size.high);
    if (address.isIn(-reach, reach - size.high))
      return;
    if (isChecked(state, address, size.high))
      return;
    bool isMemory = address.base == Value::Memory && address.low >= 0 &&
                    !program.plansRead[address.tag].isChecked;
    if (isMemory && size.high <= int64_t(wrt::memoryReservation) &&
        address.high <= int64_t(wrt::memoryReservation) - size.high)
      return;
    if (isExceptionPart(address, size.high, isStore))
      return;
    if (address.base == Value::Image) {
      auto at = uint64_t(address.low);
      uint64_t end = uint64_t(address.high) + length;
      AddressRange range = {at, end};
      if (!isStore && executable.isConstant(at, end - at))
        return;
      if (program.isOwnVariable(range)) {
        if (isStore && isReporting)
          program.storeAnything(range, {current, entry});
        return;
      }
    }
    bool isStack =
        (address.base == Value::Stack || address.base == Value::Frame) &&
        address.isExact() && size.isExact() &&
        size.high <= int64_t(wrt::stackGuard);
    if (isStack) {
      touchStack(state, address, unsigned(length), isStore);
      if (isStore)
        forgetStack(state, address, size.high);
      return;
    }
  }
  complain("memory that is not shown to be the guest's is given to " + host);
}

/// Whether a host function that believes its arguments may be given these.
void FunctionCheck::checkHostCall(State &state, StringRef host) {
  Value values[3];
  for (auto [value, reg] : zip(values, machine.arguments))
    value = state.registers[reg];
  if (host == "wrt_memory_grow") {
    constexpr uint64_t stride = sizeof(wrt::MemoryInstance);
    const AddressRange &known = program.memoryInstances;
    bool isMemory = values[0].base == Value::Image && values[0].isExact() &&
                    known.contains(uint64_t(values[0].low), stride) &&
                    (uint64_t(values[0].low) - known.begin) % stride == 0;
    if (!isMemory)
      complain("something that is no memory is to grow");
  } else if (host == "memset") {
    checkRange(state, values[0], values[2], true, host);
  } else if (host == "memcpy" || host == "memmove" || host == "memcmp") {
    checkRange(state, values[0], values[2], host != "memcmp", host);
    checkRange(state, values[1], values[2], false, host);
  } else if (host == "wrt_memory_init") {
    checkRange(state, values[0], state.registers[machine.arguments[4]], true,
               host);
    checkRange(state, values[1], values[2], false, host);
  } else if (host.starts_with("wrt_table_")) {
    checkTableCall(state, host);
  } else if (isThrow(host) || host.starts_with("wrt_exception")) {
    checkExceptionCall(state, host);
  }
}

/// Returns whether the call does.
bool FunctionCheck::callFunction(State &state, uint64_t target) {
  StringRef host = program.stub.callableAt(target);
  if (!host.empty()) {
    checkHostCall(state, host);
    Value first = state.registers[machine.arguments[0]];
    State before = state;
    FunctionSummary callee = summaryOf(host);
    callAfter(state, callee);
    if (callee.mayThrow)
      throwFrom(before, state);
    else if (host.starts_with("wrt_exception"))
      state.registers[machine.result] = Value::at(Value::Exception, 0);
    if (host == "memcpy" || host == "memmove" || host == "memset")
      state.registers[machine.result] = first;
    return !callee.neverReturns;
  }
  if (program.stub.isCode(target))
    complain("calls the stub at a place that is not for compiled code");
  const FunctionSummary &callee =
      program.call(entry, target, argumentsIn(state));
  State before = state;
  callAfter(state, callee);
  if (callee.mayThrow)
    throwFrom(before, state);
  return !callee.neverReturns;
}

/// What is left after a call of what was known before.
void FunctionCheck::callAfter(State &state, const FunctionSummary &callee) {
  std::optional<int64_t> pointer = stackOffset(state);
  if (!pointer)
    return complain("calls with an unknown stack pointer");
  bool pushes = machine.linkRegister == noRegister;
  if (pushes) {
    Value below =
        add(state.registers[machine.stackPointer], Value::constant(-8));
    touchStack(state, below, 8, true);
  } else if (state.touched - *pointer > int64_t(wrt::stackSlack)) {
    complain("calls with a stack that may not be mapped");
  }
  const Value &at = state.registers[machine.stackPointer];
  int64_t end = at.low;
  if (callee.argumentBytes)
    end += callee.argumentBytes - returnBytes();
  int64_t frameEnd = at.base == Value::Frame ? *frameAnchor + end : end;
  if (callee.argumentBytes && frameEnd > 0)
    complain("calls a function that takes more of the stack than the caller "
             "has");
  state.eraseSlots(at.base, Value::least / 2, end);
  if (at.base == Value::Frame)
    state.eraseSlots(Value::Stack, Value::least / 2, frameEnd);
  else if (frameAnchor)
    state.eraseSlots(Value::Frame, Value::least / 2,
                     end - *frameAnchor + frameSlack);
  State after = state;
  for (unsigned i = 0; i < registerCount; ++i) {
    if (i == machine.stackPointer ||
        (is_contained(machine.saved, Register(i)) && i != machine.linkRegister))
      continue;
    Symbol fresh = (current << 8 | i) << 2 | 3 | Symbol(1) << 62;
    after.retire(fresh);
    Value left = i == machine.result ? callee.result.value() : Value();
    after.registers[i] = left.named(fresh);
  }
  after.flags = Flags();
  Value &pointerAfter = after.registers[machine.stackPointer];
  pointerAfter =
      add(pointerAfter, Value::constant(callee.popBytes.value_or(0)));
  state = std::move(after);
}

/// The places in code that a distance from a constant table can lead to.
bool FunctionCheck::entries(const State &state, const Value &target,
                            std::vector<uint64_t> &out) const {
  constexpr uint64_t mostEntries = 1 << 20;
  if (target.base != Value::Target || target.width > 4)
    return false;
  if (target.spread)
    return false;
  // Only every so many bytes, wherever the interval begins.
  auto first = uint64_t(target.low);
  uint64_t step = target.isExact() ? 1 : target.stride;
  if (!target.isExact() && target.scale > 0 && uint64_t(target.scale) > step) {
    step = uint64_t(target.scale);
    int64_t apart;
    if (SubOverflow(target.low, target.offset, apart))
      return false;
    // C++ rounds towards zero.
    int64_t over = apart % target.scale;
    first += over > 0 ? step - uint64_t(over) : uint64_t(-over);
  }
  if (!target.isExact() && (!target.symbol || step < target.width))
    return false;
  if (first > uint64_t(target.high))
    return false;
  uint64_t count = (uint64_t(target.high) - first) / step + 1;
  if (count > mostEntries)
    return false;
  for (uint64_t i = 0; i < count; ++i) {
    uint64_t at = first + i * step;
    // What is known of the words around this one.
    bool isOut = any_of(state.facts, [&](const Fact &fact) {
      if (fact.symbol != target.symbol || fact.scale != target.scale)
        return false;
      uint64_t other = at + uint64_t(fact.offset) - uint64_t(target.offset);
      return program.executable.isConstant(other, fact.bytes) &&
             program.executable.read(other, fact.bytes) != fact.value;
    });
    if (isOut)
      continue;
    if (!program.executable.isConstant(at, target.width))
      return false;
    uint64_t distance = *program.executable.read(at, target.width);
    if (target.isSigned)
      distance = uint64_t(SignExtend64(distance, target.width * 8u));
    out.push_back(target.anchor + (distance << target.shift));
  }
  sort(out);
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return true;
}

bool FunctionCheck::targetsOf(const State &state, const Value &target,
                              std::vector<uint64_t> &out) const {
  if (target.base == Value::Targets)
    out = program.targetSets[target.anchor];
  else if (target.base == Value::Image && target.isExact())
    out = {uint64_t(target.low)};
  else
    return entries(state, target, out);
  return true;
}

bool FunctionCheck::callIndirect(State &state, const Value &callee) {
  std::vector<uint64_t> targets;
  if (callee.base == Value::Image && callee.isExact())
    return callFunction(state, uint64_t(callee.low));
  if (!targetsOf(state, callee, targets)) {
    complain("an indirect call whose target is not a checked table entry");
    callAfter(state, {});
    return true;
  }
  FunctionSummary any;
  any.neverReturns = true;
  for (uint64_t target : targets) {
    const FunctionSummary &each =
        program.call(entry, target, argumentsIn(state));
    any.argumentBytes = std::max(any.argumentBytes, each.argumentBytes);
    any.mayThrow |= each.mayThrow;
    if (each.neverReturns)
      continue;
    if (any.popBytes && each.popBytes && any.popBytes != each.popBytes)
      complain("calls one of functions that remove different parts of the "
               "stack");
    any.popBytes = std::max(any.popBytes, each.popBytes);
    any.result = any.neverReturns ? each.result : any.result.join(each.result);
    any.neverReturns = false;
  }
  // Others may still turn out to take nothing off.
  if (any.popBytes.value_or(0))
    for (uint64_t target : targets)
      program.awaitPop(entry, target);
  State before = state;
  callAfter(state, any);
  if (any.mayThrow)
    throwFrom(before, state);
  return !any.neverReturns;
}

void FunctionCheck::jumpIndirect(State &state, const Value &target) {
  std::vector<uint64_t> targets;
  if (!targetsOf(state, target, targets))
    return complain("an indirect jump whose target is not an entry of a "
                    "constant table");
  for (uint64_t each : targets)
    if (each != entry && program.isFunctionStart(each))
      tailCall(state, each);
    else
      flowTo(each, state);
}

} // namespace wasmc
