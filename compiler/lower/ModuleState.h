// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The module being lowered, as IR: its functions and its state. One process is
// one instance, so all state is static data; what a name means here is the only
// place that knows so. Declarations are made when first asked for.

#ifndef COMPILER_LOWER_MODULESTATE_H
#define COMPILER_LOWER_MODULESTATE_H

#include "compiler/lower/ConstantExpr.h"
#include "compiler/lower/Counters.h"
#include "compiler/lower/FunctionHandles.h"
#include "compiler/lower/ModuleLowering.h"
#include "wrt/abi.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/IR/GlobalVariable.h"
#include "llvm/IR/IRBuilder.h"

namespace wasmc {

/// The regions of state that no pointer of another region reaches: the leaves
/// of the alias metadata.
enum class Region : uint8_t { Memory, Global, Table, Bounds, Counters };

/// How a table is kept.
enum class TableForm : uint8_t {
  Constant, ///< Never written: call_indirect needs types and code only.
  Mutable,  ///< References of any kind.
};

class ModuleState {
public:
  ModuleState(llvm::Module &ir, const WasmModule &wasm, const Part &part,
              const LoweringOptions &options);

  llvm::Module &ir;
  llvm::LLVMContext &context;
  const WasmModule &wasm;
  const Part &part;
  const LoweringOptions &options;
  std::optional<Counters> counters; ///< If the program makes a profile.

  /// Function `index`, an import or not; null for an import that nothing
  /// provides.
  llvm::Function *function(uint32_t index);
  /// The same, but callable by the convention of wasm functions even if it is
  /// an import: what tables and references hold.
  llvm::Function *indirectFunction(uint32_t index);
  /// The constant funcref of function `index`.
  llvm::Constant *funcRef(uint32_t index);
  /// Whether a funcref is a number of `handles` and not a pointer: in a program
  /// of one module, but not where the stub is to tell which function it is.
  bool usesHandles() const { return !isInstance() && !options.makesSnapshot; }
  /// Only if it uses them.
  const FunctionHandles &handles();
  /// For each handle, the distance of the code from the table's start (i32).
  llvm::GlobalVariable *codeTable();
  /// The convention of all functions of the module.
  llvm::CallingConv::ID convention() const;
  llvm::FunctionType *functionType(const FuncType &type) const;
  /// How many of a function's results it returns as such; the others are left
  /// in overflowSlot(0) and so on. A tail call cannot pass on the hidden
  /// pointer by which LLVM returns what registers cannot hold.
  size_t directResults(llvm::ArrayRef<ValType> results) const;
  /// How many of its parameters it takes as such; the caller puts the others
  /// into overflowSlot(0) and so on. Where functions may both throw and be left
  /// by tail calls none may have arguments on the stack: how many a frame's
  /// caller has put there would be in no unwind table.
  size_t directParams(llvm::ArrayRef<ValType> params) const;
  llvm::Constant *overflowSlot(size_t index);
  /// The arguments to pass as such; stores the others.
  llvm::ArrayRef<llvm::Value *>
  passArguments(llvm::IRBuilder<> &builder, llvm::ArrayRef<ValType> types,
                llvm::ArrayRef<llvm::Value *> args);
  /// Parameter `index` of the function being built, at its start.
  llvm::Value *takeParam(llvm::IRBuilder<> &builder,
                         llvm::ArrayRef<ValType> types, size_t index);
  /// Takes all results from a call just made.
  void takeResults(llvm::IRBuilder<> &builder, llvm::CallBase *call,
                   llvm::ArrayRef<ValType> types,
                   llvm::SmallVectorImpl<llvm::Value *> &results);
  /// Ends a function with its results.
  void giveResults(llvm::IRBuilder<> &builder, llvm::ArrayRef<ValType> types,
                   llvm::ArrayRef<llvm::Value *> results);

  /// Whether any function may throw.
  bool canThrow() const;
  /// What identifies a tag at run time.
  uint32_t tagId(uint32_t tag) const;
  /// A function of the runtime's for compiled code, by the C convention.
  llvm::FunctionCallee runtime(llvm::StringRef name, llvm::Type *result,
                               llvm::ArrayRef<llvm::Type *> params,
                               bool isThrow = false);
  /// What functions with landing pads name.
  llvm::Function *personality();

