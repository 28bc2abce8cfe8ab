// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Direct calls, and calls through tables and references. The check of an
// indirect call is the sandbox's: only code whose type id compares equal is
// ever jumped to.

#include "compiler/lower/AbiLayout.h"
#include "compiler/lower/FunctionLowering.h"
#include "compiler/lower/TableAccess.h"

namespace wasmc {

using namespace llvm;

using Operands = FunctionLowering::Operands;
using Values = FunctionLowering::Values;

namespace {

/// What to call, and how.
struct Callee {
  FunctionCallee code;
  CallingConv::ID convention;
  const FuncType *type;
};

} // namespace

/// The arguments that are passed as such.
static SmallVector<Value *, 8>
passArguments(FunctionLowering &fn, const Callee &callee, Operands args) {
  SmallVector<Value *, 8> values;
  for (const FunctionLowering::Operand &arg : args)
    values.push_back(arg.value);
  if (callee.convention == fn.module.convention())
    values.truncate(
        fn.module.passArguments(fn.builder, callee.type->params, values)
            .size());
  return values;
}

static void describeCall(CallBase *call, const Callee &callee) {
  call->setCallingConv(callee.convention);
  for (unsigned i = 0; i < call->arg_size(); ++i)
    if (call->getArgOperand(i)->getType()->isIntegerTy(32))
      call->addParamAttr(i, Attribute::ZExt);
  if (call->getType()->isIntegerTy(32))
    call->addRetAttr(Attribute::ZExt);
}

/// Functions of the host throw nothing, nor does a module without tags.
static bool mayThrow(FunctionLowering &fn, const Callee &callee) {
  return fn.module.canThrow() && callee.convention == fn.module.convention();
}

/// Calls and takes the results apart.
static void emitCall(FunctionLowering &fn, const Callee &callee, Operands args,
                     Values &out) {
  bool throws = mayThrow(fn, callee);
  SmallVector<Value *, 8> values = passArguments(fn, callee, args);
  CallBase *call = throws ? fn.createCall(callee.code, values)
                          : fn.builder.CreateCall(callee.code, values);
  describeCall(call, callee);
  if (!throws)
    call->setDoesNotThrow();
  fn.module.takeResults(fn.builder, call, callee.type->results, out);
}

/// Calls in place of the function being made: its frame is gone by then, and
/// with it every try.
static void emitTailCall(FunctionLowering &fn, const Callee &callee,
                         Operands args) {
  CallInst *call =
      fn.builder.CreateCall(callee.code, passArguments(fn, callee, args));
  describeCall(call, callee);
  if (!mayThrow(fn, callee))
    call->setDoesNotThrow();
  // A function of the host comes back at once, so its frame cannot add up; and
  // its convention is another.
  if (callee.convention == fn.module.convention())
    call->setTailCallKind(CallInst::TCK_MustTail);
  if (call->getType()->isVoidTy())
    fn.builder.CreateRetVoid();
  else
    fn.builder.CreateRet(call);
}

static Callee indirectCallee(FunctionLowering &fn, uint32_t type, Value *code) {
  const FuncType &signature = fn.module.wasm.types[type].func;
  return {{fn.module.functionType(signature), code},
          fn.module.convention(),
          &signature};
}

/// Host functions follow the C convention, so a table may not hold them as
/// they are; ModuleState gives those in tables a function of the wasm kind.
static Callee calleeByTable(FunctionLowering &fn, const Instruction &in,
                            Operands args) {
  return indirectCallee(fn, in.index,
                        loadCallee(fn, in.index2, args.back().value, in.index));
}

static Callee calleeByReference(FunctionLowering &fn, const Instruction &in,
                                Operands args) {
  return indirectCallee(fn, in.index,
                        loadReferencedCode(fn, args.back().value, in.index,
                                           args.back().type.nullable));
}

void lowerCall(FunctionLowering &fn, const Instruction &in, Operands args,
               Values &out) {
  bool isDirect = in.op == Opcode::Call || in.op == Opcode::ReturnCall;
  bool isTail = in.op == Opcode::ReturnCall ||
                in.op == Opcode::ReturnCallIndirect ||
                in.op == Opcode::ReturnCallRef;
  Callee callee;
  if (isDirect) {
    llvm::Function *function = fn.module.function(in.index);
    if (!function) { // An import that nothing provides, allowed by an option.
      fn.trapIf(fn.builder.getTrue(), wrt::Trap::UnknownImport);
      for (ValType result : fn.module.wasm.funcType(in.index).results)
        out.push_back(irZero(fn.context, result));
      if (isTail)
        fn.builder.CreateUnreachable();
      return;
    }
    callee = {function, function->getCallingConv(),
              &fn.module.wasm.funcType(in.index)};
  } else if (in.op == Opcode::CallRef || in.op == Opcode::ReturnCallRef) {
    callee = calleeByReference(fn, in, args);
  } else {
    callee = calleeByTable(fn, in, args);
  }
  if (!isDirect)
    args = args.drop_back();
  if (isTail)
    emitTailCall(fn, callee, args);
  else
    emitCall(fn, callee, args, out);
}

} // namespace wasmc
