// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The typed walk of one body: the only statement of the typing rules (3.0
// section 3.4 and the algorithm of its appendix). It decodes an instruction,
// checks it against the operand and control stacks, and hands typed operands
// to a visitor, whose Value is what it wants to know of an operand.
//
// Code behind an unconditional branch is checked but not shown to the visitor:
// its operands have no values there. A visitor therefore sees a well-typed,
// structured program, and each value it gets is one it has given.
//
// What a visitor provides, beside the types Value and Label (its own data of a
// control frame, default-constructible):
//   void op(Instruction, ArrayRef<Operand> args, SmallVectorImpl<Value> &out)
//   void block(Frame &, ArrayRef<Operand> params)      block, try, try_table
//   void loop(Frame &, MutableArrayRef<Operand> params) may replace the values
//   void ifStart(Frame &, Value condition)
//   void ifElse(Frame &, bool isLive, ArrayRef<Operand> results)
//   void end(Frame &, bool isLive, ArrayRef<Operand> results,
//            SmallVectorImpl<Value> &out)
//   void br(Frame &, ArrayRef<Operand>)
//   void brIf(Frame &, Value condition, ArrayRef<Operand>)
//   void brTable(Value index, ArrayRef<Frame *> defaultLast, ArrayRef<Operand>)
//   Value brOnRef(Instruction, Frame &, Operand ref, ArrayRef<Operand>)
//     the br_on_ family; for br_on_non_null, `ref` is passed besides the
//     operands; returns the reference that goes on
//   void tryTable(Frame &, Instruction, ArrayRef<Frame *> targets)
//   void legacyCatch(Frame &, Instruction, SmallVectorImpl<Value> &out)
//   void delegate(Frame &, Frame &target)               before end
//   void rethrow(Frame &target)

#ifndef COMPILER_WASM_BODYWALKER_H
#define COMPILER_WASM_BODYWALKER_H

#include "compiler/wasm/BodyContext.h"
#include "compiler/wasm/Limits.h"
#include "compiler/wasm/Subtyping.h"
#include "llvm/ADT/BitVector.h"

