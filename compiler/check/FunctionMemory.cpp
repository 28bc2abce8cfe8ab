// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which memory an instruction may access. There are four kinds:
//
// Linear memory 0 at its constant address. The sandbox does not ask that an
// access is in bounds, only that it cannot hit anything else: from address 0 to
// wrt::memoryReach nothing is mapped but that memory, and what is negative is
// the kernel's half of the address space. So it is enough to know that an
// address is a number from within, however the compiler arrived at it.
//
// Other memories at the address that the stub gave them.
//
// The stack: the function's own frame and arguments.
//
// The module's own data in the image. The stub's variables are not among it.
//
// The values of an exception: wherever the stub has put it, and even if it is
// free by now.

#include "compiler/check/FunctionCheck.h"
#include "wrt/abi.h"

using namespace llvm;

namespace wasmc {

/// Below zero as far as from zero up: all of that is the kernel's.
bool FunctionCheck::isGuestMemory(const Value &address, unsigned bytes) const {
  constexpr auto reach = int64_t(wrt::memoryReach);
  return address.isIn(-reach, reach - int64_t(bytes));
}

/// Whether it is within what the stub reserves for a memory that the kernel
/// checks.
bool FunctionCheck::isReserved(const Value &address, unsigned bytes) const {
  return !program.plansRead[address.tag].isChecked && address.low >= 0 &&
         address.high <= int64_t(wrt::memoryReservation) - int64_t(bytes);
}

/// An access that came to its end was within what is mapped, which is less than
/// what may be tried: the current size of the memory. So a pointer that goes on
/// through memory step by step is stopped by the guard.
void FunctionCheck::learnMapped(State &state, const Value &address,
                                unsigned bytes) {
  constexpr int64_t most = int64_t(1) << 32;
  int64_t first = address.isNumber() ? int64_t(wrt::memoryBase) : 0;
  int64_t last = first + most - int64_t(bytes);
  constexpr int64_t slack = 0x10000;
  bool isWide = address.low < first - slack || address.high > last + slack;
  if (isWide && address.symbol && !state.narrow(address, first, last))
    faults = true;
}

Value FunctionCheck::unknown(const Action &action) {
  if (action.bytes >= 8)
    return Value();
  int64_t end = int64_t(1) << (8 * action.bytes);
  if (!action.isSigned)
    return Value::range(0, end - 1);
  return Value::range(-end / 2, end / 2 - 1);
}

Value FunctionCheck::load(State &state, const Action &action,
                          const Value &address) {
  if (isGuestMemory(address, action.bytes)) {
    learnMapped(state, address, action.bytes);
    return unknown(action);
  }
  switch (address.base) {
  case Value::Stack:
  case Value::Frame:
    return loadStack(state, action, address);
  case Value::Image:
    return loadImage(action, address);
  case Value::Memory:
    if (isChecked(state, address, action.bytes))
      return unknown(action);
    if (isReserved(address, action.bytes)) {
      learnMapped(state, address, action.bytes);
      return unknown(action);
    }
    [[fallthrough]];
  case Value::Exception:
    if (isExceptionPart(address, action.bytes, false))
      return unknown(action);
    [[fallthrough]];
  default:
    complain("a load from an address that is not shown to be the guest's");
    return unknown(action);
  }
}

void FunctionCheck::store(State &state, const Action &action,
                          const Value &address) {
  Value stored = action.a.kind == Operand::None ? Value() : state.get(action.a);
  if (isGuestMemory(address, action.bytes))
    return learnMapped(state, address, action.bytes);
  switch (address.base) {
  case Value::Stack:
  case Value::Frame: {
    if (!touchStack(state, address, action.bytes, true))
      return;
    forgetStack(state, address, action.bytes);
    if (address.isExact() && action.bytes <= 8 &&
        action.a.kind != Operand::None)
      state.setSlot(address.base, address.low, action.bytes,
                    stored.extended(action.bytes * 8u, false));
    return;
  }
  case Value::Image:
    return storeImage(action, address, stored);
  case Value::Memory:
    if (isChecked(state, address, action.bytes))
      return;
    if (isReserved(address, action.bytes))
      return learnMapped(state, address, action.bytes);
    [[fallthrough]];
  case Value::Exception:
    if (isExceptionPart(address, action.bytes, true))
      return;
    [[fallthrough]];
  default:
    complain("a store to an address that is not shown to be the guest's");
  }
}

/// What is overwritten is known no more, in both ways to name a place.
void FunctionCheck::forgetStack(State &state, const Value &address,
                                int64_t bytes) const {
  int64_t end = address.high + bytes;
  state.eraseSlots(address.base, address.low, end);
  if (address.base == Value::Frame)
    state.eraseSlots(Value::Stack, *frameAnchor - frameSlack + address.low,
                     *frameAnchor + end);
  else if (frameAnchor)
    state.eraseSlots(Value::Frame, address.low - *frameAnchor,
                     end - *frameAnchor + frameSlack);
}

/// Whether the function may access this part of the stack.
bool FunctionCheck::touchStack(State &state, const Value &address,
                               unsigned bytes, bool isStore) {
  int64_t low = address.low, high = address.high;
  if (address.base == Value::Frame) {
    low += *frameAnchor - frameSlack;
    high += *frameAnchor;
  }
  constexpr auto guard = int64_t(wrt::stackGuard);
  if (low < state.touched - guard || low > high) {
    complain("the stack is accessed too far below what was accessed before");
    return false;
  }
  if (address.isExact())
    state.touched = std::min(state.touched, low);
  int64_t end = high + int64_t(bytes);
  if (end <= 0)
    return true;
  // The return address, which must be back where it is looked for when that is
  // done, and arguments above it.
  if (end > returnBytes() + mostArguments) {
    complain(isStore ? "a store to the stack outside the function's frame"
                     : "a load from the stack outside the function's frame");
    return false;
  }
  if (isStore)
    learnt.argumentBytes = std::max(learnt.argumentBytes, end);
  return true;
}

Value FunctionCheck::loadStack(State &state, const Action &action,
                               const Value &address) {
  if (!touchStack(state, address, action.bytes, false) || !address.isExact())
    return unknown(action);
  const Slot *slot = state.findSlot(address.base, address.low);
  if (!slot || slot->bytes < action.bytes)
    return unknown(action);
  if (action.bytes == 8)
    return slot->value;
  return slot->value.extended(action.bytes * 8u, action.isSigned);
}

/// The current size of a memory.
Value FunctionCheck::sizeOf(uint8_t index) const {
  const wrt::MemoryPlan &plan = program.plansRead[index];
  if (plan.isChecked) {
    Value size = Value::at(Value::Size, 0, index);
    size.anchor = plan.initialBytes; // What it is at least.
    return size;
  }
  return Value::range(int64_t(plan.initialBytes), int64_t(1) << 32);
}

Value FunctionCheck::loadImage(const Action &action, const Value &address) {
  const Executable &executable = program.executable;
  uint64_t size = uint64_t(address.high - address.low) + action.bytes;
  auto at = uint64_t(address.low);
  if (executable.isConstant(at, size)) {
    if (action.bytes > 8)
      return Value();
    if (address.isExact()) {
      uint64_t number = *executable.read(at, action.bytes);
      Value value = Value::constant(int64_t(number));
      return action.bytes < 8
                 ? value.extended(action.bytes * 8u, action.isSigned)
                 : value;
    }
    if (action.bytes == 8) // Neither a distance nor an id.
      return Value();
    Value word = address;
    word.base = Value::Word;
    word.width = action.bytes;
    word.isSigned = action.isSigned;
    return word;
  }
  AddressRange range = {at, at + size};
  if (!executable.isVariable(at, size) ||
      program.stub.overlapsVariables(range)) {
    complain("a load from memory that is not the module's");
    return unknown(action);
  }
  constexpr uint64_t stride = sizeof(wrt::MemoryInstance);
  if (program.memoryInstances.contains(at, size) && address.isExact() &&
      action.bytes == 8) {
    uint64_t offset = at - program.memoryInstances.begin;
    auto index = uint8_t(offset / stride);
    if (offset % stride == offsetof(wrt::MemoryInstance, base))
      return Value::at(Value::Memory, 0, index);
    if (offset % stride == offsetof(wrt::MemoryInstance, bytes))
      return sizeOf(index);
  }
  return loadVariable(action, address);
}

void FunctionCheck::storeImage(const Action &action, const Value &address,
                               const Value &stored) {
  uint64_t size = uint64_t(address.high - address.low) + action.bytes;
  auto at = uint64_t(address.low);
  AddressRange range = {at, at + size};
  if (!program.isOwnVariable(range))
    return complain("a store to memory that is not the module's");
  noteStore(address, action.bytes, stored);
}

} // namespace wasmc
