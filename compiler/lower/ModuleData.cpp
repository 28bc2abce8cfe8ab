// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The module's state as instantiation leaves it: globals, tables, segments,
// and wasm_entry. What the specification does in order at instantiation is done
// here at compile time; if one of its steps traps, so does wasm_entry, before
// anything else of the module can run.

#include "compiler/lower/AbiLayout.h"
#include "compiler/lower/ModuleState.h"
#include "compiler/lower/Traps.h"
#include "compiler/wasm/Snapshot.h"
#include "wrt/snapshot.h"

namespace wasmc {

using namespace llvm;

/// The IR constant for a value of a global, table or segment.
Constant *ModuleState::toIr(const ConstantValue &value, ValType type) {
  Type *i64 = Type::getInt64Ty(context);
  switch (type.kind) {
  case TypeKind::I32:
    return ConstantInt::get(Type::getInt32Ty(context), uint32_t(value.low));
  case TypeKind::I64:
    return ConstantInt::get(i64, value.low);
  case TypeKind::F32:
    return ConstantFP::get(context, APFloat(APFloat::IEEEsingle(),
                                            APInt(32, uint32_t(value.low))));
  case TypeKind::F64:
    return ConstantFP::get(
        context, APFloat(APFloat::IEEEdouble(), APInt(64, value.low)));
  case TypeKind::V128: {
    uint32_t lanes[] = {uint32_t(value.low), uint32_t(value.low >> 32),
                        uint32_t(value.high), uint32_t(value.high >> 32)};
    return ConstantDataVector::get(context, lanes);
  }
  case TypeKind::Ref:
  case TypeKind::Bottom:
    break;
  }
  if (value.kind == ConstantValue::FuncRef)
    return funcRef(value.function);
  return ConstantPointerNull::get(PointerType::getUnqual(context));
}

void ModuleState::defineGlobals() {
  for (uint32_t i = 0; i < wasm.globals.size(); ++i)
    own(global(i), toIr(constants->global(i), wasm.globals[i].type));
}

Expected<std::vector<ConstantValue>>
ModuleState::elements(const ElementSegment &segment) const {
  std::vector<ConstantValue> values;
  values.reserve(segment.size());
  for (uint32_t function : segment.functions)
    values.push_back({ConstantValue::FuncRef, 0, 0, function});
  for (const ConstExpr &expr : segment.exprs) {
    Expected<ConstantValue> value = constants->evaluate(expr, segment.type);
    if (!value)
      return value.takeError();
    values.push_back(*value);
  }
  return values;
}

/// { type id, distance of the code from the table } for each entry.
Constant *ModuleState::constantTable(uint32_t index,
                                     ArrayRef<ConstantValue> entries) {
  StructType *type = constantEntryType(context);
  Type *i32 = Type::getInt32Ty(context), *i64 = Type::getInt64Ty(context);
  Constant *start = ConstantExpr::getPtrToInt(table(index), i64);
  std::vector<Constant *> rows;
  rows.reserve(entries.size());
  for (const ConstantValue &entry : entries) {
    if (entry.kind != ConstantValue::FuncRef) {
      rows.push_back(Constant::getNullValue(type));
      continue;
    }
    Constant *code =
        ConstantExpr::getPtrToInt(indirectFunction(entry.function), i64);
    Constant *fields[] = {
        ConstantInt::get(i32, typeId(wasm.functions[entry.function].type)),
        ConstantExpr::getTrunc(ConstantExpr::getSub(code, start), i32)};
    rows.push_back(ConstantStruct::get(type, fields));
  }
  return ConstantArray::get(ArrayType::get(type, rows.size()), rows);
}

Constant *ModuleState::mutableTable(uint32_t index,
                                    ArrayRef<ConstantValue> entries) {
  PointerType *pointer = PointerType::getUnqual(context);
  ArrayType *type = ArrayType::get(pointer, tableCapacity(index));
  bool isEmpty = llvm::none_of(entries, [](const ConstantValue &entry) {
    return entry.kind == ConstantValue::FuncRef;
  });
  // Ten million nulls are no list to write out.
  if (isEmpty)
    return Constant::getNullValue(type);
  std::vector<Constant *> rows;
  rows.reserve(type->getNumElements());
  for (const ConstantValue &entry : entries)
    rows.push_back(toIr(entry, wasm.tables[index].element));
  rows.resize(type->getNumElements(), ConstantPointerNull::get(pointer));
  return ConstantArray::get(type, rows);
}

/// Fills the tables from their initialisers and the active segments, as far as
/// these fit.
Error ModuleState::defineTables(std::optional<wrt::Trap> &trap) {
  std::vector<std::vector<ConstantValue>> contents;
  for (const Table &table : wasm.tables) {
    ConstantValue initial{ConstantValue::Null, 0, 0, 0};
    if (table.init.isPresent()) {
      Expected<ConstantValue> value =
          constants->evaluate(table.init, table.element);
      if (!value)
        return value.takeError();
      initial = *value;
    }
    contents.emplace_back(size_t(table.limits.minimum), initial);
  }
  for (const ElementSegment &segment : wasm.elements) {
    if (segment.mode != SegmentMode::Active)
      continue;
    ValType address = wasm.tables[segment.table].limits.addressType();
    Expected<ConstantValue> offset =
        constants->evaluate(segment.offset, address);
    if (!offset)
      return offset.takeError();
    std::vector<ConstantValue> &target = contents[segment.table];
    if (offset->low > target.size() ||
        segment.size() > target.size() - offset->low) {
      trap = wrt::Trap::TableOutOfBounds;
      break;
    }
    Expected<std::vector<ConstantValue>> values = elements(segment);
    if (!values)
      return values.takeError();
    std::ranges::copy(*values, target.begin() + ptrdiff_t(offset->low));
  }
  for (uint32_t i = 0; i < contents.size(); ++i) {
    own(table(i), tableForm(i) == TableForm::Constant
                      ? constantTable(i, contents[i])
                      : mutableTable(i, contents[i]));
    if (canGrow(i))
      own(tableSize(i),
          ConstantInt::get(Type::getInt64Ty(context), contents[i].size()));
  }
  return Error::success();
}

void ModuleState::defineCodeTable() {
  std::vector<Constant *> rows = {
      ConstantPointerNull::get(PointerType::getUnqual(context))};
  for (uint32_t function : handles().all())
    rows.push_back(indirectFunction(function));
  auto *type = cast<ArrayType>(codeTable()->getValueType());
  own(codeTable(), ConstantArray::get(type, rows));
}

/// Active and declarative segments are dropped from the start: code that uses
/// them sees them empty.
Error ModuleState::definePassiveSegments() {
  Type *i64 = Type::getInt64Ty(context);
  for (uint32_t i = 0; i < wasm.data.size(); ++i) {
    if (wasm.data[i].mode != SegmentMode::Passive)
      continue;
    ArrayRef<uint8_t> bytes = wasm.data[i].bytes.bytes;
    own(dataSegment(i), ConstantDataArray::get(context, bytes));
    own(dataSegmentSize(i), ConstantInt::get(i64, bytes.size()));
  }
  PointerType *pointer = PointerType::getUnqual(context);
  for (uint32_t i = 0; i < wasm.elements.size(); ++i) {
    const ElementSegment &segment = wasm.elements[i];
    if (segment.mode != SegmentMode::Passive)
      continue;
    own(elementSegmentSize(i), ConstantInt::get(i64, segment.size()));
    Expected<std::vector<ConstantValue>> values = elements(segment);
    if (!values)
      return values.takeError();
    std::vector<Constant *> rows;
    for (const ConstantValue &value : *values)
      rows.push_back(toIr(value, segment.type));
    own(elementSegment(i),
        ConstantArray::get(ArrayType::get(pointer, rows.size()), rows));
  }
  return Error::success();
}

/// Whether an active data segment does not fit (layOutMemories stops there).
Error ModuleState::findDataTrap(std::optional<wrt::Trap> &trap) const {
  for (const DataSegment &segment : wasm.data) {
    if (segment.mode != SegmentMode::Active)
      continue;
    const Limits &size = wasm.memories[segment.memory].limits;
    Expected<ConstantValue> offset =
        constants->evaluate(segment.offset, size.addressType());
    if (!offset)
      return offset.takeError();
    uint64_t room =
        SaturatingMultiply(size.minimum, uint64_t(1) << size.pageShift);
    if (offset->low > room || segment.bytes.bytes.size() > room - offset->low)
      trap = wrt::Trap::MemoryOutOfBounds;
  }
  return Error::success();
}

void ModuleState::defineEntry(std::optional<wrt::Trap> trap) {
  auto *type = FunctionType::get(Type::getVoidTy(context), false);
  llvm::Function *entry = llvm::Function::Create(
      type, GlobalValue::ExternalLinkage, "wasm_entry", ir);
  entry->setVisibility(GlobalValue::HiddenVisibility);
  entry->setDSOLocal(true);
  if (!canThrow())
    entry->addFnAttr(Attribute::NoUnwind);
  entry->setUWTableKind(UWTableKind::Async);
  IRBuilder<> builder(BasicBlock::Create(context, "", entry));
  if (trap) {
    createTrap(builder, *trap);
    return;
  }
  auto call = [&](uint32_t index) {
    llvm::Function *callee = function(index);
    CallInst *made = builder.CreateCall(callee);
    made->setCallingConv(callee->getCallingConv());
    made->setIsNoInline(); // So that a backtrace ends with its name.
  };
  if (wasm.start)
    call(*wasm.start);
  StringRef next = options.makesSnapshot ? options.initialiser
                   : options.isLibrary   ? "_initialize"
                                         : "_start";
  const Export *first = next.empty() ? nullptr : wasm.findExport(next);
  if (first && first->kind == ExternKind::Func)
    call(first->index);
  if (options.makesSnapshot)
    callSnapshot(builder);
  builder.CreateRetVoid();
}

/// Hands the stub the plan of wrt/snapshot.h.
void ModuleState::callSnapshot(IRBuilder<> &builder) {
  Type *i64 = Type::getInt64Ty(context);
  PointerType *pointer = PointerType::getUnqual(context);
  auto *row = StructType::get(context, {pointer, pointer, i64, i64});
  std::vector<Constant *> rows;
  auto add = [&](Constant *values, Constant *size, uint64_t count,
                 wrt::SnapshotValues kind) {
    Constant *fields[] = {
        values, size ? size : ConstantPointerNull::get(pointer),
        ConstantInt::get(i64, count), ConstantInt::get(i64, uint64_t(kind))};
    rows.push_back(ConstantStruct::get(row, fields));
  };
  auto kindOf = [&](ValType type) {
    bool isFunction = type.heapKind == HeapKind::Func ||
                      type.heapKind == HeapKind::NoFunc ||
                      (type.heapKind == HeapKind::Defined &&
                       wasm.types[type.index].kind == CompositeKind::Func);
    return isFunction ? wrt::SnapshotValues::Functions
                      : wrt::SnapshotValues::OtherReferences;
  };
  for (const SnapshotCell &cell : snapshotCells(wasm)) {
    uint32_t i = cell.index;
    switch (cell.kind) {
    case SnapshotCell::GlobalReference:
      add(global(i), nullptr, 1, kindOf(wasm.globals[i].type));
      break;
    case SnapshotCell::TableEntries:
      add(table(i), canGrow(i) ? tableSize(i) : nullptr,
          wasm.tables[i].limits.minimum, kindOf(wasm.tables[i].element));
      break;
    case SnapshotCell::DataLeft:
      add(dataSegmentSize(i), nullptr, 1, wrt::SnapshotValues::Words);
      break;
    case SnapshotCell::ElementsLeft:
      add(elementSegmentSize(i), nullptr, 1, wrt::SnapshotValues::Words);
      break;
    }
  }
  auto *type = ArrayType::get(row, rows.size());
  auto *plan =
      new GlobalVariable(ir, type, true, GlobalValue::InternalLinkage,
                         ConstantArray::get(type, rows), "wasm.snapshot");
  builder.CreateCall(
      runtime("wrt_snapshot", Type::getVoidTy(context), {pointer, i64}),
      {plan, ConstantInt::get(i64, rows.size())});
}

Error ModuleState::define() {
  if (isInstance())
    return defineInstance();
  Expected<ConstantEvaluator> evaluator = ConstantEvaluator::make(wasm);
  if (!evaluator)
    return evaluator.takeError();
  constants = std::move(*evaluator);
  std::optional<wrt::Trap> trap;
  defineGlobals();
  if (Error error = defineTables(trap))
    return error;
  if (Error error = definePassiveSegments())
    return error;
  if (!trap)
    if (Error error = findDataTrap(trap))
      return error;
  if (usesHandles())
    defineCodeTable();
  defineEntry(trap);
  if (options.isLibrary)
    for (const Export &entry : wasm.exports)
      if (entry.kind == ExternKind::Func)
        function(entry.index);
  if (canThrow())
    defineExceptions();
  // A struct's has neither.
  if (any_of(wasm.types, [&](const DefinedType &type) {
        const FuncType &func = type.func;
        return directResults(func.results) < func.results.size() ||
               directParams(func.params) < func.params.size();
      })) {
    overflowSlot(0);
    GlobalVariable *slots = ir.getNamedGlobal("wasm.results");
    own(slots, Constant::getNullValue(slots->getValueType()));
  }
  return Error::success();
}

} // namespace wasmc
