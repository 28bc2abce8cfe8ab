// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Lowers one function: the visitor of a BodyWalker. It keeps the state of the
// function being made; what an instruction means is a free function in the file
// of its family.

#ifndef COMPILER_LOWER_FUNCTIONLOWERING_H
#define COMPILER_LOWER_FUNCTIONLOWERING_H

#include "compiler/lower/Exception.h"
#include "compiler/lower/ModuleState.h"
#include "compiler/lower/Traps.h"
#include "compiler/wasm/BodyWalker.h"

namespace wasmc {

/// Where branches to a control frame go.
struct LoweringLabel {
  llvm::BasicBlock *target = nullptr;    ///< Loop: its head. Else: its end.
  llvm::BasicBlock *otherwise = nullptr; ///< Of an `if`.
  llvm::SmallVector<llvm::PHINode *, 1> phis; ///< In target.
  bool isBody = false; ///< The frame of the function itself.

  /// What handles exceptions thrown directly inside.
  ExceptionHandler *handler = nullptr;
  /// Of a legacy try: its handler until the try ends,
  ExceptionHandler *opened = nullptr;
  llvm::Value *exception = nullptr;  ///< what its current clause has caught,
  llvm::Instruction *drop = nullptr; ///< and the end of that, unless it is
                                     ///< thrown again.
};

class FunctionLowering {
public:
  using Value = llvm::Value *;
  using Label = LoweringLabel;
  using Operand = TypedValue<Value>;
  using Frame = ControlFrame<Value, Label>;
  using Operands = llvm::ArrayRef<Operand>;
  using Values = llvm::SmallVectorImpl<Value>;

  /// For the body of a function of the module.
  FunctionLowering(ModuleState &module, uint32_t index);
  /// For code of the compiler's own in `function`, which has an entry block:
  /// constants and single instructions.
  FunctionLowering(ModuleState &module, llvm::Function *function);

  ModuleState &module;
  llvm::LLVMContext &context;
  llvm::IRBuilder<> builder;
  llvm::Function *function;
  llvm::SmallVector<llvm::AllocaInst *, 16> locals;
  /// What handles exceptions where the builder is; null: a caller.
  ExceptionHandler *handler = nullptr;

  /// Walks the body. An error is a WasmError.
  llvm::Error run();

  /// Lowers a constant expression as code. An error is a WasmError.
  llvm::Expected<llvm::Value *> constant(const ConstExpr &expr,
                                         ValType constantType);

  /// Traps with `kind` where the condition holds; goes on where it does not.
  void trapIf(llvm::Value *condition, wrt::Trap kind);
  void trap(wrt::Trap kind);
  /// Makes a call that may throw.
  llvm::CallBase *createCall(llvm::FunctionCallee callee,
                             llvm::ArrayRef<llvm::Value *> args);
  /// Ends the block by throwing an exception.
  void raise(llvm::Value *exception);
  /// Refuses an instruction that is valid but has no lowering.
  void refuse(const Instruction &in);
  /// Asks for the module's IR type of a value.
  llvm::Type *irTypeOf(ValType valueType) const;
  /// An i64 from an index of either address type, zero-extended.
  llvm::Value *widen(llvm::Value *index);

  // What BodyWalker asks of a visitor.
  void body(Frame &frame, llvm::ArrayRef<ValType> localTypes);
  void op(const Instruction &in, Operands args, Values &out);
  void block(Frame &frame, Operands params);
  void loop(Frame &frame, llvm::MutableArrayRef<Operand> params);
  void ifStart(Frame &frame, Value condition);
  void ifElse(Frame &frame, bool isLive, Operands results);
  void end(Frame &frame, bool isLive, Operands results, Values &out);
  void br(Frame &frame, Operands values);
  void brIf(Frame &frame, Value condition, Operands values);
  void brTable(Value index, llvm::ArrayRef<Frame *> targets, Operands values);
  Value brOnRef(const Instruction &in, Frame &frame, Operand ref,
                Operands values);
  void tryTable(Frame &frame, const Instruction &in,
                llvm::ArrayRef<Frame *> targets);
  void legacyCatch(Frame &frame, const Instruction &in, Values &out);
  void delegate(Frame &frame, Frame &target);
  void rethrow(Frame &target);

  llvm::BasicBlock *newBlock(const llvm::Twine &name);

private:
  uint32_t index = 0;
  BodyContext *walk = nullptr;
  llvm::DenseMap<unsigned, llvm::BasicBlock *> trapBlocks; ///< By kind.
  llvm::SpecificBumpPtrAllocator<ExceptionHandler> handlers;

  void openTarget(Frame &frame, const llvm::Twine &name);
  void profileEntry();
  /// Counts which of an instruction's `ways` is taken; or gives how often each
  /// was, empty if that is not known.
  llvm::SmallVector<uint64_t, 2> profileWays(llvm::Value *way, unsigned ways);
  void createBranch(llvm::Value *condition, llvm::BasicBlock *then,
                    llvm::BasicBlock *otherwise);
  void addIncoming(Label &label, Operands values);
  ExceptionHandler *openHandler();
  void closeHandler(ExceptionHandler &closed, ExceptionHandler *next);
  void endHandler(Frame &frame);
  void finish();
};

/// fNN.min and fNN.max, by llvm.minimum and llvm.maximum; vectors likewise.
llvm::Value *lowerMinMax(FunctionLowering &fn, llvm::Intrinsic::ID id,
                         llvm::Value *x, llvm::Value *y);

// One for each family, in the file of that name.
void lowerCall(FunctionLowering &fn, const Instruction &in,
               FunctionLowering::Operands args, FunctionLowering::Values &out);
void lowerVariable(FunctionLowering &fn, const Instruction &in,
                   FunctionLowering::Operands args,
                   FunctionLowering::Values &out);
void lowerInteger(FunctionLowering &fn, const Instruction &in,
                  FunctionLowering::Operands args,
                  FunctionLowering::Values &out);
void lowerFloat(FunctionLowering &fn, const Instruction &in,
                FunctionLowering::Operands args, FunctionLowering::Values &out);
void lowerConvert(FunctionLowering &fn, const Instruction &in,
                  FunctionLowering::Operands args,
                  FunctionLowering::Values &out);
void lowerMemory(FunctionLowering &fn, const Instruction &in,
                 FunctionLowering::Operands args,
                 FunctionLowering::Values &out);
void lowerBulk(FunctionLowering &fn, const Instruction &in,
               FunctionLowering::Operands args, FunctionLowering::Values &out);
void lowerTable(FunctionLowering &fn, const Instruction &in,
                FunctionLowering::Operands args, FunctionLowering::Values &out);
void lowerReference(FunctionLowering &fn, const Instruction &in,
                    FunctionLowering::Operands args,
                    FunctionLowering::Values &out);
void lowerException(FunctionLowering &fn, const Instruction &in,
                    FunctionLowering::Operands args);
void lowerVector(FunctionLowering &fn, const Instruction &in,
                 FunctionLowering::Operands args,
                 FunctionLowering::Values &out);

} // namespace wasmc

#endif