  /// What identifies a function type at run time; never 0.
  uint32_t typeId(uint32_t type) const;

  llvm::GlobalVariable *global(uint32_t index);
  /// MemoryInstance `index`.
  llvm::Constant *memoryInstance(uint32_t index);

  TableForm tableForm(uint32_t index) const { return tableForms[index]; }
  /// The entries: an array of constantEntryType or of references.
  llvm::GlobalVariable *table(uint32_t index);
  /// How many entries there is room for.
  uint64_t tableCapacity(uint32_t index) const;
  /// Whether the number of entries can change.
  bool canGrow(uint32_t index) const { return growingTables.test(index); }
  /// The variable that holds the number of entries of a table that can grow.
  llvm::GlobalVariable *tableSize(uint32_t index);

  /// The contents of a passive segment, and how much of it is left (i64).
  llvm::GlobalVariable *dataSegment(uint32_t index);
  llvm::GlobalVariable *dataSegmentSize(uint32_t index);
  llvm::GlobalVariable *elementSegment(uint32_t index);
  llvm::GlobalVariable *elementSegmentSize(uint32_t index);

  /// TableInstance `index`, of an instance.
  llvm::Constant *tableInstance(uint32_t index);
  /// Whether tables and memories are found through structures outside, as
  /// several instances can share them, instead of being static data.
  bool isInstance() const { return options.instance != nullptr; }
  /// Whether code may find contents in a segment: an active one is dropped
  /// before any code runs, unless it is code that instantiates.
  bool hasContents(SegmentMode mode) const {
    return mode == SegmentMode::Passive ||
           (isInstance() && mode == SegmentMode::Active);
  }

  /// Marks a load or store as one of a region. A load from linear memory may
  /// be a trap, which must stay if its value goes: by the mark the optimiser
  /// knows these; without optimisation they become volatile. Where memory is
  /// checked, none is.
  void tag(llvm::Instruction *access, Region region);
  /// The mark itself; null without optimisation.
  llvm::MDNode *regionTag(Region region) const;

  /// Defines the module's state and wasm_entry in the part that owns them.
  llvm::Error define();

private:
  std::optional<ConstantEvaluator> constants; ///< While state is defined.
  std::vector<TableForm> tableForms;
  llvm::BitVector growingTables;
  std::optional<FunctionHandles> functionHandles; ///< Once asked for.
  llvm::MDNode *regionTags[5] = {};

  void findTableForms();
  std::string symbol(llvm::StringRef kind, uint32_t index) const;
  llvm::Function *declareImport(uint32_t index);
  llvm::Function *hostCall(uint32_t index);
  llvm::Function *create(uint32_t index,
                         llvm::GlobalValue::LinkageTypes linkage,
                         const llvm::Twine &name);
  llvm::GlobalVariable *variable(const llvm::Twine &name, llvm::Type *type,
                                 bool isConstant);
  llvm::Constant *toIr(const ConstantValue &value, ValType type);
  void own(llvm::GlobalVariable *variable, llvm::Constant *initial);

  void defineGlobals();
  llvm::Expected<std::vector<ConstantValue>>
  elements(const ElementSegment &segment) const;
  llvm::Error defineTables(std::optional<wrt::Trap> &trap);
  llvm::Constant *constantTable(uint32_t index,
                                llvm::ArrayRef<ConstantValue> entries);
  llvm::Constant *mutableTable(uint32_t index,
                               llvm::ArrayRef<ConstantValue> entries);
  llvm::Error definePassiveSegments();
  llvm::Error findDataTrap(std::optional<wrt::Trap> &trap) const;
  void defineCodeTable();
  void defineEntry(std::optional<wrt::Trap> trap);
  void callSnapshot(llvm::IRBuilder<> &builder);
  void defineExceptions();

  llvm::Error defineInstance();
  llvm::Error defineInit();
  void defineSegments();
  void defineTrampoline(uint32_t type);
};

} // namespace wasmc

#endif
