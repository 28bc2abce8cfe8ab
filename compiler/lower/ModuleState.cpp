// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/lower/ModuleState.h"
#include "compiler/lower/AbiLayout.h"
#include "compiler/lower/HostImports.h"
#include "compiler/lower/Traps.h"
#include "compiler/wasm/Limits.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/IR/MDBuilder.h"

namespace wasmc {

using namespace llvm;

ModuleState::ModuleState(Module &ir, const WasmModule &wasm, const Part &part,
                         const LoweringOptions &options)
    : ir(ir), context(ir.getContext()), wasm(wasm), part(part),
      options(options) {
  findTableForms();
  MDBuilder metadata(context);
  MDNode *root = metadata.createTBAARoot("wasmc");
  // A load behind a check is no trap, so not one of those that the optimiser
  // must keep.
  const char *names[] = {options.checkedMemory ? "checked memory" : "memory",
                         "global", "table", "bounds", "counters"};
  for (size_t i = 0; i < std::size(names); ++i) {
    MDNode *type = metadata.createTBAAScalarTypeNode(names[i], root);
    regionTags[i] = metadata.createTBAAStructTagNode(type, type, 0);
  }
  if (options.counts)
    counters.emplace(ir);
}

MDNode *ModuleState::regionTag(Region region) const {
  return options.optimizing ? regionTags[size_t(region)] : nullptr;
}

void ModuleState::tag(llvm::Instruction *access, Region region) {
  if (options.optimizing)
    access->setMetadata(LLVMContext::MD_tbaa, regionTags[size_t(region)]);
  else if (auto *load = dyn_cast<LoadInst>(access))
    load->setVolatile(region == Region::Memory && !options.checkedMemory);
}

/// A table that code only calls through keeps its first contents for ever.
void ModuleState::findTableForms() {
  tableForms.assign(wasm.tables.size(), TableForm::Mutable);
  growingTables.resize(unsigned(wasm.tables.size()));
  for (uint32_t i = 0; i < wasm.tables.size(); ++i) {
    const TableUse &use = wasm.tableUses[i];
    growingTables[i] = use.grows;
    if (!isInstance() && !use.isAccessed &&
        wasm.tables[i].element.heapKind != HeapKind::Extern)
      tableForms[i] = TableForm::Constant;
  }
}

std::string ModuleState::symbol(StringRef kind, uint32_t index) const {
  StringRef prefix =
      isInstance() ? StringRef(options.instance->prefix) : "wasm.";
  return (prefix + kind + Twine(index)).str();
}

// Functions

CallingConv::ID ModuleState::convention() const {
  bool useTailCalls =
      isInstance() ? options.instance->useTailCalls : wasm.usesTailCalls;
  return useTailCalls ? CallingConv::Tail : CallingConv::Fast;
}

FunctionType *ModuleState::functionType(const FuncType &type) const {
  SmallVector<Type *, 8> params;
  ArrayRef<ValType> all(type.params), results(type.results);
  for (ValType param : all.take_front(directParams(all)))
    params.push_back(irType(context, param));
  return FunctionType::get(
      irResultType(context, results.take_front(directResults(results))), params,
      false);
}

/// How many of the values, from the first on, fit so many registers.
static size_t countFitting(ArrayRef<ValType> values, unsigned integers,
                           unsigned vectors) {
  for (size_t i = 0; i < values.size(); ++i) {
    TypeKind kind = values[i].kind;
    bool isVector = kind == TypeKind::F32 || kind == TypeKind::F64 ||
                    kind == TypeKind::V128;
    unsigned &left = isVector ? vectors : integers;
    if (left-- == 0)
      return i;
  }
  return values.size();
}

// The numbers are what both targets have, whatever the mixture.

size_t ModuleState::directResults(ArrayRef<ValType> results) const {
  // Of more, x86-64 returns some by the x87, which would make signalling NaNs
  // quiet, and a tail call could not return those that need memory of the
  // caller's.
  return countFitting(results, 2, 2);
}

size_t ModuleState::directParams(ArrayRef<ValType> params) const {
  if (convention() != CallingConv::Tail || !canThrow())
    return params.size();
  return countFitting(params, 6, 8);
}

Constant *ModuleState::overflowSlot(size_t index) {
  constexpr uint64_t slot = 16;
  Type *i8 = Type::getInt8Ty(context);
  // All instances of a process share one.
  GlobalVariable *slots =
      variable(isInstance() ? "wrt_results" : "wasm.results",
               ArrayType::get(i8, limits::results * slot), false);
  slots->setAlignment(Align(slot));
  return ConstantExpr::getInBoundsGetElementPtr(
      i8, slots, ConstantInt::get(Type::getInt64Ty(context), index * slot));
}

ArrayRef<Value *> ModuleState::passArguments(IRBuilder<> &builder,
                                             ArrayRef<ValType> types,
                                             ArrayRef<Value *> args) {
  size_t direct = directParams(types);
  for (size_t i = direct; i < types.size(); ++i)
    builder.CreateStore(args[i], overflowSlot(i - direct));
  return args.take_front(direct);
}

Value *ModuleState::takeParam(IRBuilder<> &builder, ArrayRef<ValType> types,
                              size_t index) {
  size_t direct = directParams(types);
  if (index < direct)
    return builder.GetInsertBlock()->getParent()->getArg(unsigned(index));
  return builder.CreateLoad(irType(context, types[index]),
                            overflowSlot(index - direct));
}

void ModuleState::takeResults(IRBuilder<> &builder, CallBase *call,
                              ArrayRef<ValType> types,
                              SmallVectorImpl<Value *> &results) {
  size_t direct = directResults(types);
  for (unsigned i = 0; i < direct; ++i)
    results.push_back(direct == 1 ? call : builder.CreateExtractValue(call, i));
  for (size_t i = direct; i < types.size(); ++i)
    results.push_back(builder.CreateLoad(irType(context, types[i]),
                                         overflowSlot(i - direct)));
}

void ModuleState::giveResults(IRBuilder<> &builder, ArrayRef<ValType> types,
                              ArrayRef<Value *> results) {
  size_t direct = directResults(types);
  for (size_t i = direct; i < types.size(); ++i)
    builder.CreateStore(results[i], overflowSlot(i - direct));
  if (direct == 0)
    builder.CreateRetVoid();
  else if (direct == 1)
    builder.CreateRet(results[0]);
  else
    builder.CreateAggregateRet(const_cast<Value **>(results.data()),
                               unsigned(direct));
}

static void zeroExtendParams(llvm::Function *function) {
  // A value that is always zero-extended needs no extension before it becomes
  // an address.
  for (Argument &arg : function->args())
    if (arg.getType()->isIntegerTy(32))
      arg.addAttr(Attribute::ZExt);
  if (function->getReturnType()->isIntegerTy(32))
    function->addRetAttr(Attribute::ZExt);
}

llvm::Function *ModuleState::declareImport(uint32_t index) {
  const Import &import = wasm.imports[wasm.functions[index].import];
  std::optional<HostFunction> host = findHostFunction(import);
  if (!host)
    return nullptr;
  StringRef symbol =
      options.makesSnapshot ? snapshotSymbol(*host) : host->symbol;
  if (llvm::Function *known = ir.getFunction(symbol))
    return known;
  llvm::Function *function =
      llvm::Function::Create(irFunctionType(context, host->type),
                             GlobalValue::ExternalLinkage, symbol, ir);
  function->setVisibility(GlobalValue::HiddenVisibility);
  function->setDSOLocal(true);
  // Host functions never come back into the module: what they cannot name,
  // they do not change.
  function->addFnAttr(Attribute::NoCallback);
  function->addFnAttr(Attribute::NoUnwind);
  if (host->neverReturns)
    function->addFnAttr(Attribute::NoReturn);
  zeroExtendParams(function);
  return function;
}

llvm::Function *ModuleState::create(uint32_t index,
                                    GlobalValue::LinkageTypes linkage,
                                    const Twine &name) {
  llvm::Function *function = llvm::Function::Create(
      functionType(wasm.funcType(index)), linkage, name, ir);
  if (linkage == GlobalValue::ExternalLinkage && !isInstance())
    function->setVisibility(GlobalValue::HiddenVisibility);
  function->setDSOLocal(true);
  function->setCallingConv(convention());
  if (!canThrow())
    function->addFnAttr(Attribute::NoUnwind);
  function->setUWTableKind(UWTableKind::Async);
  function->addFnAttr("probe-stack", "inline-asm");
  // Endless recursion runs out of stack; made a loop it would never end.
  function->addFnAttr("disable-tail-calls", "true");
  zeroExtendParams(function);
  return function;
}

llvm::Function *ModuleState::function(uint32_t index) {
  if (wasm.functions[index].isImport && options.isLibrary)
    return hostCall(index);
  if (wasm.functions[index].isImport && !isInstance())
    return declareImport(index);
  std::string name = symbol("f", index);
  if (llvm::Function *known = ir.getFunction(name))
    return known;
  return create(index,
                part.isWhole ? GlobalValue::InternalLinkage
                             : GlobalValue::ExternalLinkage,
                name);
}

llvm::Function *ModuleState::indirectFunction(uint32_t index) {
  if (!wasm.functions[index].isImport || isInstance() || options.isLibrary)
    return function(index);
  std::string name = symbol("f", index);
  if (llvm::Function *known = ir.getFunction(name))
    return known;
  llvm::Function *thunk = create(index, GlobalValue::InternalLinkage, name);
  IRBuilder<> builder(BasicBlock::Create(context, "", thunk));
  llvm::Function *import = function(index);
  if (!import) {
    createTrap(builder, wrt::Trap::UnknownImport);
    return thunk;
  }
  SmallVector<Value *, 8> args;
  const FuncType &type = wasm.funcType(index);
  for (size_t i = 0; i < type.params.size(); ++i)
    args.push_back(takeParam(builder, type.params, i));
  CallInst *call = builder.CreateCall(import, args);
  for (unsigned i = 0; i < args.size(); ++i)
    if (args[i]->getType()->isIntegerTy(32))
      call->addParamAttr(i, Attribute::ZExt);
  if (call->getType()->isVoidTy())
    builder.CreateRetVoid();
  else
    builder.CreateRet(call);
  return thunk;
}

bool ModuleState::canThrow() const {
  // Whoever has an exnref has it from a tag.
  return isInstance() ? options.instance->useExceptions : !wasm.tags.empty();
}

uint32_t ModuleState::tagId(uint32_t tag) const {
  return isInstance() ? options.instance->tagIds[tag] : tag;
}

FunctionCallee ModuleState::runtime(StringRef name, Type *result,
                                    ArrayRef<Type *> params, bool isThrow) {
  FunctionCallee callee =
      ir.getOrInsertFunction(name, FunctionType::get(result, params, false));
  auto *function = cast<llvm::Function>(callee.getCallee());
  function->setVisibility(GlobalValue::HiddenVisibility);
  function->setDSOLocal(true);
  function->addFnAttr(Attribute::NoCallback);
  function->addFnAttr(isThrow ? Attribute::NoReturn : Attribute::NoUnwind);
  if (isThrow)
    function->addFnAttr(Attribute::Cold);
  for (Argument &arg : function->args())
    if (arg.getType()->isIntegerTy(32))
      arg.addAttr(Attribute::ZExt);
  return callee;
}

llvm::Function *ModuleState::personality() {
  FunctionCallee callee =
      runtime("wrt_personality", Type::getVoidTy(context), {});
  return cast<llvm::Function>(callee.getCallee());
}

uint32_t ModuleState::typeId(uint32_t type) const {
  return isInstance() ? options.instance->typeIds[type] : type + 1;
}

const FunctionHandles &ModuleState::handles() {
  if (!functionHandles)
    functionHandles.emplace(wasm);
  return *functionHandles;
}

GlobalVariable *ModuleState::codeTable() {
  Type *pointer = PointerType::getUnqual(context);
  return variable("wasm.code",
                  ArrayType::get(pointer, handles().all().size() + 1), true);
}

Constant *ModuleState::funcRef(uint32_t index) {
  if (usesHandles())
    return ConstantExpr::getIntToPtr(
        ConstantInt::get(Type::getInt64Ty(context), handles().of(index)),
        PointerType::getUnqual(context));
  std::string name = symbol("ref", index);
  if (GlobalVariable *known = ir.getNamedGlobal(name))
    return known;
  StructType *type = funcRefType(context);
  if (isInstance() && wasm.functions[index].isImport)
    return variable(name, type, true); // Its exporter's.
  Type *i64 = Type::getInt64Ty(context);
  SmallVector<Constant *, 3> fields = {
      indirectFunction(index),
      ConstantInt::get(i64, typeId(wasm.functions[index].type))};
  // A snapshot has the numbers of functions. To look for each by its address
  // would take time by the product of functions and references.
  if (options.makesSnapshot) {
    fields.push_back(ConstantInt::get(i64, uint64_t(index) + 1));
    type = StructType::get(fields[0]->getType(), i64, i64);
  }
  // Several parts may hold a copy; references are compared with null alone.
  return new GlobalVariable(ir, type, true,
                            isInstance() ? GlobalValue::ExternalLinkage
                                         : GlobalValue::InternalLinkage,
                            ConstantStruct::get(type, fields), name);
}

// State

GlobalVariable *ModuleState::variable(const Twine &name, Type *type,
                                      bool isConstant) {
  SmallString<32> text;
  StringRef symbol = name.toStringRef(text);
  if (GlobalVariable *known = ir.getNamedGlobal(symbol))
    return known;
  auto *made = new GlobalVariable(
      ir, type, isConstant, GlobalValue::ExternalLinkage, nullptr, symbol);
  if (!isInstance())
    made->setVisibility(GlobalValue::HiddenVisibility);
  made->setDSOLocal(true);
  return made;
}

/// Gives a variable its contents; it becomes internal if no other part can see
/// it.
void ModuleState::own(GlobalVariable *variable, Constant *initial) {
  variable->setInitializer(initial);
  if (part.isWhole) {
    variable->setVisibility(GlobalValue::DefaultVisibility);
    variable->setLinkage(GlobalValue::InternalLinkage);
  }
}

GlobalVariable *ModuleState::global(uint32_t index) {
  const Global &global = wasm.globals[index];
  // An instance's globals get their values when it is instantiated.
  return variable(symbol("g", index), irType(context, global.type),
                  !global.isMutable && !isInstance());
}

Constant *ModuleState::memoryInstance(uint32_t index) {
  Type *type = memoryInstanceType(context);
  if (isInstance())
    return variable(symbol("m", index), type, false);
  Type *array = ArrayType::get(type, wasm.memories.size());
  GlobalVariable *all = variable("wasm_memories", array, false);
  if (index == 0)
    return all;
  Constant *i64 = ConstantInt::get(Type::getInt64Ty(context), index);
  return ConstantExpr::getInBoundsGetElementPtr(type, all, i64);
}

Constant *ModuleState::tableInstance(uint32_t index) {
  return variable(symbol("t", index), tableInstanceType(context), false);
}

uint64_t ModuleState::tableCapacity(uint32_t index) const {
  const Limits &size = wasm.tables[index].limits;
  if (!canGrow(index))
    return size.minimum;
  uint64_t most = size.maximum.value_or(limits::tableElements);
  return std::max<uint64_t>(size.minimum,
                            std::min<uint64_t>(most, limits::tableElements));
}

GlobalVariable *ModuleState::table(uint32_t index) {
  bool isConstant = tableForm(index) == TableForm::Constant;
  Type *entry = isConstant ? static_cast<Type *>(constantEntryType(context))
                           : PointerType::getUnqual(context);
  return variable(symbol("t", index),
                  ArrayType::get(entry, tableCapacity(index)), isConstant);
}

GlobalVariable *ModuleState::tableSize(uint32_t index) {
  return variable(symbol("t", index) + ".size", Type::getInt64Ty(context),
                  false);
}

GlobalVariable *ModuleState::dataSegment(uint32_t index) {
  return variable(symbol("d", index),
                  ArrayType::get(Type::getInt8Ty(context),
                                 wasm.data[index].bytes.bytes.size()),
                  true);
}

GlobalVariable *ModuleState::dataSegmentSize(uint32_t index) {
  return variable(symbol("d", index) + ".size", Type::getInt64Ty(context),
                  false);
}

GlobalVariable *ModuleState::elementSegment(uint32_t index) {
  return variable(symbol("e", index),
                  ArrayType::get(PointerType::getUnqual(context),
                                 wasm.elements[index].size()),
                  !isInstance());
}

GlobalVariable *ModuleState::elementSegmentSize(uint32_t index) {
  return variable(symbol("e", index) + ".size", Type::getInt64Ty(context),
                  false);
}

} // namespace wasmc
