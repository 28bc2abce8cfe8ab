// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Structured control flow as basic blocks. A frame has one block that branches
// to it go to; the values they carry meet there in phis.

#include "compiler/lower/AbiLayout.h"
#include "compiler/lower/FunctionLowering.h"
#include "llvm/IR/MDBuilder.h"
#include "llvm/Support/MathExtras.h"

namespace wasmc {

using namespace llvm;

// Profiles

/// LLVM's weights have 32 bits.
static void setWeights(llvm::Instruction *branch, ArrayRef<uint64_t> counts) {
  if (counts.empty() || all_of(counts, [](uint64_t n) { return n == 0; }))
    return;
  uint64_t scale = *llvm::max_element(counts) / UINT32_MAX + 1;
  SmallVector<uint32_t, 8> weights;
  for (uint64_t count : counts)
    weights.push_back(uint32_t(count / scale));
  branch->setMetadata(
      LLVMContext::MD_prof,
      MDBuilder(branch->getContext()).createBranchWeights(weights));
}

void FunctionLowering::profileEntry() {
  if (module.counters)
    module.counters->count(builder, index, 0, builder.getInt32(0), 1,
                           module.regionTag(Region::Counters));
  if (module.options.profile)
    function->setEntryCount(module.options.profile->count(index, 0));
}

SmallVector<uint64_t, 2> FunctionLowering::profileWays(llvm::Value *way,
                                                       unsigned ways) {
  SmallVector<uint64_t, 2> counts;
  uint64_t body = module.wasm.functions[index].body.offset;
  auto place = uint32_t(walk->offset() - body);
  if (module.counters)
    module.counters->count(builder, index, place, way, ways,
                           module.regionTag(Region::Counters));
  if (module.options.profile)
    for (unsigned i = 0; i < ways; ++i)
      counts.push_back(module.options.profile->count(index, place + i));
  return counts;
}

void FunctionLowering::createBranch(llvm::Value *condition, BasicBlock *then,
                                    BasicBlock *otherwise) {
  SmallVector<uint64_t, 2> counts = profileWays(condition, 2);
  BranchInst *branch = builder.CreateCondBr(condition, then, otherwise);
  if (!counts.empty())
    setWeights(branch, {counts[1], counts[0]});
}

// Control flow

void FunctionLowering::addIncoming(Label &label, Operands values) {
  for (size_t i = 0; i < label.phis.size(); ++i)
    label.phis[i]->addIncoming(values[i].value, builder.GetInsertBlock());
}

/// Makes the block that branches to a frame go to, with its phis.
void FunctionLowering::openTarget(Frame &frame, const Twine &name) {
  frame.label.target = newBlock(name);
  frame.label.handler = handler;
  IRBuilder<> phis(frame.label.target);
  for (ValType valueType : frame.labelTypes())
    frame.label.phis.push_back(phis.CreatePHI(irTypeOf(valueType), 2));
}

void FunctionLowering::block(Frame &frame, Operands) {
  openTarget(frame, "end");
  if (frame.op == Opcode::Try)
    handler = frame.label.handler = frame.label.opened = openHandler();
}

void FunctionLowering::loop(Frame &frame, MutableArrayRef<Operand> params) {
  openTarget(frame, "loop");
  addIncoming(frame.label, params);
  builder.CreateBr(frame.label.target);
  builder.SetInsertPoint(frame.label.target);
  for (size_t i = 0; i < params.size(); ++i)
    params[i].value = frame.label.phis[i];
}

void FunctionLowering::ifStart(Frame &frame, Value condition) {
  openTarget(frame, "end");
  frame.label.otherwise = newBlock("else");
  BasicBlock *then = newBlock("then");
  createBranch(builder.CreateIsNotNull(condition), then, frame.label.otherwise);
  builder.SetInsertPoint(then);
}

void FunctionLowering::ifElse(Frame &frame, bool isLive, Operands results) {
  if (isLive)
    br(frame, results);
  builder.SetInsertPoint(frame.label.otherwise);
}

void FunctionLowering::end(Frame &frame, bool isLive, Operands results,
                           Values &out) {
  endHandler(frame);
  // A loop's end is just the code behind it: branches go to its head.
  if (frame.op == Opcode::Loop) {
    if (!isLive)
      builder.SetInsertPoint(newBlock("dead"));
    for (size_t i = 0; i < frame.resultTypes().size(); ++i)
      out.push_back(isLive
                        ? results[i].value
                        : PoisonValue::get(irTypeOf(frame.resultTypes()[i])));
    return;
  }
  if (isLive)
    br(frame, results);
  if (frame.op == Opcode::If) { // Without an else, its parameters go through.
    builder.SetInsertPoint(frame.label.otherwise);
    br(frame, frame.params);
  }
  builder.SetInsertPoint(frame.label.target);
  for (PHINode *phi : frame.label.phis)
    out.push_back(phi);
  if (!frame.label.isBody)
    return;
  module.giveResults(builder, frame.resultTypes(), out);
}

void FunctionLowering::br(Frame &frame, Operands values) {
  addIncoming(frame.label, values);
  builder.CreateBr(frame.label.target);
}

void FunctionLowering::brIf(Frame &frame, Value condition, Operands values) {
  addIncoming(frame.label, values);
  BasicBlock *next = newBlock("");
  createBranch(builder.CreateIsNotNull(condition), frame.label.target, next);
  builder.SetInsertPoint(next);
}

void FunctionLowering::brTable(Value selector, ArrayRef<Frame *> targets,
                               Operands values) {
  SmallVector<uint64_t, 2> counts = profileWays(
      module.counters ? builder.CreateBinaryIntrinsic(
                            Intrinsic::umin, selector,
                            builder.getInt32(uint32_t(targets.size() - 1)))
                      : selector,
      unsigned(targets.size()));
  BasicBlock *last = targets.back()->label.target;
  addIncoming(targets.back()->label, values);
  SmallVector<uint64_t, 8> weights;
  if (!counts.empty())
    weights.push_back(counts.back());
  SwitchInst *branch =
      builder.CreateSwitch(selector, last, unsigned(targets.size() - 1));
  for (size_t i = 0; i + 1 < targets.size(); ++i) {
    Label &label = targets[i]->label;
    // Cases that go where the default goes need not be told apart.
    if (label.target == last) {
      if (!counts.empty())
        weights[0] = SaturatingAdd(weights[0], counts[i]);
      continue;
    }
    addIncoming(label, values);
    branch->addCase(builder.getInt32(uint32_t(i)), label.target);
    if (!counts.empty())
      weights.push_back(counts[i]);
  }
  setWeights(branch, weights);
}

/// br_on_null and br_on_non_null.
Value *FunctionLowering::brOnRef(const Instruction &in, Frame &frame,
                                 Operand ref, Operands values) {
  bool onNull = in.op == Opcode::BrOnNull;
  if (!onNull && in.op != Opcode::BrOnNonNull) {
    refuse(in);
    return nullptr;
  }
  SmallVector<Operand, 8> carried(values);
  if (!onNull)
    carried.push_back(ref);
  addIncoming(frame.label, carried);
  BasicBlock *next = newBlock("");
  llvm::Value *isNull = builder.CreateIsNull(ref.value);
  if (onNull)
    createBranch(isNull, frame.label.target, next);
  else
    createBranch(isNull, next, frame.label.target);
  builder.SetInsertPoint(next);
  return ref.value;
}

} // namespace wasmc
