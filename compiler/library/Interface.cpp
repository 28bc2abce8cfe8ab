// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/library/Interface.h"
#include "compiler/library/InstanceState.h"
#include "compiler/lower/AbiLayout.h"
#include "compiler/lower/InitialImage.h"
#include "wrt/library.h"
#include "llvm/IR/IRBuilder.h"

namespace wasmc {

using namespace llvm;

namespace {

class Interface {
public:
  Interface(Module &module, const WasmModule &wasm, const LibraryApi &api,
            const InstanceLayout &layout)
      : module(module), wasm(wasm), api(api), layout(layout),
        context(module.getContext()) {}

  void defineCall(const ApiFunction &function);
  void defineGlobal(const ApiGlobal &global);
  void defineCommon(Constant *plan);
  Constant *plan(const InitialImage &image, const wrt::CpuNeeds &needs);

private:
  Module &module;
  const WasmModule &wasm;
  const LibraryApi &api;
  const InstanceLayout &layout;
  LLVMContext &context;

  Type *i32() { return Type::getInt32Ty(context); }
  Type *i64() { return Type::getInt64Ty(context); }
  PointerType *pointer() { return PointerType::getUnqual(context); }
  Constant *number(uint64_t value) { return ConstantInt::get(i64(), value); }

  llvm::Function *define(const Twine &name, Type *result,
                         ArrayRef<Type *> params, bool isExported);
  llvm::Function *runtime(StringRef name, FunctionType *type);
  llvm::Function *defineInner(const ApiFunction &function);
  void forward(StringRef name, Type *result, ArrayRef<Type *> params,
               Constant *first = nullptr);
  Constant *keep(Constant *value, const Twine &name);
  Constant *name(StringRef from, StringRef name, uint32_t function);
};

} // namespace

/// Each value of a call has 16 bytes of memory.
static constexpr uint64_t slotBytes = 16;

static Value *slotAt(IRBuilder<> &b, Value *slots, size_t index) {
  return b.CreateConstInBoundsGEP1_64(b.getInt8Ty(), slots, index * slotBytes);
}

llvm::Function *Interface::define(const Twine &name, Type *result,
                                  ArrayRef<Type *> params, bool isExported) {
  llvm::Function *function = llvm::Function::Create(
      FunctionType::get(result, params, false),
      isExported ? GlobalValue::ExternalLinkage : GlobalValue::InternalLinkage,
      name, module);
  function->addFnAttr(Attribute::NoUnwind);
  function->setUWTableKind(UWTableKind::Async);
  BasicBlock::Create(context, "", function);
  return function;
}

llvm::Function *Interface::runtime(StringRef name, FunctionType *type) {
  auto *function =
      cast<llvm::Function>(module.getOrInsertFunction(name, type).getCallee());
  function->setVisibility(GlobalValue::HiddenVisibility);
  function->setDSOLocal(true);
  return function;
}

/// What the runtime calls, with traps in its charge: takes the arguments from
/// the slots and leaves the results there.
llvm::Function *Interface::defineInner(const ApiFunction &function) {
  llvm::Function *inner =
      define("wasm.enter" + Twine(function.index), Type::getVoidTy(context),
             {pointer(), pointer()}, false);
  // Loops of what is inlined count, too. What else is as in
  // moveStateToInstance.
  inner->addFnAttr(instanceAttribute);
  inner->addFnAttr("warn-stack-size", std::to_string(wrt::libraryFrame));
  inner->setLinkage(GlobalValue::ExternalLinkage);
  inner->setVisibility(GlobalValue::HiddenVisibility);
  inner->setDSOLocal(true);
  IRBuilder<> b(&inner->getEntryBlock());
  llvm::Function *callee =
      module.getFunction(("wasm.f" + Twine(function.index)).str());
  const FuncType &type = wasm.funcType(function.index);
  SmallVector<Value *, 8> args = {inner->getArg(0)};
  Value *slots = inner->getArg(1);
  for (auto [i, param] : enumerate(type.params))
    args.push_back(b.CreateAlignedLoad(irType(context, param),
                                       slotAt(b, slots, i), Align(slotBytes)));
  CallInst *call = b.CreateCall(callee, args);
  call->setCallingConv(callee->getCallingConv());
  call->setAttributes(callee->getAttributes().removeFnAttributes(context));
  // Results of which some do not fit registers are the module's to find: see
  // ModuleState::directResults.
  size_t direct = call->getType()->isVoidTy() ? 0
                  : call->getType()->isStructTy()
                      ? call->getType()->getStructNumElements()
                      : 1;
  for (auto [i, result] : enumerate(type.results)) {
    Value *value;
    if (i < direct)
      value = call->getType()->isStructTy()
                  ? b.CreateExtractValue(call, unsigned(i))
                  : call;
    else
      value = b.CreateAlignedLoad(
          irType(context, result),
          b.CreateConstInBoundsGEP1_64(b.getInt8Ty(), inner->getArg(0),
                                       layout.offsets.lookup("wasm.results") +
                                           (i - direct) * slotBytes),
          Align(slotBytes));
    b.CreateAlignedStore(value, slotAt(b, slots, i), Align(slotBytes));
  }
  b.CreateRetVoid();
  return inner;
}

/// int SYMBOL(instance, parameters, pointers for the results).
void Interface::defineCall(const ApiFunction &function) {
  const FuncType &type = wasm.funcType(function.index);
  SmallVector<Type *, 8> params = {pointer()};
  for (ValType param : type.params)
    params.push_back(param.kind == TypeKind::V128 ? pointer()
                                                  : irType(context, param));
  params.append(type.results.size(), pointer());
  llvm::Function *inner = defineInner(function);
  llvm::Function *outer = define(function.symbol, i32(), params, true);
  IRBuilder<> b(&outer->getEntryBlock());
  size_t count = std::max(type.params.size(), type.results.size());
  AllocaInst *slots =
      b.CreateAlloca(ArrayType::get(b.getInt8Ty(), count * slotBytes));
  slots->setAlignment(Align(slotBytes));
  for (auto [i, param] : enumerate(type.params)) {
    Value *value = outer->getArg(unsigned(1 + i));
    if (param.kind == TypeKind::V128)
      value = b.CreateAlignedLoad(irType(context, param), value, Align(1));
    b.CreateAlignedStore(value, slotAt(b, slots, i), Align(slotBytes));
  }
  llvm::Function *enter = runtime(
      "wrt_library_enter",
      FunctionType::get(i32(), {pointer(), pointer(), pointer()}, false));
  Value *error = b.CreateCall(enter, {outer->getArg(0), inner, slots});
  auto *done = BasicBlock::Create(context, "", outer);
  auto *end = BasicBlock::Create(context, "", outer);
  b.CreateCondBr(b.CreateIsNull(error), done, end);
  b.SetInsertPoint(done);
  for (auto [i, result] : enumerate(type.results)) {
    Value *value = b.CreateAlignedLoad(irType(context, result),
                                       slotAt(b, slots, i), Align(slotBytes));
    b.CreateAlignedStore(
        value, outer->getArg(unsigned(1 + type.params.size() + i)), Align(1));
  }
  b.CreateBr(end);
  b.SetInsertPoint(end);
  b.CreateRet(error);
}

void Interface::defineGlobal(const ApiGlobal &global) {
  std::string name = ("wasm.g" + Twine(global.index)).str();
  Type *type = irType(context, wasm.globals[global.index].type);
  auto placeIn = [&](IRBuilder<> &b, llvm::Function *function) -> Value * {
    if (GlobalVariable *constant = module.getNamedGlobal(name))
      return constant;
    return b.CreateConstInBoundsGEP1_64(b.getInt8Ty(), function->getArg(0),
                                        layout.offsets.lookup(name));
  };
  llvm::Function *reader = define(global.reader, type, {pointer()}, true);
  IRBuilder<> b(&reader->getEntryBlock());
  b.CreateRet(b.CreateLoad(type, placeIn(b, reader)));
  if (global.writer.empty())
    return;
  llvm::Function *writer =
      define(global.writer, Type::getVoidTy(context), {pointer(), type}, true);
  IRBuilder<> w(&writer->getEntryBlock());
  w.CreateStore(writer->getArg(1), placeIn(w, writer));
  w.CreateRetVoid();
}

/// A function of the header that is one of the runtime's; `first` goes before
/// its parameters.
void Interface::forward(StringRef name, Type *result, ArrayRef<Type *> params,
                        Constant *first) {
  llvm::Function *function = define(api.symbol(name), result, params, true);
  IRBuilder<> b(&function->getEntryBlock());
  SmallVector<Value *, 8> args;
  SmallVector<Type *, 8> types;
  if (first)
    args.push_back(first);
  for (Argument &arg : function->args())
    args.push_back(&arg);
  for (Value *arg : args)
    types.push_back(arg->getType());
  CallInst *call =
      b.CreateCall(runtime(("wrt_library_" + name).str(),
                           FunctionType::get(result, types, false)),
                   args);
  call->setTailCall();
  if (result->isVoidTy())
    b.CreateRetVoid();
  else
    b.CreateRet(call);
}

void Interface::defineCommon(Constant *plan) {
  PointerType *p = pointer();
  Type *none = Type::getVoidTy(context);
  forward("instantiate", i32(), {p, p, p, p}, plan);
  forward("instantiate_by_name", i32(), {p, p, p, p}, plan);
  forward("type_of", p, {p}, plan);
  forward("reset", i32(), {p});
  forward("delete", none, {p});
  forward("at", p, {p, i64(), i64()});
  forward("memory_size", i64(), {p});
  forward("set_timeout", none, {p, i64()});
  forward("interrupt", none, {p});
  forward("fail", none, {p});
  forward("trap_address", i64(), {p});
}

Constant *Interface::keep(Constant *value, const Twine &name) {
  return new GlobalVariable(module, value->getType(), true,
                            GlobalValue::InternalLinkage, value, name);
}

/// wrt::LibraryName of a function.
Constant *Interface::name(StringRef from, StringRef name, uint32_t function) {
  const FuncType &type = wasm.funcType(function);
  auto text = [&](StringRef value) {
    return keep(ConstantDataArray::getString(context, value), "wasm.text");
  };
  Constant *fields[] = {
      text(from), text(name),
      text(toString(type.params) + " -> " + toString(type.results))};
  return ConstantStruct::getAnon(context, fields);
}

/// wrt::LibraryPlan.
Constant *Interface::plan(const InitialImage &image,
                          const wrt::CpuNeeds &needs) {
  Constant *null = ConstantPointerNull::get(pointer());
  std::vector<Constant *> memories, pieces, imports, exports;
  for (const InitialMemory &memory : image.memories)
    for (uint64_t word :
         {memory.initialBytes, memory.maximumBytes, uint64_t(memory.pageShift),
          uint64_t(memory.is64), uint64_t(1)})
      memories.push_back(number(word));
  for (const ImagePiece &piece : image.pieces) {
    Constant *fields[] = {
        number(piece.memory), number(piece.address),
        keep(ConstantDataArray::get(context, piece.bytes), "wasm.data"),
        number(piece.bytes.size())};
    pieces.push_back(ConstantStruct::getAnon(context, fields));
  }
  for (const ApiImport &import : api.imports)
    imports.push_back(name(import.module, import.name, import.index));
  for (const ApiFunction &function : api.functions)
    exports.push_back(name("", function.name, function.index));
  auto list = [&](ArrayRef<Constant *> values, const Twine &name) {
    if (values.empty())
      return null;
    auto *type = ArrayType::get(values[0]->getType(), values.size());
    return keep(ConstantArray::get(type, values), name);
  };
  uint64_t stateBytes = layout.state ? module.getDataLayout().getTypeAllocSize(
                                           layout.state->getValueType())
                                     : TypeSize::getFixed(0);
  Constant *fields[] = {number(layout.bytes),
                        number(layout.stateOffset),
                        number(stateBytes),
                        layout.state ? static_cast<Constant *>(layout.state)
                                     : null,
                        number(image.memories.size()),
                        list(memories, "wasm.memories"),
                        number(pieces.size()),
                        list(pieces, "wasm.pieces"),
                        module.getFunction("wasm_entry"),
                        number(needs.words[0]),
                        number(needs.words[1]),
                        number(imports.size()),
                        list(imports, "wasm.imports"),
                        number(layout.importsOffset),
                        number(exports.size()),
                        list(exports, "wasm.exports")};
  static_assert(sizeof(wrt::LibraryPlan) == 16 * sizeof(uint64_t));
  return keep(ConstantStruct::getAnon(context, fields), "wasm.plan");
}

Error makeLibrary(Module &module, const WasmModule &wasm, const LibraryApi &api,
                  const wrt::CpuNeeds &needs) {
  Expected<InitialImage> image = layOutMemories(wasm);
  if (!image)
    return image.takeError();
  // Of a module without memories, one of no bytes: what the runtime uses.
  InstanceLayout layout =
      moveStateToInstance(module, image->memories.size(), api.imports.size());
  Interface interface(module, wasm, api, layout);
  for (const ApiFunction &function : api.functions)
    interface.defineCall(function);
  for (const ApiGlobal &global : api.globals)
    interface.defineGlobal(global);
  interface.defineCommon(interface.plan(*image, needs));
  return Error::success();
}

} // namespace wasmc