namespace wasmc {

/// An entry of the operand stack.
template <class Value> struct TypedValue {
  ValType type;
  Value value{};
};

/// An entry of the control stack.
template <class Value, class Label> struct ControlFrame {
  Opcode op = Opcode::Block;           ///< Block also for the body itself.
  const FuncType *signature = nullptr; ///< If the block names a type,
  ValType result;                      ///< else this, unless Bottom.
  size_t height = 0;                   ///< Of the operand stack outside.
  size_t initHeight = 0;               ///< Of the stack of locals set inside.
  bool isUnreachable = false;
  bool isDead = false; ///< Opened in unreachable code.
  llvm::SmallVector<TypedValue<Value>, 0> params; ///< Of an `if`, for `else`.
  Label label{};

  llvm::ArrayRef<ValType> paramTypes() const {
    return signature ? llvm::ArrayRef<ValType>(signature->params)
                     : llvm::ArrayRef<ValType>();
  }
  llvm::ArrayRef<ValType> resultTypes() const {
    if (signature)
      return signature->results;
    return result.isBottom() ? llvm::ArrayRef<ValType>()
                             : llvm::ArrayRef<ValType>(result);
  }
  /// What a branch to the frame carries.
  llvm::ArrayRef<ValType> labelTypes() const {
    return op == Opcode::Loop ? paramTypes() : resultTypes();
  }
};

template <class Visitor> class BodyWalker : public BodyContext {
public:
  using Value = typename Visitor::Value;
  using Operand = TypedValue<Value>;
  using Frame = ControlFrame<Value, typename Visitor::Label>;
  using Types = llvm::ArrayRef<ValType>;

  BodyWalker(const WasmModule &module, ByteRange code,
             std::optional<uint32_t> function, Visitor &visitor)
      : BodyContext(module, code, function), visitor(visitor) {}

  /// Walks a function's locals and code. Before the code,
  /// `visitor.body(frame, locals)` is called, parameters among the locals.
  void walkBody(const FuncType &type);

  /// Walks a constant expression of the given type; `globals` of the module's
  /// globals may be read. Its value, if it is well-formed.
  Value walkConstant(ValType type, size_t globals);

  /// Where the walk has ended, in the file.
  uint64_t endOffset() const { return reader.offset(); }

private:
  Visitor &visitor;
  llvm::SmallVector<Operand, 32> stack;
  llvm::SmallVector<Frame, 8> frames;
  llvm::SmallVector<ValType, 16> locals;
  llvm::BitVector isSet;                    ///< Locals that may be read.
  llvm::SmallVector<uint32_t, 0> setInside; ///< In order, for leaving blocks.
  llvm::SmallVector<Value, 4> out;

  bool isLive() const {
    return !frames.back().isUnreachable && !frames.back().isDead;
  }
  llvm::StringRef opText() const { return instruction.info().text; }

  void readLocals(const FuncType &type);
  void instructionStep();
  void starInstruction();
  void tableInstruction();

  // Operands.
  Operand pop(ValType expected);
  Operand popAny();
  Operand popRef();
  void push(ValType type, Value value = Value()) {
    stack.push_back({type, value});
  }
  void popTypes(Types types, llvm::SmallVectorImpl<Operand> &args);
  void apply(Types params, Types results);
  void applyTo(llvm::ArrayRef<Operand> args, Types results);
  void retype(Types types);
  void typeFault(ValType expected, const llvm::Twine &found);

  // Control.
  bool readBlockType(Frame &frame);
  void openFrame(Frame frame, llvm::SmallVectorImpl<Operand> &params);
  void blockStep();
  void elseStep();
  void endStep();
  void closeResults(llvm::SmallVectorImpl<Operand> &results);
  void setUnreachable();
  Frame *label(uint32_t depth);
  void branch();
  void branchIf();
  void branchTable();
  void branchOnNull();
  void branchOnNonNull();
  void branchOnCast();
  void tryTableClauses(Frame &opened, llvm::ArrayRef<Operand> params);
  void legacyCatch();
  void delegate();
  void rethrow();

  // The rest.
  void localInstruction();
  void globalInstruction();
  void select(bool isTyped);
  void callIndirect(bool isTail);
  void callRef(bool isTail);
  void tailResults(const FuncType &callee);
  void tableOperation();
  void reference();
  void gcInstruction();
  void structInstruction();
  void arrayInstruction();
  void arraySegment();
  void castInstruction();
  void exceptionInstruction();
  void constantCheck(size_t globals);

  Types one(ValType type) {
    oneType = type;
    return oneType;
  }
  ValType oneType;
  ValType tableAddress(uint32_t table) const {
    return module.tables[table].limits.addressType();
  }
  ValType memoryAddress(uint32_t memory) const {
    return module.memories[memory].limits.addressType();
  }
};

// Operands

template <class V>
void BodyWalker<V>::typeFault(ValType expected, const llvm::Twine &found) {
  fail(opText() + " expects " + toString(expected) + ", found " + found);
}

template <class V>
typename BodyWalker<V>::Operand BodyWalker<V>::pop(ValType expected) {
  Frame &frame = frames.back();
  if (stack.size() == frame.height) {
    if (!frame.isUnreachable)
      typeFault(expected, "an empty stack");
    return {};
  }
  Operand operand = stack.pop_back_val();
  if (operand.type != expected && !matches(module, operand.type, expected))
    typeFault(expected, toString(operand.type));
  return operand;
}

template <class V> typename BodyWalker<V>::Operand BodyWalker<V>::popAny() {
  Frame &frame = frames.back();
  if (stack.size() == frame.height) {
    if (!frame.isUnreachable)
      fail(opText() + " expects a value, found an empty stack");
    return {};
  }
  return stack.pop_back_val();
}

template <class V> typename BodyWalker<V>::Operand BodyWalker<V>::popRef() {
  Operand operand = popAny();
  if (operand.type.isBottom())
    operand.type = ValType::ref(HeapKind::Bottom, false);
  if (!operand.type.isRef())
    fail(opText() + " expects a reference, found " + toString(operand.type));
  return operand;
}

template <class V>
void BodyWalker<V>::popTypes(Types types,
                             llvm::SmallVectorImpl<Operand> &args) {
  args.resize(types.size());
  for (size_t i = types.size(); i-- > 0 && !failed();)
    args[i] = pop(types[i]);
}

/// Pops `params`, lets the visitor act on them if the code is live, and pushes
/// `results` with the values it gave.
template <class V> void BodyWalker<V>::apply(Types params, Types results) {
  llvm::SmallVector<Operand, 8> args;
  popTypes(params, args);
  if (!failed())
    applyTo(args, results);
}

template <class V>
void BodyWalker<V>::applyTo(llvm::ArrayRef<Operand> args, Types results) {
  if (!isLive()) {
    for (ValType type : results)
      push(type);
    return;
  }
  out.clear();
  visitor.op(instruction, args, out);
  if (failed())
    return;
  out.resize(results.size());
  for (size_t i = 0; i < results.size(); ++i)
    push(results[i], out[i]);
}

/// Gives the topmost operands new types, those of a label they could go to.
template <class V> void BodyWalker<V>::retype(Types types) {
  llvm::SmallVector<Operand, 8> values;
  popTypes(types, values);
  for (size_t i = 0; i < values.size() && !failed(); ++i)
    push(types[i], values[i].value);
}

// Bodies and constant expressions

template <class V> void BodyWalker<V>::readLocals(const FuncType &type) {
  locals.assign(type.params.begin(), type.params.end());
  uint32_t groups = reader.count(limits::functionBytes, "groups of locals");
  uint64_t total = 0;
  for (uint32_t i = 0; i < groups && !failed(); ++i) {
    instruction.offset = reader.offset();
    uint32_t count = reader.u32();
    ValType local = typeReader.valType();
    total += count;
    if (total > limits::locals)
      fail("too many locals: the limit is " + llvm::Twine(limits::locals));
    else if (!failed())
      locals.append(count, local);
  }
  isSet.resize(unsigned(locals.size()));
  for (unsigned i = 0; i < locals.size(); ++i)
    if (i < type.params.size() || locals[i].isDefaultable())
      isSet.set(i);
}

template <class V> void BodyWalker<V>::walkBody(const FuncType &type) {
  readLocals(type);
  if (failed())
    return;
  Frame body;
  FuncType resultsOnly; // The body's parameters are locals, not operands.
  resultsOnly.results = type.results;
  body.signature = &resultsOnly;
  frames.push_back(body);
  visitor.body(frames.back(), locals);
  while (!failed() && !frames.empty())
    instructionStep();
  if (!failed() && !reader.atEnd())
    reader.fail("code goes on behind the end of the body");
}

template <class V>
typename BodyWalker<V>::Value BodyWalker<V>::walkConstant(ValType type,
                                                          size_t globals) {
  Frame frame;
  frame.result = type;
  frames.push_back(frame);
  while (!failed()) {
    decode();
    if (failed())
      break;
    if (instruction.op == Opcode::End) {
      Operand result = pop(type);
      if (!failed() && !stack.empty())
        fail("a constant expression gives one value, found more");
      return result.value;
    }
    constantCheck(globals);
    if (!failed())
      starInstruction();
  }
  return Value();
}

template <class V> void BodyWalker<V>::constantCheck(size_t globals) {
  switch (instruction.op) {
  case Opcode::I32Const:
  case Opcode::I64Const:
  case Opcode::F32Const:
  case Opcode::F64Const:
  case Opcode::V128Const:
  case Opcode::RefNull:
  case Opcode::RefFunc:
  case Opcode::StructNew:
  case Opcode::StructNewDefault:
  case Opcode::ArrayNew:
  case Opcode::ArrayNewDefault:
  case Opcode::ArrayNewFixed:
  case Opcode::RefI31:
  case Opcode::AnyConvertExtern:
  case Opcode::ExternConvertAny:
    return;
  case Opcode::I32Add:
  case Opcode::I32Sub:
  case Opcode::I32Mul:
  case Opcode::I64Add:
  case Opcode::I64Sub:
  case Opcode::I64Mul:
    typeReader.require(Feature::ExtendedConst,
                       "arithmetic in a constant expression");
    return;
  case Opcode::GlobalGet:
    if (instruction.index >= globals)
      fail("unknown global " + llvm::Twine(instruction.index));
    else if (module.globals[instruction.index].isMutable)
      fail("constant expression required, global " +
           llvm::Twine(instruction.index) + " is mutable");
    return;
  default:
    fail("constant expression required, found " + opText());
  }
}

template <class V> void BodyWalker<V>::instructionStep() {
  decode();
  if (failed())
    return;
  switch (instruction.op) {
  case Opcode::Nop:
    return;
  case Opcode::Unreachable:
    apply({}, {});
    return setUnreachable();
  case Opcode::Block:
  case Opcode::Loop:
  case Opcode::If:
  case Opcode::Try:
  case Opcode::TryTable:
    return blockStep();
  case Opcode::Else:
    return elseStep();
  case Opcode::End:
    return endStep();
  case Opcode::Br:
  case Opcode::Return:
    return branch();
  case Opcode::BrIf:
    return branchIf();
  case Opcode::BrTable:
    return branchTable();
  default:
    starInstruction();
  }
}

/// Everything that opens or closes no block; by table where the table can.
template <class V> void BodyWalker<V>::starInstruction() {
  const OpcodeInfo &info = instruction.info();
  if (info.signature != "*")
    return tableInstruction();
  switch (info.family) {
  case Family::Variable:
    if (instruction.op == Opcode::Drop) {
      Operand operand = popAny();
      if (!failed())
        applyTo(operand, {});
      return;
    }
    if (instruction.op == Opcode::Select || instruction.op == Opcode::SelectT)
      return select(instruction.op == Opcode::SelectT);
    if (info.immediate == Immediate::Local)
      return localInstruction();
    return globalInstruction();
  case Family::Control: // br_on_null, br_on_non_null
    return instruction.op == Opcode::BrOnNull ? branchOnNull()
                                              : branchOnNonNull();
  case Family::Call:
    switch (instruction.op) {
    case Opcode::Call: {
      const FuncType &callee = module.funcType(instruction.index);
      return apply(callee.params, callee.results);
    }
    case Opcode::ReturnCall: {
      const FuncType &callee = module.funcType(instruction.index);
      apply(callee.params, {});
      return tailResults(callee);
    }
    case Opcode::CallIndirect:
    case Opcode::ReturnCallIndirect:
      return callIndirect(instruction.op == Opcode::ReturnCallIndirect);
    default:
      return callRef(instruction.op == Opcode::ReturnCallRef);
    }
  case Family::Bulk: { // memory.copy
    ValType to = memoryAddress(instruction.index);
    ValType from = memoryAddress(instruction.index2);
    // The length must fit both memories.
    bool isWide = to == TypeKind::I64 && from == TypeKind::I64;
    ValType length = isWide ? TypeKind::I64 : TypeKind::I32;
    return apply({to, from, length}, {});
  }
  case Family::Table:
    return tableOperation();
  case Family::Reference:
    return reference();
  case Family::Gc:
    return gcInstruction();
  case Family::Exception:
    return exceptionInstruction();
  default:
    llvm_unreachable("a family without instructions marked *");
  }
}

template <class V> void BodyWalker<V>::tableInstruction() {
  auto typeOf = [this](char code) -> ValType {
    switch (code) {
    case 'i':
      return TypeKind::I32;
    case 'l':
      return TypeKind::I64;
    case 'f':
      return TypeKind::F32;
    case 'd':
      return TypeKind::F64;
    case 'v':
      return TypeKind::V128;
    default:
      return memoryAddress(instruction.memArg.memory);
    }
  };
  std::string_view signature = instruction.info().signature;
  size_t arrow = signature.find('>');
  llvm::SmallVector<Operand, 4> args(arrow);
  for (size_t i = arrow; i-- > 0 && !failed();)
    args[i] = pop(typeOf(signature[i]));
  llvm::SmallVector<ValType, 2> results;
  for (size_t i = arrow + 1; i < signature.size(); ++i)
    results.push_back(typeOf(signature[i]));
  if (!failed())
    applyTo(args, results);
}

// Control

template <class V> bool BodyWalker<V>::readBlockType(Frame &frame) {
  uint8_t first = reader.peek();
  if (first == 0x40) {
    reader.u8();
    return true;
  }
  // A value type is one byte with bit 6 set and bit 7 clear: a negative number
  // in the encoding of a type index.
  if ((first & 0xc0) == 0x40) {
    frame.result = typeReader.valType();
    return !failed();
  }
  int64_t index = reader.s33();
  if (failed())
    return false;
  if (index < 0 || uint64_t(index) >= module.types.size()) {
    fail("unknown block type " + llvm::Twine(index));
    return false;
  }
  const DefinedType &type = module.types[size_t(index)];
  if (type.kind != CompositeKind::Func) {
    fail("block type " + llvm::Twine(index) + " is not a function type");
    return false;
  }
  frame.signature = &type.func;
  return typeReader.require(Feature::MultiValue,
                            "a block with a function type");
}

/// Pushes a frame whose parameters are popped already, and them again.
template <class V>
void BodyWalker<V>::openFrame(Frame frame,
                              llvm::SmallVectorImpl<Operand> &params) {
  frame.isDead = !isLive();
  frame.height = stack.size();
  frame.initHeight = setInside.size();
  frames.push_back(std::move(frame));
  Types types = frames.back().paramTypes();
  for (size_t i = 0; i < params.size(); ++i)
    push(types[i], params[i].value);
}

template <class V> void BodyWalker<V>::blockStep() {
  Frame frame;
  frame.op = instruction.op;
  if (!readBlockType(frame))
    return;
  if (frame.op == Opcode::TryTable)
    decodeTryTable();
  Operand condition;
  if (frame.op == Opcode::If)
    condition = pop(TypeKind::I32);
  llvm::SmallVector<Operand, 8> params;
  popTypes(frame.paramTypes(), params);
  if (failed())
    return;
  bool wasLive = isLive();
  if (frame.op == Opcode::If)
    frame.params.assign(params.begin(), params.end());
  if (frame.op == Opcode::Loop && wasLive)
    visitor.loop(frame, params);
  else if (frame.op == Opcode::If && wasLive)
    visitor.ifStart(frame, condition.value);
  else if (frame.op == Opcode::TryTable)
    tryTableClauses(frame, params);
  else if (wasLive)
    visitor.block(frame, params);
  if (!failed())
    openFrame(std::move(frame), params);
}

template <class V>
void BodyWalker<V>::closeResults(llvm::SmallVectorImpl<Operand> &results) {
  popTypes(frames.back().resultTypes(), results);
  if (!failed() && stack.size() != frames.back().height)
    fail("values left on the stack at " + opText() + ": " +
         llvm::Twine(stack.size() - frames.back().height));
}

template <class V> void BodyWalker<V>::elseStep() {
  Frame &frame = frames.back();
  if (frame.op != Opcode::If) {
    fail("else without if");
    return;
  }
  llvm::SmallVector<Operand, 8> results;
  closeResults(results);
  if (failed())
    return;
  if (!frame.isDead)
    visitor.ifElse(frame, isLive(), results);
  while (setInside.size() > frame.initHeight)
    isSet.reset(setInside.pop_back_val());
  frame.op = Opcode::Else;
  frame.isUnreachable = false;
  Types types = frame.paramTypes();
  for (size_t i = 0; i < types.size(); ++i)
    push(types[i], frame.params[i].value);
}

template <class V> void BodyWalker<V>::endStep() {
  Frame &frame = frames.back();
  llvm::SmallVector<Operand, 8> results;
  closeResults(results);
  if (failed())
    return;
  if (frame.op == Opcode::If &&
      !matches(module, frame.paramTypes(), frame.resultTypes())) {
    fail("an if without else must give what it takes: " +
         toString(frame.paramTypes()) + " is not " +
         toString(frame.resultTypes()));
    return;
  }
  out.clear();
  if (!frame.isDead)
    visitor.end(frame, isLive(), results, out);
  if (failed())
    return;
  while (setInside.size() > frame.initHeight)
    isSet.reset(setInside.pop_back_val());
  Types types = frame.resultTypes();
  out.resize(types.size());
  if (frames.size() > 1)
    for (size_t i = 0; i < types.size(); ++i)
      push(types[i], out[i]);
  frames.pop_back();
}

template <class V> void BodyWalker<V>::setUnreachable() {
  if (failed())
    return;
  stack.truncate(frames.back().height);
  frames.back().isUnreachable = true;
}

template <class V>
typename BodyWalker<V>::Frame *BodyWalker<V>::label(uint32_t depth) {
  if (depth >= frames.size()) {
    fail(opText() + ": unknown label " + llvm::Twine(depth));
    return nullptr;
  }
  return &frames[frames.size() - 1 - depth];
}

template <class V> void BodyWalker<V>::branch() {
  bool isReturn = instruction.op == Opcode::Return;
  Frame *target = isReturn ? &frames.front() : label(instruction.index);
  if (!target)
    return;
  llvm::SmallVector<Operand, 8> values;
  popTypes(target->labelTypes(), values);
  if (!failed() && isLive())
    visitor.br(*target, values);
  setUnreachable();
}

template <class V> void BodyWalker<V>::branchIf() {
  Operand condition = pop(TypeKind::I32);
  Frame *target = label(instruction.index);
  if (!target)
    return;
  retype(target->labelTypes());
  if (!failed() && isLive())
    visitor.brIf(
        *target, condition.value,
        llvm::ArrayRef<Operand>(stack).take_back(target->labelTypes().size()));
}

template <class V> void BodyWalker<V>::branchTable() {
  Operand index = pop(TypeKind::I32);
  Frame *last = label(instruction.depths.back());
  if (!last)
    return;
  size_t arity = last->labelTypes().size();
  llvm::SmallVector<Frame *, 16> targets;
  targets.reserve(instruction.depths.size());
  Frame *checked = nullptr;
  for (uint32_t depth : instruction.depths) {
    Frame *target = label(depth);
    if (!target)
      return;
    targets.push_back(target);
    if (target == checked)
      continue;
    checked = target;
    if (target->labelTypes().size() != arity) {
      fail("br_table: label " + llvm::Twine(depth) + " takes " +
           llvm::Twine(target->labelTypes().size()) +
           " values, the default takes " + llvm::Twine(arity));
      return;
    }
    // Each target by itself: operands keep the types they have.
    llvm::SmallVector<Operand, 8> values;
    popTypes(target->labelTypes(), values);
    if (failed())
      return;
    stack.append(values.begin(), values.end());
  }
  llvm::SmallVector<Operand, 8> values;
  popTypes(last->labelTypes(), values);
  if (!failed() && isLive())
    visitor.brTable(index.value, targets, values);
  setUnreachable();
}

template <class V> void BodyWalker<V>::branchOnNull() {
  Operand ref = popRef();
  Frame *target = label(instruction.index);
  if (!target || failed())
    return;
  retype(target->labelTypes());
  if (failed())
    return;
  Value value{};
  if (isLive())
    value = visitor.brOnRef(
        instruction, *target, ref,
        llvm::ArrayRef<Operand>(stack).take_back(target->labelTypes().size()));
  push(ref.type.asNonNull(), value);
}

template <class V> void BodyWalker<V>::branchOnNonNull() {
  Frame *target = label(instruction.index);
  if (!target)
    return;
  Types types = target->labelTypes();
  if (types.empty() || !types.back().isRef()) {
    fail("br_on_non_null: the label's last type is not a reference");
    return;
  }
  Operand ref = pop(types.back().asNullable());
  retype(types.drop_back());
  if (!failed() && isLive())
    visitor.brOnRef(instruction, *target, ref,
                    llvm::ArrayRef<Operand>(stack).take_back(types.size() - 1));
}

/// br_on_cast and br_on_cast_fail.
template <class V> void BodyWalker<V>::branchOnCast() {
  Frame *target = label(instruction.index);
  if (!target)
    return;
  ValType from = instruction.source, to = instruction.type;
  if (!matches(module, to, from)) {
    fail(opText() + ": " + toString(to) + " is not a subtype of " +
         toString(from));
    return;
  }
  // What is left of the source when the cast has failed.
  ValType rest = to.nullable ? from.asNonNull() : from;
  bool isFail = instruction.op == Opcode::BrOnCastFail;
  Types types = target->labelTypes();
  if (types.empty() || !matches(module, isFail ? rest : to, types.back())) {
    fail(opText() + ": the label does not take the reference");
    return;
  }
  Operand ref = pop(from);
  retype(types.drop_back());
  if (failed())
    return;
  Value value{};
  if (isLive())
    value = visitor.brOnRef(
        instruction, *target, ref,
        llvm::ArrayRef<Operand>(stack).take_back(types.size() - 1));
  push(isFail ? to : rest, value);
}

// Exceptions

template <class V>
void BodyWalker<V>::tryTableClauses(Frame &opened,
                                    llvm::ArrayRef<Operand> params) {
  llvm::SmallVector<Frame *, 4> targets;
  for (const CatchClause &clause : instruction.catches) {
    Frame *target = label(clause.depth);
    if (!target)
      return;
    llvm::SmallVector<ValType, 4> given;
    if (clause.kind < CatchKind::CatchAll)
      given.append(module.types[module.tags[clause.tag].type].func.params);
    if (clause.kind == CatchKind::CatchRef ||
        clause.kind == CatchKind::CatchAllRef)
      given.push_back(ValType::ref(HeapKind::Exn, false));
    if (!matches(module, given, target->labelTypes())) {
      fail("catch clause gives " + toString(given) + ", its label takes " +
           toString(target->labelTypes()));
      return;
    }
    targets.push_back(target);
  }
  if (!isLive())
    return;
  visitor.block(opened, params);
  visitor.tryTable(opened, instruction, targets);
}

template <class V> void BodyWalker<V>::exceptionInstruction() {
  switch (instruction.op) {
  case Opcode::Throw: {
    const FuncType &tag =
        module.types[module.tags[instruction.index].type].func;
    apply(tag.params, {});
    return setUnreachable();
  }
  case Opcode::ThrowRef:
    apply(one(ValType::ref(HeapKind::Exn, true)), {});
    return setUnreachable();
  case Opcode::Catch:
  case Opcode::CatchAll:
    return legacyCatch();
  case Opcode::Delegate:
    return delegate();
  default:
    return rethrow();
  }
}

template <class V> void BodyWalker<V>::legacyCatch() {
  Frame &frame = frames.back();
  if (frame.op != Opcode::Try && frame.op != Opcode::Catch) {
    fail(opText() + " outside of a try");
    return;
  }
  llvm::SmallVector<Operand, 8> results;
  closeResults(results);
  if (failed())
    return;
  if (isLive())
    visitor.br(frame, results);
  bool isAll = instruction.op == Opcode::CatchAll;
  Types given;
  if (!isAll)
    given = module.types[module.tags[instruction.index].type].func.params;
  out.clear();
  if (!frame.isDead)
    visitor.legacyCatch(frame, instruction, out);
  while (setInside.size() > frame.initHeight)
    isSet.reset(setInside.pop_back_val());
  frame.op = isAll ? Opcode::CatchAll : Opcode::Catch;
  frame.isUnreachable = false;
  out.resize(given.size());
  for (size_t i = 0; i < given.size(); ++i)
    push(given[i], out[i]);
}

template <class V> void BodyWalker<V>::delegate() {
  if (frames.back().op != Opcode::Try) {
    fail("delegate outside of a try");
    return;
  }
  // The label is seen from outside the try.
  uint32_t outer = instruction.index;
  Frame *target = label(outer < ~uint32_t(0) ? outer + 1 : outer);
  if (!target || failed())
    return;
  if (!frames.back().isDead)
    visitor.delegate(frames.back(), *target);
  endStep();
}

template <class V> void BodyWalker<V>::rethrow() {
  Frame *target = label(instruction.index);
  if (!target)
    return;
  if (target->op != Opcode::Catch && target->op != Opcode::CatchAll) {
    fail("rethrow: label " + llvm::Twine(instruction.index) +
         " is not a catch");
    return;
  }
  if (isLive())
    visitor.rethrow(*target);
  setUnreachable();
}

// Variables, calls, tables, references

template <class V> void BodyWalker<V>::localInstruction() {
  uint32_t index = instruction.index;
  if (index >= locals.size()) {
    fail(opText() + ": unknown local " + llvm::Twine(index));
    return;
  }
  ValType type = locals[index];
  if (instruction.op == Opcode::LocalGet) {
    if (!isSet.test(index))
      fail("local.get: local " + llvm::Twine(index) + " is not set yet");
    else
      apply({}, type);
    return;
  }
  if (!isSet.test(index)) {
    isSet.set(index);
    setInside.push_back(index);
  }
  apply(type, instruction.op == Opcode::LocalTee ? Types(type) : Types());
}

template <class V> void BodyWalker<V>::globalInstruction() {
  const Global &global = module.globals[instruction.index];
  if (instruction.op == Opcode::GlobalGet)
    return apply({}, global.type);
  if (!global.isMutable)
    fail("global.set: global " + llvm::Twine(instruction.index) +
         " is immutable");
  else
    apply(global.type, {});
}

template <class V> void BodyWalker<V>::select(bool isTyped) {
  llvm::SmallVector<Operand, 3> args(3);
  args[2] = pop(TypeKind::I32);
  if (isTyped) {
    args[1] = pop(instruction.type);
    args[0] = pop(instruction.type);
    if (!failed())
      applyTo(args, instruction.type);
    return;
  }
  args[1] = popAny();
  args[0] = popAny();
  ValType type = args[0].type.isBottom() ? args[1].type : args[0].type;
  bool isSame = args[0].type == args[1].type || args[0].type.isBottom() ||
                args[1].type.isBottom();
  if (!isSame)
    fail("select expects two operands of one type, found " +
         toString(args[0].type) + " and " + toString(args[1].type));
  else if (type.isRef())
    fail("select on references must name their type");
  if (!failed())
    applyTo(args, type);
}

/// What a tail call returns must be what the function returns.
template <class V> void BodyWalker<V>::tailResults(const FuncType &callee) {
  if (!failed() &&
      !matches(module, callee.results, frames.front().resultTypes()))
    fail(opText() + ": callee returns " + toString(callee.results) +
         ", the function " + toString(frames.front().resultTypes()));
  setUnreachable();
}

template <class V> void BodyWalker<V>::callIndirect(bool isTail) {
  const Table &table = module.tables[instruction.index2];
  if (!matches(module, table.element, ValType::funcref())) {
    fail(opText() + ": table " + llvm::Twine(instruction.index2) + " holds " +
         toString(table.element) + ", not functions");
    return;
  }
  const FuncType &callee = module.types[instruction.index].func;
  llvm::SmallVector<ValType, 8> params{Types(callee.params)};
  params.push_back(table.limits.addressType());
  apply(params, isTail ? Types() : Types(callee.results));
  if (isTail)
    tailResults(callee);
}

template <class V> void BodyWalker<V>::callRef(bool isTail) {
  const FuncType &callee = module.types[instruction.index].func;
  llvm::SmallVector<ValType, 8> params{Types(callee.params)};
  params.push_back(ValType::ref({HeapKind::Defined, instruction.index}, true));
  apply(params, isTail ? Types() : Types(callee.results));
  if (isTail)
    tailResults(callee);
}

template <class V> void BodyWalker<V>::tableOperation() {
  const Instruction &in = instruction;
  bool namesSegment = in.info().immediate == Immediate::ElementTable;
  uint32_t index = namesSegment ? in.index2 : in.index;
  const Table &table = module.tables[index];
  ValType address = table.limits.addressType();
  ValType element = table.element;
  switch (in.op) {
  case Opcode::TableGet:
    return apply(address, element);
  case Opcode::TableSet:
    return apply({address, element}, {});
  case Opcode::TableGrow:
    return apply({element, address}, address);
  case Opcode::TableSize:
    return apply({}, address);
  case Opcode::TableFill:
    return apply({address, element, address}, {});
  case Opcode::TableInit: {
    ValType from = module.elements[in.index].type;
    if (!matches(module, from, element))
      return fail("table.init: " + toString(from) + " does not match " +
                  toString(element));
    return apply({address, TypeKind::I32, TypeKind::I32}, {});
  }
  default: { // table.copy
    const Table &source = module.tables[in.index2];
    if (!matches(module, source.element, element))
      return fail("table.copy: " + toString(source.element) +
                  " does not match " + toString(element));
    bool isWide = table.limits.is64 && source.limits.is64;
    ValType length = isWide ? TypeKind::I64 : TypeKind::I32;
    return apply({address, source.limits.addressType(), length}, {});
  }
  }
}

template <class V> void BodyWalker<V>::reference() {
  switch (instruction.op) {
  case Opcode::RefNull:
    return apply({}, instruction.type);
  case Opcode::RefFunc: {
    const Function &target = module.functions[instruction.index];
    // Within constant expressions, using a function is what declares it.
    if (function && !target.isReferenced)
      return fail("undeclared function reference: function " +
                  llvm::Twine(instruction.index) +
                  " is in no element segment, export or global");
    return apply({}, ValType::ref({HeapKind::Defined, target.type}, false));
  }
  case Opcode::RefIsNull: {
    Operand ref = popRef();
    if (!failed())
      applyTo(ref, one(TypeKind::I32));
    return;
  }
  default: { // ref.as_non_null
    Operand ref = popRef();
    if (!failed())
      applyTo(ref, one(ref.type.asNonNull()));
    return;
  }
  }
}

// Garbage-collected objects

template <class V> void BodyWalker<V>::gcInstruction() {
  ValType anyref = ValType::ref(HeapKind::Any, true);
  ValType externref = ValType::ref(HeapKind::Extern, true);
  ValType eqref = ValType::ref(HeapKind::Eq, true);
  switch (instruction.op) {
  case Opcode::RefEq:
    return apply({eqref, eqref}, one(TypeKind::I32));
  case Opcode::RefI31:
    return apply(ValType(TypeKind::I32),
                 one(ValType::ref(HeapKind::I31, false)));
  case Opcode::I31GetS:
  case Opcode::I31GetU:
    return apply(ValType::ref(HeapKind::I31, true), one(TypeKind::I32));
  case Opcode::AnyConvertExtern:
  case Opcode::ExternConvertAny: {
    bool toAny = instruction.op == Opcode::AnyConvertExtern;
    Operand ref = pop(toAny ? externref : anyref);
    if (!failed())
      applyTo(ref, one(ValType::ref(toAny ? HeapKind::Any : HeapKind::Extern,
                                    ref.type.isBottom() ? false
                                                        : ref.type.nullable)));
    return;
  }
  case Opcode::RefTest:
  case Opcode::RefTestNull:
  case Opcode::RefCast:
  case Opcode::RefCastNull:
    return castInstruction();
  case Opcode::BrOnCast:
  case Opcode::BrOnCastFail:
    return branchOnCast();
  default:
    return instruction.op < Opcode::ArrayNew ? structInstruction()
                                             : arrayInstruction();
  }
}

template <class V> void BodyWalker<V>::castInstruction() {
  bool isNullable = instruction.op == Opcode::RefTestNull ||
                    instruction.op == Opcode::RefCastNull;
  bool isTest = instruction.op == Opcode::RefTest ||
                instruction.op == Opcode::RefTestNull;
  ValType target = ValType::ref(instruction.type.heap(), isNullable);
  instruction.type = target;
  ValType top = ValType::ref(topOf(module, target.heap()), true);
  apply(top, one(isTest ? ValType(TypeKind::I32) : target));
}

template <class V> void BodyWalker<V>::structInstruction() {
  const DefinedType &type = module.types[instruction.index];
  HeapType heap{HeapKind::Defined, instruction.index};
  ValType nullable = ValType::ref(heap, true);
  llvm::SmallVector<ValType, 8> fields;
  switch (instruction.op) {
  case Opcode::StructNew:
    for (const FieldType &field : type.fields)
      fields.push_back(field.type);
    return apply(fields, one(ValType::ref(heap, false)));
  case Opcode::StructNewDefault:
    for (const FieldType &field : type.fields)
      if (!field.type.isDefaultable())
        return fail("struct.new_default: a field has no default value");
    return apply({}, one(ValType::ref(heap, false)));
  default:
    break;
  }
  const FieldType &field = type.fields[instruction.index2];
  if (instruction.op == Opcode::StructSet) {
    if (!field.isMutable)
      return fail("struct.set: field " + llvm::Twine(instruction.index2) +
                  " is immutable");
    return apply({nullable, field.type}, {});
  }
  bool isPlain = instruction.op == Opcode::StructGet;
  if (isPlain != (field.packing == Packing::None))
    return fail(opText() + ": field " + llvm::Twine(instruction.index2) +
                (isPlain ? " is packed" : " is not packed"));
  apply(nullable, one(field.type));
}

template <class V> void BodyWalker<V>::arraySegment() {
  const FieldType &element = module.types[instruction.index].fields[0];
  if (instruction.info().immediate == Immediate::TypeData) {
    if (element.type.isRef())
      fail(opText() + ": the array's elements are references");
    return;
  }
  ValType from = module.elements[instruction.index2].type;
  if (!matches(module, from, element.type))
    fail(opText() + ": " + toString(from) + " does not match " +
         toString(element.type));
}

template <class V> void BodyWalker<V>::arrayInstruction() {
  const ValType i32 = TypeKind::I32;
  if (instruction.op == Opcode::ArrayLen)
    return apply(ValType::ref(HeapKind::Array, true), one(i32));
  const FieldType &element = module.types[instruction.index].fields[0];
  HeapType heap{HeapKind::Defined, instruction.index};
  ValType made = ValType::ref(heap, false), nullable = ValType::ref(heap, true);
  switch (instruction.op) {
  case Opcode::ArrayNew:
    return apply({element.type, i32}, one(made));
  case Opcode::ArrayNewDefault:
    if (!element.type.isDefaultable())
      return fail("array.new_default: the elements have no default value");
    return apply(i32, one(made));
  case Opcode::ArrayNewFixed: {
    llvm::SmallVector<ValType, 8> params(instruction.index2, element.type);
    return apply(params, one(made));
  }
  case Opcode::ArrayNewData:
  case Opcode::ArrayNewElem:
    arraySegment();
    return apply({i32, i32}, one(made));
  case Opcode::ArrayGet:
  case Opcode::ArrayGetS:
  case Opcode::ArrayGetU: {
    bool isPlain = instruction.op == Opcode::ArrayGet;
    if (isPlain != (element.packing == Packing::None))
      return fail(opText() + (isPlain ? ": the elements are packed"
                                      : ": the elements are not packed"));
    return apply({nullable, i32}, one(element.type));
  }
  default:
    break;
  }
  if (!element.isMutable)
    return fail(opText() + ": the array is immutable");
  switch (instruction.op) {
  case Opcode::ArraySet:
    return apply({nullable, i32, element.type}, {});
  case Opcode::ArrayFill:
    return apply({nullable, i32, element.type, i32}, {});
  case Opcode::ArrayCopy: {
    const FieldType &from = module.types[instruction.index2].fields[0];
    if (from.packing != element.packing ||
        !matches(module, from.type, element.type))
      return fail("array.copy: the elements' types do not match");
    ValType source =
        ValType::ref({HeapKind::Defined, instruction.index2}, true);
    return apply({nullable, i32, source, i32, i32}, {});
  }
  default: // array.init_data, array.init_elem
    arraySegment();
    return apply({nullable, i32, i32, i32}, {});
  }
}

} // namespace wasmc

#endif
