// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Exceptions as LLVM's invoke and landingpad. Calls within a try that may throw
// are invokes; they cost what calls cost, as where to go is in a table that
// only the unwinder reads. All calls of a try share a landing pad, which comes
// to the try's dispatch: a switch over the tag. What matches none of its
// clauses goes on to the dispatch of the try around it in this function, or
// resumes the walk up the stack.
//
// All landing pads are LLVM's cleanups, which take every exception: so the
// tables need no types, code that is inlined into a try needs no change, and a
// throw within a try_table of its own function is a branch.
//
// An exception belongs to the stub. It is freed where a clause has taken its
// values, unless the clause or an instruction within it makes a reference.

#include "compiler/lower/Exception.h"
#include "compiler/lower/AbiLayout.h"
#include "compiler/lower/FunctionLowering.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/Support/MathExtras.h"

namespace wasmc {

using namespace llvm;

static uint64_t sizeOf(ValType type) {
  switch (type.kind) {
  case TypeKind::I32:
  case TypeKind::F32:
    return 4;
  case TypeKind::V128:
    return 16;
  default:
    return 8;
  }
}

bool ExceptionHandler::handles(uint32_t tagId) const {
  return otherwise || llvm::any_of(clauses, [&](const Clause &clause) {
           return clause.tag == tagId;
         });
}

ExceptionLayout exceptionLayout(ArrayRef<ValType> values) {
  ExceptionLayout layout;
  layout.bytes = wrt::exceptionValues;
  for (ValType value : values) {
    uint64_t size = sizeOf(value);
    uint64_t offset = alignTo(layout.bytes, size);
    layout.offsets.push_back(offset);
    layout.bytes = offset + size;
  }
  layout.bytes = alignTo(layout.bytes, 16);
  return layout;
}

static ArrayRef<ValType> valuesOf(FunctionLowering &fn, uint32_t tag) {
  const WasmModule &wasm = fn.module.wasm;
  return wasm.types[wasm.tags[tag].type].func.params;
}

static Value *at(IRBuilder<> &b, Value *exception, uint64_t offset) {
  return b.CreateConstInBoundsGEP1_64(b.getInt8Ty(), exception, offset);
}

static void loadValues(FunctionLowering &fn, Value *exception, uint32_t tag,
                       FunctionLowering::Values &out) {
  ArrayRef<ValType> types = valuesOf(fn, tag);
  ExceptionLayout layout = exceptionLayout(types);
  for (auto [type, offset] : zip_equal(types, layout.offsets))
    out.push_back(fn.builder.CreateLoad(fn.irTypeOf(type),
                                        at(fn.builder, exception, offset)));
}

/// A clause keeps no reference: the exception can go. Its values are to be read
/// through what is returned: so nothing need be kept across the call, which
/// would cost the function a register.
static CallInst *drop(FunctionLowering &fn, Value *exception) {
  IRBuilder<> &b = fn.builder;
  return b.CreateCall(
      fn.module.runtime("wrt_exception_drop", b.getPtrTy(), {b.getPtrTy()}),
      {exception});
}

/// There is a reference from now on.
static void share(IRBuilder<> &b, Value *exception) {
  b.CreateStore(b.getInt8(1),
                at(b, exception, offsetof(wrt::Exception, isShared)));
}

// Handlers

ExceptionHandler *FunctionLowering::openHandler() {
  auto *made = new (handlers.Allocate()) ExceptionHandler;
  made->outer = handler;
  made->dispatch = newBlock("dispatch");
  IRBuilder<> b(made->dispatch);
  made->exception = b.CreatePHI(b.getPtrTy(), 1);
  made->tag = b.CreatePHI(b.getInt32Ty(), 1);
  return made;
}

/// Ends the block with a jump to a handler of the function.
static void jump(IRBuilder<> &b, ExceptionHandler &to, Value *exception,
                 Value *tag) {
  to.exception->addIncoming(exception, b.GetInsertBlock());
  to.tag->addIncoming(tag, b.GetInsertBlock());
  b.CreateBr(to.dispatch);
}

/// Ends the block with the walk up the stack going on.
static void resume(FunctionLowering &fn, Value *exception, Value *tag) {
  IRBuilder<> &b = fn.builder;
  fn.function->setPersonalityFn(fn.module.personality());
  Value *landed =
      PoisonValue::get(StructType::get(b.getPtrTy(), b.getInt32Ty()));
  landed = b.CreateInsertValue(landed, exception, 0);
  b.CreateResume(b.CreateInsertValue(landed, tag, 1));
}

/// Completes a handler whose clauses are all there. What they do not take goes
/// to `next`.
void FunctionLowering::closeHandler(ExceptionHandler &closed,
                                    ExceptionHandler *next) {
  IRBuilder<>::InsertPointGuard guard(builder);
  BasicBlock *otherwise = closed.otherwise;
  if (!otherwise) {
    otherwise = newBlock("");
    builder.SetInsertPoint(otherwise);
    if (next)
      jump(builder, *next, closed.exception, closed.tag);
    else
      resume(*this, closed.exception, closed.tag);
  }
  builder.SetInsertPoint(closed.dispatch);
  SwitchInst *choice = builder.CreateSwitch(closed.tag, otherwise,
                                            unsigned(closed.clauses.size()));
  // The first clause that matches is taken.
  SmallDenseSet<uint32_t, 8> seen;
  for (const ExceptionHandler::Clause &clause : closed.clauses)
    if (seen.insert(clause.tag).second)
      choice->addCase(builder.getInt32(clause.tag), clause.block);
  closed.isClosed = true;
}

/// The landing pad for calls where the builder is.
static BasicBlock *landingPad(FunctionLowering &fn, ExceptionHandler &handler) {
  if (handler.pad)
    return handler.pad;
  handler.pad = fn.newBlock("pad");
  IRBuilder<> b(handler.pad);
  LandingPadInst *landing =
      b.CreateLandingPad(StructType::get(b.getPtrTy(), b.getInt32Ty()), 0);
  landing->setCleanup(true);
  handler.exception->addIncoming(b.CreateExtractValue(landing, 0), handler.pad);
  handler.tag->addIncoming(b.CreateExtractValue(landing, 1), handler.pad);
  b.CreateBr(handler.dispatch);
  fn.function->setPersonalityFn(fn.module.personality());
  return handler.pad;
}

CallBase *FunctionLowering::createCall(FunctionCallee callee,
                                       ArrayRef<llvm::Value *> args) {
  if (!handler)
    return builder.CreateCall(callee, args);
  BasicBlock *next = newBlock("");
  InvokeInst *call =
      builder.CreateInvoke(callee, next, landingPad(*this, *handler), args);
  builder.SetInsertPoint(next);
  return call;
}

// try_table

void FunctionLowering::tryTable(Frame &frame, const Instruction &in,
                                ArrayRef<Frame *> targets) {
  ExceptionHandler *opened = openHandler();
  for (auto [clause, target] : zip_equal(in.catches, targets)) {
    bool isAll = clause.kind >= CatchKind::CatchAll;
    bool makesRef = clause.kind == CatchKind::CatchRef ||
                    clause.kind == CatchKind::CatchAllRef;
    if (opened->otherwise)
      break;
    IRBuilder<>::InsertPointGuard guard(builder);
    BasicBlock *block = newBlock("catch");
    builder.SetInsertPoint(block);
    llvm::Value *caught = opened->exception;
    if (makesRef)
      share(builder, caught);
    else
      caught = drop(*this, caught);
    SmallVector<llvm::Value *, 4> values;
    if (!isAll)
      loadValues(*this, caught, clause.tag, values);
    if (makesRef)
      values.push_back(caught);
    SmallVector<Operand, 4> operands;
    for (auto [type, value] : zip_equal(target->labelTypes(), values))
      operands.push_back({type, value});
    br(*target, operands);
    if (isAll)
      opened->otherwise = block;
    else
      opened->clauses.push_back({module.tagId(clause.tag), block});
  }
  closeHandler(*opened, opened->outer);
  handler = frame.label.handler = opened;
}

// try

/// Starts a clause: with the first one the code is no longer within the try.
void FunctionLowering::legacyCatch(Frame &frame, const Instruction &in,
                                   Values &out) {
  Label &label = frame.label;
  ExceptionHandler &handled = *label.opened;
  handler = label.handler = handled.outer;
  BasicBlock *block = newBlock("catch");
  builder.SetInsertPoint(block);
  label.exception = handled.exception;
  label.drop = drop(*this, label.exception);
  if (in.op == Opcode::CatchAll) {
    handled.otherwise = block;
  } else {
    loadValues(*this, label.drop, in.index, out);
    handled.clauses.push_back({module.tagId(in.index), block});
  }
}

/// Ends a try without clauses: what is thrown in it is thrown in `target`.
void FunctionLowering::delegate(Frame &frame, Frame &target) {
  ExceptionHandler &handled = *frame.label.opened;
  handler = handled.outer;
  closeHandler(handled, target.label.handler);
  frame.label.opened = nullptr;
}

/// What ends with a frame, whatever kind of frame it is.
void FunctionLowering::endHandler(Frame &frame) {
  if (frame.op == Opcode::TryTable) {
    handler = frame.label.handler->outer;
  } else if (ExceptionHandler *handled = frame.label.opened) {
    handler = handled->outer;
    closeHandler(*handled, handled->outer);
  }
}

/// Throws again what the clause `target` has caught.
void FunctionLowering::rethrow(Frame &target) {
  Label &label = target.label;
  if (label.drop) { // It must not go, then.
    IRBuilder<> b(label.drop);
    share(b, label.exception);
    label.drop->replaceAllUsesWith(label.exception);
    label.drop->eraseFromParent();
    label.drop = nullptr;
  }
  raise(label.exception);
}

// throw, throw_ref

void FunctionLowering::raise(llvm::Value *exception) {
  createCall(module.runtime("wrt_throw", builder.getVoidTy(),
                            {builder.getPtrTy()}, true),
             {exception});
  builder.CreateUnreachable();
}

/// The handler in this function that takes the tag for sure, if it is near and
/// known by now. The clauses of a legacy try are still to come.
static ExceptionHandler *handlerOf(ExceptionHandler *handler, uint32_t tagId) {
  constexpr size_t near = 16, few = 16;
  for (size_t i = 0; i < near && handler && handler->isClosed; ++i) {
    if (handler->clauses.size() > few)
      return nullptr;
    if (handler->handles(tagId))
      return handler;
    handler = handler->outer;
  }
  return nullptr;
}

static void lowerThrow(FunctionLowering &fn, uint32_t tag,
                       FunctionLowering::Operands args) {
  IRBuilder<> &b = fn.builder;
  uint32_t tagId = fn.module.tagId(tag);
  Value *exception = b.CreateCall(
      fn.module.runtime("wrt_exception_new", b.getPtrTy(), {b.getInt32Ty()}),
      {b.getInt32(tagId)});
  ExceptionLayout layout = exceptionLayout(valuesOf(fn, tag));
  for (auto [arg, offset] : zip_equal(args, layout.offsets))
    b.CreateStore(arg.value, at(b, exception, offset));
  if (ExceptionHandler *known = handlerOf(fn.handler, tagId))
    jump(b, *known, exception, b.getInt32(tagId));
  else
    fn.raise(exception);
}

void lowerException(FunctionLowering &fn, const Instruction &in,
                    FunctionLowering::Operands args) {
  if (in.op == Opcode::Throw)
    return lowerThrow(fn, in.index, args);
  IRBuilder<> &b = fn.builder; // throw_ref
  Value *exception = args[0].value;
  fn.trapIf(b.CreateIsNull(exception), wrt::Trap::NullExceptionReference);
  if (!fn.module.canThrow()) // So there is no reference but null.
    return void(b.CreateUnreachable());
  // Unlike one that is made or caught, it may come from anywhere.
  fn.raise(b.CreateCall(
      fn.module.runtime("wrt_exception_of", b.getPtrTy(), {b.getPtrTy()}),
      {exception}));
}

// The plan for the stub

/// How far `target` is from the field, the first of those that follow it.
static Constant *distance(Constant *target, GlobalVariable *from,
                          uint64_t offset) {
  Type *i64 = Type::getInt64Ty(from->getContext());
  Constant *field = ConstantExpr::getInBoundsGetElementPtr(
      Type::getInt8Ty(from->getContext()), from, ConstantInt::get(i64, offset));
  return ConstantExpr::getSub(ConstantExpr::getPtrToInt(target, i64),
                              ConstantExpr::getPtrToInt(field, i64));
}

namespace {

/// Where exnrefs may be: `words` of them, or as many as `size` says.
struct Root {
  Constant *start;
  Constant *size;
  uint64_t words;
};

} // namespace

static bool holdsExceptions(ValType type) {
  return type.isRef() && type.heapKind == HeapKind::Exn;
}

static std::vector<Root> findRoots(ModuleState &module) {
  std::vector<Root> roots;
  for (uint32_t i = 0; i < module.wasm.globals.size(); ++i)
    if (module.wasm.globals[i].isMutable &&
        holdsExceptions(module.wasm.globals[i].type))
      roots.push_back({module.global(i), nullptr, 1});
  for (uint32_t i = 0; i < module.wasm.tables.size(); ++i) {
    if (!holdsExceptions(module.wasm.tables[i].element) ||
        module.tableForm(i) == TableForm::Constant)
      continue;
    if (module.canGrow(i))
      roots.push_back({module.table(i), module.tableSize(i), 0});
    else if (uint64_t words = module.tableCapacity(i))
      roots.push_back({module.table(i), nullptr, words});
  }
  return roots;
}

void ModuleState::defineExceptions() {
  // Room for a quarter of a million small ones; only what is used of it becomes
  // memory.
  constexpr uint64_t poolBytes = 16 << 20;
  uint64_t slot = wrt::exceptionValues;
  for (const Tag &tag : wasm.tags)
    slot =
        std::max(slot, exceptionLayout(wasm.types[tag.type].func.params).bytes);
  std::vector<Root> roots = findRoots(*this);

  GlobalVariable *pool =
      variable("wasm_exception_pool",
               ArrayType::get(Type::getInt8Ty(context), poolBytes), false);
  pool->setAlignment(Align(16));
  pool->setInitializer(Constant::getNullValue(pool->getValueType()));
  Type *i64 = Type::getInt64Ty(context);
  auto number = [&](uint64_t value) { return ConstantInt::get(i64, value); };
  uint64_t count = 3 + 3 * roots.size();
  GlobalVariable *plan =
      variable("wasm_exceptions", ArrayType::get(i64, count), true);
  SmallVector<Constant *> words = {number(poolBytes), number(slot),
                                   number(roots.size())};
  for (const Root &root : roots) {
    words.push_back(distance(root.start, plan, 8 * words.size()));
    words.push_back(root.size ? distance(root.size, plan, 8 * words.size())
                              : number(0));
    words.push_back(number(root.words));
  }
  plan->setInitializer(
      ConstantArray::get(cast<ArrayType>(plan->getValueType()), words));
}

} // namespace wasmc
