// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The proof that a function keeps to its bounds, by abstract interpretation of
// its machine code: what is known of registers, flags and the frame is followed
// along every path until nothing new is learnt, and then each instruction is
// judged by what is known where it stands.
//
// The function may count on what every call makes sure: the return address is
// where the machine's calls leave it, and the stack is mapped up to stackSlack
// above. It must make sure of the same where it calls, and return to its caller
// with the saved registers as they were and the stack pointer, too, but for the
// arguments that it takes off at each return alike. It writes below the entry's
// stack pointer, to its own arguments and over its return address, as long as
// that is found where it is looked for: a tail call that hands over more or
// less than came moves it. So no frame but its own changes under its callers.
//
// The stack ends in a guard of stackGuard bytes. An access to a place that is
// less than that below one that is known to be mapped is itself mapped or
// faults; `touched` of the state is that place.

#include "compiler/check/FunctionCheck.h"
#include "wrt/abi.h"

using namespace llvm;

namespace wasmc {

FunctionCheck::FunctionCheck(Program &program, uint64_t entry)
    : program(program), machine(program.machine), entry(entry) {}

void FunctionCheck::complain(const Twine &what) {
  if (!isReporting)
    return;
  ++complaints;
  program.violations.add(what, current, entry);
}

const Step *FunctionCheck::stepAt(uint64_t address) {
  auto known = stepIndex.find(address);
  if (known != stepIndex.end())
    return &decoded[known->second];
  if (undecodable.contains(address))
    return nullptr;
  const Segment *segment = program.executable.segmentOf(address, 1);
  Step step;
  Error error = Error::success();
  if (!segment || !segment->isExecutable)
    error = createStringError(inconvertibleErrorCode(),
                              "execution runs out of executable memory");
  else if (program.stub.isCode(address))
    error = createStringError(inconvertibleErrorCode(),
                              "execution runs into the stub");
  else
    error = program.decoder->decode(
        address, program.executable.bytesFrom(address), step);
  if (error) {
    undecodable[address] = toString(std::move(error));
    return nullptr;
  }
  stepIndex[address] = uint32_t(decoded.size());
  for (const Action &action : step.actions)
    if (action.effect == Effect::Compare && action.b.kind == Operand::Imm)
      limits[address] = action.b.imm;
    else if (action.effect == Effect::Zero || action.effect == Effect::Test)
      limits[address] = 0;
  decoded.push_back(std::move(step));
  return &decoded.back();
}

/// What no real function needs, to follow all of its paths.
static constexpr size_t mostWalks = 10000, mostWalksOfBlock = 300;
/// And to touch all pages of a frame.
static constexpr unsigned mostTouches = 1 << 12;

void FunctionCheck::start() {
  blocks.clear();
  owner.clear();
  complaints = walks = 0;
  returns = false;
  returned.reset();
  learnt = FunctionSummary();
  State state;
  for (unsigned i = 0; i < machine.registers; ++i)
    state.registers[i] = Value().named(Symbol(i + 1) << 2);
  const Arguments &arguments = program.argumentsOf(entry);
  for (auto [argument, reg] : zip(arguments, machine.arguments))
    state.registers[reg] = argument.value().named(Symbol(reg + 1) << 2);
  for (Register saved : machine.saved)
    state.registers[saved] = Value::at(Value::Saved, 0, saved);
  state.registers[machine.stackPointer] = Value::at(Value::Stack, 0);
  if (machine.linkRegister == noRegister)
    state.setSlot(Value::Stack, 0, 8, returnAddress());
  state.touched = int64_t(wrt::stackSlack);
  blocks[entry].in = state;
  blocks[entry].isReached = true;
  leaders.insert(entry);
  enqueue(entry);
  // What is found must hold along every edge; that it does is seen to at the
  // end, however it was found.
  for (;;) {
    walks += blocks.size(); // Of the pass that reports.
    if (!settle())
      return;
    program.forget(entry);
    complaints = 0;
    isReporting = true;
    for (const auto &[address, block] : blocks)
      walk(address);
    isReporting = false;
    if (work.empty())
      return;
  }
}

/// Follows all paths until nothing new is learnt. Returns false, and complains,
/// if that takes too long.
bool FunctionCheck::settle() {
  while (!work.empty()) {
    uint64_t block = *work.begin();
    work.erase(work.begin());
    walk(block);
    if (++walks <= mostWalks + mostWalksOfBlock * blocks.size())
      continue;
    isReporting = true;
    current = entry;
    complain("too much code to follow");
    isReporting = false;
    work.clear();
    return false;
  }
  return true;
}

void FunctionCheck::run() {
  // Each round knows more of the loops.
  constexpr unsigned leastRounds = 3, mostRounds = 6;
  for (round = 0; round < mostRounds; ++round) {
    program.forget(entry);
    hasLearnt = false;
    start();
    if (complaints == 0 || (round + 1 >= leastRounds && !hasLearnt))
      break;
  }
  learnt.neverReturns = !returns;
  learnt.returned = returned.value_or(Passed());
  program.note(entry, learnt);
}

/// Whether a block that moves the stack pointer certainly comes next once more,
/// as where a large frame is touched page by page: that has no state of its own
/// that would be true each time, so it is followed as often as it is done.
bool FunctionCheck::repeats(const Step &step, State &state) const {
  if (step.flow != Flow::Branch || step.target != walking ||
      step.tested.kind != Operand::None)
    return false;
  const Value &before = blocks.at(walking).in.registers[machine.stackPointer];
  const Value &now = state.registers[machine.stackPointer];
  if (!before.isExact() || !now.isExact() || before == now)
    return false;
  State other = state;
  return !other.assume(inverse(step.condition)) && state.assume(step.condition);
}

void FunctionCheck::walk(uint64_t block) {
  State state = blocks[block].in;
  walking = block;
  unsigned rounds = 0;
  for (uint64_t at = block;;) {
    if (at != block && leaders.contains(at))
      return flowTo(at, state);
    current = at;
    owner[at] = block;
    const Step *step = stepAt(at);
    if (!step)
      return complain(undecodable[at]);
    faults = false;
    perform(*step, state);
    if (faults)
      return;
    if (step->flow != Flow::Next && step->flow != Flow::Call &&
        step->flow != Flow::CallTo) {
      if (rounds >= mostTouches || !repeats(*step, state))
        return finish(*step, state);
      ++rounds;
      ++walks;
      at = block;
      continue;
    }
    if (step->flow == Flow::Call && !callFunction(state, step->target))
      return;
    if (step->flow == Flow::CallTo &&
        !callIndirect(state, state.registers[step->callee]))
      return;
    at = step->next();
  }
}

/// How often a block's state may change before its intervals leap.
static constexpr unsigned patience = 3, mostPatience = 8, mostNarrowed = 12;

/// Whether what is known at the block's start is true of the state, too.
bool FunctionCheck::isCovered(uint64_t target, const State &state) {
  auto found = blocks.find(target);
  if (found == blocks.end())
    return false;
  const Block &block = found->second;
  State incoming = state;
  if (round > 0 && steps.contains(target))
    countLoop(target, &block.in, incoming);
  State both = block.in;
  if (!both.merge(incoming, target, nullptr, program.targetSets))
    return true;
  return both.applyGaps() && both == block.in;
}

void FunctionCheck::flowTo(uint64_t target, const State &state) {
  if (!isReporting)
    return absorb(target, state);
  if (isCovered(target, state))
    return;
  // Not yet: on with it, and report again when that is done.
  isReporting = false;
  blocks[target].from = several;
  absorb(target, state);
  isReporting = true;
}

void FunctionCheck::absorb(uint64_t target, const State &state) {
  // A block that was walked across this place ends here from now on. What came
  // before comes first, as it does when the code runs.
  auto walked = owner.find(target);
  if (leaders.insert(target).second && walked != owner.end()) {
    enqueue(walked->second);
    return enqueue(walking);
  }
  auto [found, isNew] = blocks.try_emplace(target);
  Block &block = found->second;
  isNew |= !block.isReached;
  State incoming = state;
  if (round > 0 && steps.contains(target))
    countLoop(target, isNew ? nullptr : &block.in, incoming);
  Edge edge = {walking, current};
  if (isNew) {
    successors[walking].insert(target);
    block.in = std::move(incoming);
    block.isReached = true;
    block.from = edge;
    return enqueue(target);
  }
  // What comes from one place alone replaces what came before from there.
  if (block.from == edge && target != entry) {
    if (!(block.in == incoming)) {
      block.in = std::move(incoming);
      enqueue(target);
    }
    return;
  }
  block.from = several;
  successors[walking].insert(target);
  learnSteps(target, block.in, incoming, block.changes == 0);
  bool isLoop = current >= target || steps.contains(target);
  bool widen = block.changes > (isLoop ? patience : mostPatience);
  State before = block.in;
  if (!block.in.merge(incoming, target,
                      widen ? stopsFor(target, block.changes) : nullptr,
                      program.targetSets))
    return;
  if (isLoop && block.changes < mostNarrowed) {
    block.in.applyGaps();
    if (block.in == before)
      return;
  }
  ++block.changes;
  enqueue(target);
}

void FunctionCheck::finish(const Step &step, State &state) {
  switch (step.flow) {
  case Flow::Next:
  case Flow::Call:
  case Flow::CallTo:
  case Flow::Trap:
    return;
  case Flow::Return:
    return checkReturn(state, step);
  case Flow::Branch: {
    if (step.target == step.next())
      return flowTo(step.target, state);
    if (step.tested.kind == Operand::Reg)
      learnEnd(
          {.effect = Effect::Zero, .bits = step.tested.bits, .a = step.tested},
          state);
    State taken = state;
    auto assume = [&](State &in, Condition condition) {
      return step.tested.kind == Operand::None
                 ? in.assume(condition)
                 : in.assumeZero(step.tested, condition);
    };
    if (assume(taken, step.condition)) {
      if (step.target != entry && program.isFunctionStart(step.target))
        tailCall(taken, step.target);
      else
        flowTo(step.target, taken);
    }
    if (assume(state, inverse(step.condition)))
      flowTo(step.next(), state);
    return;
  }
  case Flow::Jump:
    if (step.target != entry && program.isFunctionStart(step.target))
      return tailCall(state, step.target);
    return flowTo(step.target, state);
  case Flow::JumpTo:
    return jumpIndirect(state, state.registers[step.callee]);
  }
}

// What instructions compute

void FunctionCheck::perform(const Step &step, State &state) {
  unsigned index = 0;
  for (const Action &action : step.actions)
    perform(action, (step.address << 4 | index++) << 2 | 1, state);
}

void FunctionCheck::perform(const Action &action, Symbol fresh, State &state) {
  switch (action.effect) {
  case Effect::Compare:
  case Effect::Test:
  case Effect::Zero:
    learnEnd(action, state);
    state.flags = {action.effect == Effect::Compare ? Flags::Compare
                   : action.effect == Effect::Test  ? Flags::Test
                                                    : Flags::Zero,
                   action.bits, state.get(action.a), state.get(action.b)};
    return;
  case Effect::NoFlags:
    state.flags = Flags();
    return;
  case Effect::Load: {
    Value value = load(state, action, locate(action.address, state));
    if (action.to != noRegister)
      write(state, action, value, fresh);
    return;
  }
  case Effect::Store:
    return store(state, action, locate(action.address, state));
  case Effect::Select: {
    State before = state;
    write(state, action, select(action, state), fresh);
    notePredicate(action, before, state);
    return noteChoice(action, before, state);
  }
  case Effect::Add:
  case Effect::And:
  case Effect::Subtract:
  case Effect::Locate: {
    Value a = state.get(action.a), b = state.get(action.b);
    std::optional<Wrap> wrap = wrapOf(action, fresh, state);
    write(state, action, compute(action, state), fresh);
    noteJoined(action, a, b, state);
    const Value &sum = state.registers[action.to];
    if (wrap && sum.symbol == fresh && (sum.isUnknown() || wrap->cleared))
      state.addWrap(*wrap);
    return state.noteRounded(action, a, b);
  }
  case Effect::Or: {
    Value a = state.get(action.a), b = state.get(action.b);
    write(state, action, compute(action, state), fresh);
    return noteJoined(action, a, b, state);
  }
  case Effect::ShiftRight: {
    Value a = state.get(action.a), b = state.get(action.b);
    write(state, action, compute(action, state), fresh);
    return state.noteRounded(action, a, b);
  }
  default:
    return write(state, action, compute(action, state), fresh);
  }
}

Value FunctionCheck::locate(const Address &address, const State &state) const {
  Value value = address.isInImage
                    ? Value::at(Value::Image, address.displacement)
                    : Value::constant(address.displacement);
  if (address.base != noRegister)
    value = add(state.registers[address.base], value);
  if (address.index == noRegister)
    return value;
  Operand index = Operand::of(address.index, address.indexBits);
  index.isSigned = address.isIndexSigned;
  return add(value, shiftLeft(state.get(index), address.shift));
}

Value FunctionCheck::compute(const Action &action, const State &state) const {
  if (action.effect == Effect::Locate)
    return locate(action.address, state);
  Value a = state.get(action.a), b = state.get(action.b);
  switch (action.effect) {
  case Effect::Set:
    return a;
  case Effect::Add:
    return add(a, b);
  case Effect::Subtract:
    return subtract(a, b);
  case Effect::Multiply:
    return multiply(a, b);
  case Effect::And:
    return bitAnd(a, b);
  case Effect::Or:
    return bitOr(a, b);
  case Effect::Xor: {
    bool isSame = action.a.kind == Operand::Reg &&
                  action.b.kind == Operand::Reg && action.a.reg == action.b.reg;
    return isSame ? Value::constant(0) : bitXor(a, b);
  }
  case Effect::ShiftLeft:
    return b.isConstant() ? shiftLeft(a, unsigned(b.low)) : Value();
  case Effect::ShiftRight:
  case Effect::ShiftRightSigned: {
    bool isSigned = action.effect == Effect::ShiftRightSigned;
    if (isSigned && action.bits < 64)
      a = a.extended(action.bits, true);
    if (b.isConstant())
      return shiftRight(a, unsigned(b.low), isSigned);
    // By some number of places: no further from zero than before.
    return a.isNumber() && a.low >= 0 ? Value::range(0, a.high) : Value();
  }
  default:
    return Value();
  }
}

void FunctionCheck::write(State &state, const Action &action, Value value,
                          Symbol fresh) {
  Value &to = state.registers[action.to];
  Value written = value.extended(action.bits, false);
  bool isStackPointer = action.to == machine.stackPointer;
  if (isStackPointer && action.effect == Effect::And)
    value = alignStack(state.get(action.a), state.get(action.b));
  if (action.bits == 32) {
    value = value.extended(32, false);
  } else if (action.bits < 32) {
    // The bits above stay.
    int64_t mask = action.isHigh ? 0xffff : (int64_t(1) << action.bits) - 1;
    Value old = to.plain();
    bool isClear = old.isIn(0, mask) && !action.isHigh;
    if (isClear)
      value = value.extended(action.bits, false);
    else if (old.low >= 0)
      value = Value::range(old.low & ~mask, old.high | mask);
    else
      value = Value();
  }
  if (value.base == Value::Target && any_of(state.facts, [&](const Fact &fact) {
        return fact.symbol == value.symbol;
      })) {
    std::vector<uint64_t> targets;
    if (entries(state, value, targets)) {
      value = Value::at(Value::Targets, 0);
      value.anchor = program.targetSets.number(std::move(targets));
    }
  }
  state.retire(fresh);
  to = value.named(fresh);
  bool isKnown = written.low > 0 || written.high < 255;
  if (action.bits == 8 && !action.isHigh && isKnown && !to.isIn(0, 255))
    state.addView(state.get(Operand::of(action.to, 8)), written.low,
                  written.high);
}

/// Rounds the stack pointer down, once in a function.
Value FunctionCheck::alignStack(const Value &value, const Value &mask) {
  if (value.base == Value::Frame && value.isExact() && mask.isConstant() &&
      value.low % -mask.low == 0 && -mask.low <= frameSlack + 1)
    return value;
  bool isAligning = value.base == Value::Stack && value.isExact() &&
                    mask.isConstant() && mask.low < 0 && mask.low >= -4096 &&
                    isPowerOf2_64(uint64_t(-mask.low));
  if (!isAligning || (frameAnchor && (*frameAnchor != value.low ||
                                      frameSlack != -mask.low - 1)))
    return Value();
  frameAnchor = value.low;
  frameSlack = -mask.low - 1;
  return Value::at(Value::Frame, 0);
}

} // namespace wasmc
