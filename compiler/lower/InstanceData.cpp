// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The state of a module that is one instance of several in a process. Unlike an
// executable's it may depend on imports, so instantiation (3.0 section 4.7.2)
// is code: it initialises globals and tables, copies the active segments, drops
// them, and calls the start function, each written as the instruction that the
// specification says it is.

#include "compiler/lower/AbiLayout.h"
#include "compiler/lower/FunctionLowering.h"

namespace wasmc {

using namespace llvm;

using Operand = FunctionLowering::Operand;

/// Contents of segments, and how much of each is left.
void ModuleState::defineSegments() {
  Type *i64 = Type::getInt64Ty(context);
  for (uint32_t i = 0; i < wasm.data.size(); ++i) {
    ArrayRef<uint8_t> bytes = wasm.data[i].bytes.bytes;
    own(dataSegment(i), ConstantDataArray::get(context, bytes));
    own(dataSegmentSize(i), ConstantInt::get(i64, bytes.size()));
  }
  for (uint32_t i = 0; i < wasm.elements.size(); ++i) {
    if (wasm.elements[i].mode == SegmentMode::Declarative)
      continue;
    GlobalVariable *entries = elementSegment(i);
    own(entries, Constant::getNullValue(entries->getValueType()));
    own(elementSegmentSize(i), ConstantInt::get(i64, wasm.elements[i].size()));
  }
}

/// Computes the elements of a segment into its variable.
static Error storeElements(FunctionLowering &fn, uint32_t index) {
  const ElementSegment &segment = fn.module.wasm.elements[index];
  IRBuilder<> &b = fn.builder;
  GlobalVariable *entries = fn.module.elementSegment(index);
  for (size_t i = 0; i < segment.size(); ++i) {
    Value *value = nullptr;
    if (segment.exprs.empty()) {
      value = fn.module.funcRef(segment.functions[i]);
    } else {
      Expected<Value *> result = fn.constant(segment.exprs[i], segment.type);
      if (!result)
        return result.takeError();
      value = *result;
    }
    b.CreateStore(value, b.CreateConstInBoundsGEP2_64(entries->getValueType(),
                                                      entries, 0, i));
  }
  return Error::success();
}

/// One instruction as instantiation performs it.
static void perform(FunctionLowering &fn, const wasmc::Instruction &in,
                    ArrayRef<Operand> args) {
  SmallVector<Value *, 1> results;
  fn.op(in, args, results);
}

static Operand i32(FunctionLowering &fn, uint64_t value) {
  return {TypeKind::I32, fn.builder.getInt32(uint32_t(value))};
}

static Error initTables(FunctionLowering &fn) {
  const WasmModule &wasm = fn.module.wasm;
  for (uint32_t i = 0; i < wasm.tables.size(); ++i) {
    const Table &table = wasm.tables[i];
    if (!table.init.isPresent())
      continue;
    Expected<Value *> value = fn.constant(table.init, table.element);
    if (!value)
      return value.takeError();
    ValType address = table.limits.addressType();
    Type *type = fn.irTypeOf(address);
    wasmc::Instruction fill;
    fill.op = Opcode::TableFill;
    fill.index = i;
    perform(fn, fill,
            {{address, ConstantInt::get(type, 0)},
             {table.element, *value},
             {address, ConstantInt::get(type, table.limits.minimum)}});
  }
  return Error::success();
}

static Error initGlobals(FunctionLowering &fn) {
  const WasmModule &wasm = fn.module.wasm;
  for (uint32_t i = wasm.importedGlobals; i < wasm.globals.size(); ++i) {
    const Global &global = wasm.globals[i];
    Expected<Value *> value = fn.constant(global.init, global.type);
    if (!value)
      return value.takeError();
    fn.builder.CreateStore(*value, fn.module.global(i));
  }
  return Error::success();
}

static Error initElements(FunctionLowering &fn) {
  const WasmModule &wasm = fn.module.wasm;
  for (uint32_t i = 0; i < wasm.elements.size(); ++i)
    if (wasm.elements[i].mode != SegmentMode::Declarative)
      if (Error error = storeElements(fn, i))
        return error;
  for (uint32_t i = 0; i < wasm.elements.size(); ++i) {
    const ElementSegment &segment = wasm.elements[i];
    if (segment.mode != SegmentMode::Active)
      continue;
    ValType address = wasm.tables[segment.table].limits.addressType();
    Expected<Value *> offset = fn.constant(segment.offset, address);
    if (!offset)
      return offset.takeError();
    wasmc::Instruction init;
    init.op = Opcode::TableInit;
    init.index = i;
    init.index2 = segment.table;
    perform(fn, init,
            {{address, *offset}, i32(fn, 0), i32(fn, segment.size())});
    init.op = Opcode::ElemDrop;
    perform(fn, init, {});
  }
  return Error::success();
}

static Error initMemories(FunctionLowering &fn) {
  const WasmModule &wasm = fn.module.wasm;
  for (uint32_t i = 0; i < wasm.data.size(); ++i) {
    const DataSegment &segment = wasm.data[i];
    if (segment.mode != SegmentMode::Active)
      continue;
    ValType address = wasm.memories[segment.memory].limits.addressType();
    Expected<Value *> offset = fn.constant(segment.offset, address);
    if (!offset)
      return offset.takeError();
    wasmc::Instruction init;
    init.op = Opcode::MemoryInit;
    init.index = i;
    init.memArg.memory = segment.memory;
    perform(
        fn, init,
        {{address, *offset}, i32(fn, 0), i32(fn, segment.bytes.bytes.size())});
    init.op = Opcode::DataDrop;
    perform(fn, init, {});
  }
  return Error::success();
}

Error ModuleState::defineInit() {
  auto *type = FunctionType::get(Type::getVoidTy(context), false);
  llvm::Function *init =
      llvm::Function::Create(type, GlobalValue::ExternalLinkage,
                             options.instance->prefix + "init", ir);
  if (!canThrow())
    init->addFnAttr(Attribute::NoUnwind);
  BasicBlock::Create(context, "", init);
  FunctionLowering fn(*this, init);
  for (auto step : {initGlobals, initTables, initElements, initMemories})
    if (Error error = step(fn))
      return error;
  if (wasm.start) {
    wasmc::Instruction call;
    call.op = Opcode::Call;
    call.index = *wasm.start;
    perform(fn, call, {});
  }
  fn.builder.CreateRetVoid();
  return Error::success();
}

/// Between the C convention with values in memory and the wasm one.
void ModuleState::defineTrampoline(uint32_t type) {
  constexpr uint64_t slot = 16;
  std::string name = symbol("call", type);
  if (ir.getFunction(name))
    return;
  Type *pointer = PointerType::getUnqual(context);
  auto *signature = FunctionType::get(Type::getVoidTy(context),
                                      {pointer, pointer, pointer}, false);
  llvm::Function *trampoline =
      llvm::Function::Create(signature, GlobalValue::ExternalLinkage, name, ir);
  if (!canThrow())
    trampoline->addFnAttr(Attribute::NoUnwind);
  IRBuilder<> b(BasicBlock::Create(context, "", trampoline));
  const FuncType &callee = wasm.types[type].func;
  FunctionType *calleeType = functionType(callee);
  SmallVector<Value *, 8> all;
  for (unsigned i = 0; i < callee.params.size(); ++i)
    all.push_back(b.CreateAlignedLoad(
        irType(context, callee.params[i]),
        b.CreateConstGEP1_64(b.getInt8Ty(), trampoline->getArg(1), i * slot),
        Align(slot)));
  ArrayRef<Value *> args = passArguments(b, callee.params, all);
  CallInst *call = b.CreateCall({calleeType, trampoline->getArg(0)}, args);
  call->setCallingConv(convention());
  for (unsigned i = 0; i < args.size(); ++i)
    if (args[i]->getType()->isIntegerTy(32))
      call->addParamAttr(i, Attribute::ZExt);
  SmallVector<Value *, 4> results;
  takeResults(b, call, callee.results, results);
  for (unsigned i = 0; i < results.size(); ++i)
    b.CreateAlignedStore(
        results[i],
        b.CreateConstGEP1_64(b.getInt8Ty(), trampoline->getArg(2), i * slot),
        Align(slot));
  b.CreateRetVoid();
}

Error ModuleState::defineInstance() {
  for (uint32_t i = wasm.importedGlobals; i < wasm.globals.size(); ++i)
    own(global(i), irZero(context, wasm.globals[i].type));
  defineSegments();
  if (Error error = defineInit())
    return error;
  for (const Export &entry : wasm.exports)
    if (entry.kind == ExternKind::Func) {
      funcRef(entry.index);
      function(entry.index);
      defineTrampoline(wasm.functions[entry.index].type);
    }
  return Error::success();
}

} // namespace wasmc
