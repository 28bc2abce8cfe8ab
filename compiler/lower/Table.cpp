// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Tables. A table that never changes after instantiation holds type ids and
// code distances, which is all an indirect call needs: two loads from one cache
// line, no pointer to follow, and no relocation when the program starts. Any
// other table holds references.
//
// A funcref that is a number (FunctionHandles.h) is checked each time that it
// is used: nothing depends on what is in a table.

#include "compiler/lower/AbiLayout.h"
#include "compiler/lower/TableAccess.h"
#include "llvm/IR/MDBuilder.h"

namespace wasmc {

using namespace llvm;

using Operands = FunctionLowering::Operands;
using Values = FunctionLowering::Values;

static LoadInst *loadInstanceField(FunctionLowering &fn, uint32_t table,
                                   TableInstanceField field) {
  IRBuilder<> &b = fn.builder;
  Type *type = field == tableEntriesField ? static_cast<Type *>(b.getPtrTy())
                                          : b.getInt64Ty();
  LoadInst *load = b.CreateLoad(
      type,
      b.CreateConstInBoundsGEP2_32(tableInstanceType(fn.context),
                                   fn.module.tableInstance(table), 0, field));
  fn.module.tag(load, Region::Bounds);
  return load;
}

/// The number of entries, as i64.
static Value *tableSize(FunctionLowering &fn, uint32_t table) {
  if (fn.module.isInstance())
    return loadInstanceField(fn, table, tableSizeField);
  if (!fn.module.canGrow(table))
    return fn.builder.getInt64(fn.module.wasm.tables[table].limits.minimum);
  LoadInst *size = fn.builder.CreateLoad(fn.builder.getInt64Ty(),
                                         fn.module.tableSize(table));
  fn.module.tag(size, Region::Bounds);
  return size;
}

/// Where the entries begin.
static Value *tableEntries(FunctionLowering &fn, uint32_t table) {
  if (fn.module.isInstance())
    return loadInstanceField(fn, table, tableEntriesField);
  return fn.module.table(table);
}

static Value *entryAddress(FunctionLowering &fn, uint32_t table, Value *index) {
  IRBuilder<> &b = fn.builder;
  if (fn.module.isInstance())
    return b.CreateInBoundsGEP(
        b.getPtrTy(), loadInstanceField(fn, table, tableEntriesField), index);
  GlobalVariable *entries = fn.module.table(table);
  return b.CreateInBoundsGEP(entries->getValueType(), entries,
                             {b.getInt64(0), index});
}

static LoadInst *loadEntry(FunctionLowering &fn, Type *type, Value *address) {
  LoadInst *load = fn.builder.CreateLoad(type, address);
  fn.module.tag(load, Region::Table);
  return load;
}

static Value *loadFuncRefCode(FunctionLowering &fn, Value *ref) {
  return loadEntry(fn, fn.builder.getPtrTy(),
                   fn.builder.CreateConstInBoundsGEP2_32(
                       funcRefType(fn.context), ref, 0, funcRefCodeField));
}

/// Whether `id` is that of a function that may be called as `type`: its own, or
/// that of a subtype the module knows.
static Value *isCallableAs(FunctionLowering &fn, Value *id, uint32_t type) {
  IRBuilder<> &b = fn.builder;
  const WasmModule &wasm = fn.module.wasm;
  auto isId = [&](uint32_t wanted) {
    return b.CreateICmpEQ(
        id, ConstantInt::get(id->getType(), fn.module.typeId(wanted)));
  };
  Value *result = isId(type);
  if (wasm.types[type].isFinal)
    return result;
  HeapType super{HeapKind::Defined, type};
  for (uint32_t i = 0; i < wasm.types.size(); ++i)
    if (i != type && wasm.types[i].canonical == i &&
        matches(wasm, HeapType{HeapKind::Defined, i}, super))
      result = b.CreateOr(result, isId(i));
  return result;
}

/// Goes on where `id` is the type wanted. The two ways to fail are told apart
/// only behind the branch.
static void checkType(FunctionLowering &fn, Value *id, uint32_t type) {
  IRBuilder<> &b = fn.builder;
  BasicBlock *next = fn.newBlock(""), *mismatch = fn.newBlock("mismatch");
  b.CreateCondBr(isCallableAs(fn, id, type), next, mismatch);
  b.SetInsertPoint(mismatch);
  fn.trapIf(b.CreateIsNull(id), wrt::Trap::UninitializedElement);
  fn.trap(wrt::Trap::IndirectCallMismatch);
  b.SetInsertPoint(next);
}

static Value *loadConstantCallee(FunctionLowering &fn, uint32_t table,
                                 Value *index, uint32_t type) {
  IRBuilder<> &b = fn.builder;
  Value *entry = entryAddress(fn, table, index);
  checkType(fn, loadEntry(fn, b.getInt32Ty(), entry), type);
  GlobalVariable *start = fn.module.table(table);
  Value *distance = b.CreateAdd(b.CreateShl(index, 3), b.getInt64(4));
  return b.CreateIntrinsic(Intrinsic::load_relative, {b.getInt64Ty()},
                           {start, distance});
}

/// The code of a function by its number. If that is not the number of one which
/// can be called as `type`, what `mismatch` emits ends the program.
static Value *loadHandleCode(FunctionLowering &fn, Value *ref, uint32_t type,
                             function_ref<void()> mismatch) {
  IRBuilder<> &b = fn.builder;
  FunctionHandles::Range range = fn.module.handles().ofType(type);
  Value *number = b.CreatePtrToInt(ref, b.getInt64Ty());
  Value *isOther = b.CreateICmpUGE(b.CreateSub(number, b.getInt64(range.first)),
                                   b.getInt64(range.count));
  BasicBlock *next = fn.newBlock(""), *other = fn.newBlock("mismatch");
  b.CreateCondBr(isOther, other, next,
                 MDBuilder(fn.context).createUnlikelyBranchWeights());
  b.SetInsertPoint(other);
  mismatch();
  b.SetInsertPoint(next);
  GlobalVariable *code = fn.module.codeTable();
  return loadEntry(
      fn, b.getPtrTy(),
      b.CreateInBoundsGEP(code->getValueType(), code, {b.getInt64(0), number}));
}

Value *loadReferencedCode(FunctionLowering &fn, Value *ref, uint32_t type,
                          bool isNullable) {
  if (fn.module.usesHandles())
    return loadHandleCode(fn, ref, type, [&] {
      fn.trap(wrt::Trap::NullFunctionReference); // There is nothing else.
    });
  if (isNullable)
    fn.trapIf(fn.builder.CreateIsNull(ref), wrt::Trap::NullFunctionReference);
  return loadFuncRefCode(fn, ref);
}

Value *loadCallee(FunctionLowering &fn, uint32_t table, Value *index,
                  uint32_t type) {
  IRBuilder<> &b = fn.builder;
  Value *wide = fn.widen(index);
  fn.trapIf(b.CreateICmpUGE(wide, tableSize(fn, table)),
            wrt::Trap::UndefinedElement);
  if (fn.module.tableForm(table) == TableForm::Constant)
    return loadConstantCallee(fn, table, wide, type);
  Value *ref = loadEntry(fn, b.getPtrTy(), entryAddress(fn, table, wide));
  if (fn.module.usesHandles())
    return loadHandleCode(fn, ref, type, [&] {
      fn.trapIf(b.CreateIsNull(ref), wrt::Trap::UninitializedElement);
      fn.trap(wrt::Trap::IndirectCallMismatch);
    });
  fn.trapIf(b.CreateIsNull(ref), wrt::Trap::UninitializedElement);
  Value *id = loadEntry(fn, b.getInt64Ty(),
                        b.CreateConstInBoundsGEP2_32(funcRefType(fn.context),
                                                     ref, 0, funcRefTypeField));
  fn.trapIf(b.CreateNot(isCallableAs(fn, id, type)),
            wrt::Trap::IndirectCallMismatch);
  return loadFuncRefCode(fn, ref);
}

/// A function of the stub's: pointers and numbers, a number as result.
static Value *callStub(FunctionLowering &fn, StringRef name,
                       ArrayRef<Value *> args) {
  SmallVector<Type *, 8> types;
  for (Value *arg : args)
    types.push_back(arg->getType());
  CallInst *call = fn.builder.CreateCall(
      fn.module.runtime(name, fn.builder.getInt64Ty(), types), args);
  // Two merged into one would be given one of two tables, with one of two
  // sizes, and wasmc check could not tell that the size is the table's.
  call->addFnAttr(Attribute::NoMerge);
  return call;
}

static void trapIfOutside(FunctionLowering &fn, Value *isWithin) {
  fn.trapIf(fn.builder.CreateIsNull(isWithin), wrt::Trap::TableOutOfBounds);
}

/// table.grow: room for all entries there can ever be is there already.
static Value *growTable(FunctionLowering &fn, uint32_t table, Value *value,
                        Value *delta) {
  IRBuilder<> &b = fn.builder;
  bool isInstance = fn.module.isInstance();
  Value *capacity =
      isInstance
          ? loadInstanceField(fn, table, tableCapacityField)
          : static_cast<Value *>(b.getInt64(fn.module.tableCapacity(table)));
  Value *size =
      isInstance ? b.CreateConstInBoundsGEP2_32(tableInstanceType(fn.context),
                                                fn.module.tableInstance(table),
                                                0, tableSizeField)
                 : fn.module.tableSize(table);
  Value *result = callStub(
      fn, "wrt_table_grow",
      {tableEntries(fn, table), capacity, size, fn.widen(delta), value});
  return b.CreateTrunc(result, delta->getType());
}

static void fillTable(FunctionLowering &fn, uint32_t table, Operands args) {
  trapIfOutside(fn, callStub(fn, "wrt_table_fill",
                             {tableEntries(fn, table), tableSize(fn, table),
                              fn.widen(args[0].value), fn.widen(args[2].value),
                              args[1].value}));
}

/// Copies to a table from `size` entries.
static void copyEntries(FunctionLowering &fn, uint32_t table, Operands args,
                        Value *from, Value *size) {
  trapIfOutside(fn,
                callStub(fn, "wrt_table_copy",
                         {tableEntries(fn, table), tableSize(fn, table),
                          fn.widen(args[0].value), from, size,
                          fn.widen(args[1].value), fn.widen(args[2].value)}));
}

/// How much of an element segment is left: all, or nothing once dropped.
static Value *segmentSize(FunctionLowering &fn, uint32_t segment) {
  if (!fn.module.hasContents(fn.module.wasm.elements[segment].mode))
    return fn.builder.getInt64(0);
  LoadInst *size = fn.builder.CreateLoad(fn.builder.getInt64Ty(),
                                         fn.module.elementSegmentSize(segment));
  fn.module.tag(size, Region::Bounds);
  return size;
}

static void initTable(FunctionLowering &fn, const Instruction &in,
                      Operands args) {
  bool hasContents =
      fn.module.hasContents(fn.module.wasm.elements[in.index].mode);
  Value *from = hasContents
                    ? static_cast<Value *>(fn.module.elementSegment(in.index))
                    : tableEntries(fn, in.index2); // None of them.
  copyEntries(fn, in.index2, args, from, segmentSize(fn, in.index));
}

static void dropSegment(FunctionLowering &fn, uint32_t segment) {
  if (!fn.module.hasContents(fn.module.wasm.elements[segment].mode))
    return;
  StoreInst *store = fn.builder.CreateStore(
      fn.builder.getInt64(0), fn.module.elementSegmentSize(segment));
  fn.module.tag(store, Region::Bounds);
}

void lowerTable(FunctionLowering &fn, const Instruction &in, Operands args,
                Values &out) {
  IRBuilder<> &b = fn.builder;
  auto checkedEntry = [&] {
    Value *wide = fn.widen(args[0].value);
    fn.trapIf(b.CreateICmpUGE(wide, tableSize(fn, in.index)),
              wrt::Trap::TableOutOfBounds);
    return entryAddress(fn, in.index, wide);
  };
  switch (in.op) {
  case Opcode::TableGet:
    out.push_back(loadEntry(fn, b.getPtrTy(), checkedEntry()));
    return;
  case Opcode::TableSet: {
    StoreInst *store = b.CreateStore(args[1].value, checkedEntry());
    fn.module.tag(store, Region::Table);
    return;
  }
  case Opcode::TableSize: {
    ValType type = fn.module.wasm.tables[in.index].limits.addressType();
    out.push_back(b.CreateTrunc(tableSize(fn, in.index), fn.irTypeOf(type)));
    return;
  }
  case Opcode::TableGrow:
    out.push_back(growTable(fn, in.index, args[0].value, args[1].value));
    return;
  case Opcode::TableFill:
    return fillTable(fn, in.index, args);
  case Opcode::TableCopy:
    return copyEntries(fn, in.index, args, tableEntries(fn, in.index2),
                       tableSize(fn, in.index2));
  case Opcode::TableInit:
    return initTable(fn, in, args);
  default: // elem.drop
    return dropSegment(fn, in.index);
  }
}

} // namespace wasmc
