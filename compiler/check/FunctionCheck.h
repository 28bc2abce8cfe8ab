// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_CHECK_FUNCTIONCHECK_H
#define COMPILER_CHECK_FUNCTIONCHECK_H

#include "compiler/check/Program.h"
#include "compiler/check/State.h"

namespace wasmc {

/// Checks one function by following all its paths; see FunctionCheck.cpp.
class FunctionCheck {
public:
  FunctionCheck(Program &program, uint64_t entry);

  void run();

private:
  /// The block and the instruction that lead to another block.
  using Edge = std::pair<uint64_t, uint64_t>;
  static constexpr Edge several = {~uint64_t(0), ~uint64_t(0)};

  struct Block {
    State in;
    bool isReached = false;
    unsigned changes = 0;
    Edge from = several; ///< The only one that leads here.
  };

  // Loops.
  using Place = std::pair<uint8_t, int64_t>;
  using Steps = std::map<Place, int64_t>;
  void start();
  bool repeats(const Step &step, State &state) const;
  void learnEnd(const Value &a, const Value &b);
  void learnEnd(const Action &action, const State &state);
  void enterGaps(uint64_t head, State &state) const;
  bool leadsTo(uint64_t block, uint64_t other) const;
  void learnStep(uint64_t head, Place place, int64_t step);
  void learnSteps(uint64_t head, const State &in, const State &back,
                  bool isFirst);
  void countLoop(uint64_t head, const State *in, State &state) const;
  static Value *valueAt(State &state, Place place);
  static const Value *valueAt(const State &state, Place place);
  const std::vector<int64_t> *stopsFor(uint64_t head, unsigned changes);

  const Step *stepAt(uint64_t address);
  void walk(uint64_t block);
  bool settle();
  bool isCovered(uint64_t target, const State &state);
  void flowTo(uint64_t target, const State &state);
  void absorb(uint64_t target, const State &state);
  void finish(const Step &step, State &state);
  void enqueue(uint64_t block) { work.insert(block); }

  // Actions.
  void perform(const Step &step, State &state);
  void perform(const Action &action, Symbol fresh, State &state);
  Value compute(const Action &action, const State &state) const;
  Value select(const Action &action, const State &state) const;
  void noteChoice(const Action &action, const State &before,
                  State &state) const;
  static void notePredicate(const Action &action, const State &before,
                            State &state);
  static void noteJoined(const Action &action, const Value &a, const Value &b,
                         State &state);
  static std::optional<Wrap> wrapOf(const Action &action, Symbol fresh,
                                    const State &state);
  Value locate(const Address &address, const State &state) const;
  void write(State &state, const Action &action, Value value, Symbol fresh);
  Value alignStack(const Value &value, const Value &mask);

  // Memory.
  Value load(State &state, const Action &action, const Value &address);
  void store(State &state, const Action &action, const Value &address);
  bool isGuestMemory(const Value &address, unsigned bytes) const;
  void learnMapped(State &state, const Value &address, unsigned bytes);
  bool touchStack(State &state, const Value &address, unsigned bytes,
                  bool isStore);
  Value loadStack(State &state, const Action &action, const Value &address);
  bool isChecked(const State &state, const Value &address, int64_t bytes) const;
  bool isReserved(const Value &address, unsigned bytes) const;
  void forgetStack(State &state, const Value &address, int64_t bytes) const;
  Value sizeOf(uint8_t index) const;
  /// What a load of so many bytes gives if nothing is known of them.
  static Value unknown(const Action &action);
  Value loadImage(const Action &action, const Value &address);
  std::optional<Value> loadAddress(const Value &address);
  Value loadVariable(const Action &action, const Value &address);
  void noteStore(const Value &address, unsigned bytes, const Value &stored);
  void storeImage(const Action &action, const Value &address,
                  const Value &stored);

