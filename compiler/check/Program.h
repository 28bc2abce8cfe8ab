// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_CHECK_PROGRAM_H
#define COMPILER_CHECK_PROGRAM_H

#include "compiler/check/Executable.h"
#include "compiler/check/Passed.h"
#include "compiler/check/State.h"
#include "compiler/check/StubMatch.h"
#include "compiler/check/UnwindTables.h"
#include "compiler/check/Variables.h"
#include "wrt/abi.h"
#include "llvm/ADT/DenseSet.h"
#include <deque>
#include <map>
#include <set>

namespace wasmc {

/// What callers count on of a function, and who they are.
struct FunctionSummary {
  /// How far above the stack pointer of its entry it may write: the arguments
  /// on the stack are its own.
  int64_t argumentBytes = 0;
  /// What it takes off the stack, besides the address that it returns to;
  /// unknown while no path was found on which it returns.
  std::optional<int64_t> popBytes;
  std::set<uint64_t> awaiting; ///< Callers that must know when it is known.
  bool neverReturns = false;   ///< So what stands behind a call is not reached.
  bool returnsAfterAll = false; ///< It was thought not to, with less known.
  bool mayThrow = false;        ///< So landing pads of a call may be.
  std::set<uint64_t> callers;
  std::map<uint64_t, Arguments> callees; ///< And what they are given.
  bool isKnown = false; ///< That it is called; so it is checked.

  /// What all that call it give it, and what it returns: what is counted on.
  Arguments arguments;
  Passed result;
  Passed returned;               ///< What it was found to return.
  std::optional<int64_t> popped; ///< What it was last found to take off.
};

/// The compiled code of an executable, as far as functions share it.
class Program {
public:
  Program(const Executable &executable, StubMatch &stub, Violations &violations)
      : executable(executable), stub(stub), violations(violations),
        machine(machineOf(executable.arch)),
        decoder(Decoder::create(executable.arch)), unwindTables(executable),
        variables(executable) {}

  /// Takes in what surrounds the code. Returns false if that leaves nothing to
  /// check.
  bool prepare();

  /// Checks all code that can be reached.
  void run();

  const Executable &executable;
  StubMatch &stub;
  Violations &violations;
  const Machine &machine;
  std::unique_ptr<Decoder> decoder;

  UnwindTables unwindTables;
  TargetSets targetSets;
  Variables variables;

  /// The memories' structures, and what is to be reserved for each.
  AddressRange memoryInstances;
  std::vector<wrt::MemoryPlan> plansRead;

  /// How large an exception is with its values; 0 if there are none.
  uint64_t exceptionBytes() const;

  /// Where functions are said to begin: a hint that decides only whether code
  /// is checked by itself or as part of what jumps to it.
  bool isFunctionStart(uint64_t address) const {
    return starts.contains(address);
  }

  /// Has the function checked, and tells what a caller must know.
  const FunctionSummary &call(uint64_t caller, uint64_t function,
                              const Arguments &arguments);
  /// The caller is to be checked again when it is known what the function
  /// takes off the stack, even if that is nothing, as is believed until then.
  void awaitPop(uint64_t caller, uint64_t function) {
    functions[function].awaiting.insert(caller);
  }
  /// What may be counted on in the function of what it is given.
  const Arguments &argumentsOf(uint64_t function) {
    return functions[function].arguments;
  }

  /// Takes in what was learnt of a function; if it differs from what was told,
  /// its callers are checked again.
  void note(uint64_t function, const FunctionSummary &learnt);
  /// To be called before a function is checked.
  void forget(uint64_t function);

  /// Whether all of the range is the module's to write, of the image.
  bool isOwnVariable(AddressRange range) const {
    return executable.isVariable(range.begin, range.end - range.begin) &&
           !stub.overlapsVariables(range) && !memoryInstances.overlaps(range);
  }

  /// Takes in a store to variables. What was checked by what it changes is
  /// checked again.
  void storeAnything(AddressRange range, StoreOrigin origin) {
    variables.store(range, origin, pending);
  }
  void storeNumber(uint64_t address, unsigned bytes,
                   Variables::Interval numbers, StoreOrigin origin) {
    variables.store(address, bytes, numbers, origin, pending);
  }

private:
  void readStarts();
  std::set<uint64_t> reachedFrom(uint64_t main) const;
  void forgetUnreached(uint64_t main);
  bool readMemories();
  void readPlan(uint64_t plan);
  void checkInitialContents();
  void checkProfile();
  void checkAll(uint64_t main);
  enum class Learnt { Nothing, Narrower, Wider };
  Learnt learnCalls(uint64_t main);
  void checkPops(uint64_t main);
  bool storesToOthers() const;
  void checkUntilSettled(uint64_t main);
  void restart();
  bool isOfOthers(AddressRange range) const;
  void checkStores();
  AddressRange exceptionPool() const;
  void checkExceptions();
  void checkLastCaller(uint64_t main);

  llvm::DenseSet<uint64_t> starts;
  std::map<uint64_t, FunctionSummary> functions;
  std::set<uint64_t> pending;
  std::set<uint64_t> late; ///< When nothing else is: most know all by then.
};

} // namespace wasmc

#endif