  // Calls of the host.
  void checkHostCall(State &state, llvm::StringRef host);
  void checkRange(State &state, const Value &address, const Value &size,
                  bool isStore, llvm::StringRef host);

  FunctionSummary summaryOf(llvm::StringRef host) const;
  void checkEntries(State &state, unsigned first, bool isStore,
                    llvm::StringRef host);
  void checkTableCall(State &state, llvm::StringRef host);

  // Control.
  bool callFunction(State &state, uint64_t target);
  void callAfter(State &state, const FunctionSummary &callee);
  bool callIndirect(State &state, const Value &callee);
  void tailCall(const State &state, uint64_t target);
  void jumpIndirect(State &state, const Value &target);
  void checkReturn(const State &state, const Step &step);
  Value returnAddress() const;
  bool hasReturnAddress(const State &state) const;
  bool keepsSaved(const State &state) const;
  void notePop(int64_t bytes);
  Arguments argumentsIn(const State &state) const;
  void noteResult(const Passed &result);
  bool targetsOf(const State &state, const Value &target,
                 std::vector<uint64_t> &out) const;
  bool entries(const State &state, const Value &target,
               std::vector<uint64_t> &out) const;
  std::optional<int64_t> stackOffset(const State &state) const;

  // Exceptions.
  static bool isThrow(llvm::StringRef host);
  void checkExceptionCall(const State &state, llvm::StringRef host);
  bool isExceptionPart(const Value &address, int64_t bytes, bool isStore) const;
  void throwFrom(const State &before, const State &after);
  void land(const State &before, const State &after, const UnwindStep &step);
  void checkUnwinding(const State &before, const State &after,
                      const UnwindStep &step);

  void complain(const llvm::Twine &what);

  /// What may lie above the return address, of anybody's arguments.
  static constexpr int64_t mostArguments = 1000 * 16;
  /// What a call leaves on the stack.
  int64_t returnBytes() const {
    return machine.linkRegister == noRegister ? 8 : 0;
  }

  Program &program;
  const Machine &machine;
  uint64_t entry;
  std::map<uint64_t, Block> blocks;
  std::set<uint64_t> work;
  llvm::DenseSet<uint64_t> leaders; ///< Where blocks begin.
  llvm::DenseMap<uint64_t, uint32_t> stepIndex;
  std::deque<Step> decoded;
  llvm::DenseMap<uint64_t, std::string> undecodable;
  llvm::DenseMap<uint64_t, uint64_t> owner; ///< Block that was walked here.
  bool isReporting = false;
  uint64_t walking = 0; ///< The block being walked.
  uint64_t current = 0; ///< The instruction being looked at.
  /// The aligned stack pointer: at most this far from the entry's, and less
  /// than `frameSlack` below.
  std::optional<int64_t> frameAnchor;
  int64_t frameSlack = 0;
  FunctionSummary learnt;
  bool returns = false;
  std::optional<Passed> returned; ///< If it does: what.

  /// By the loop's first block: what changes by a constant each time round, and
  /// by how much; 0: by nothing constant.
  std::map<uint64_t, Steps> steps;
  /// By the loop's first block: where control comes back to it.
  std::map<uint64_t, std::set<uint64_t>> backEdges;
  std::map<uint64_t, std::set<uint64_t>> successors; ///< Of blocks.
  bool hasLearnt = false; ///< Of loops, in this round.
  unsigned round = 0;
  std::map<uint64_t, int64_t> limits; ///< What is compared with, by place.
  std::vector<int64_t> stops;
  /// By the loop's first block: what, times the first number, the count times
  /// the second is compared with.
  /// If it is no name, that is the constant which comes last.
  using End = std::tuple<Symbol, int64_t, int64_t, int64_t>;
  std::map<uint64_t, std::set<End>> ends;
  bool faults = false; ///< The instruction looked at never completes.
  size_t complaints = 0;
  size_t walks = 0;
};

} // namespace wasmc

#endif
