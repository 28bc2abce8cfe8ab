// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/check/Program.h"
#include "compiler/check/FunctionCheck.h"
#include "wrt/abi.h"

using namespace llvm;

namespace wasmc {

/// The table of .eh_frame_hdr, if there is one: pairs of signed distances from
/// its start, the first of a pair to a function.
void Program::readStarts() {
  constexpr uint64_t header = 12, row = 8;
  uint64_t table = executable.unwindTable;
  if (!table || executable.read(table, 4) != 0x3b031b01u)
    return;
  uint64_t count = executable.read(table + 8, 4).value_or(0);
  for (uint64_t i = 0; i < count; ++i) {
    std::optional<uint64_t> distance =
        executable.read(table + header + i * row, 4);
    if (!distance)
      return;
    starts.insert(table + uint64_t(int64_t(int32_t(*distance))));
  }
}

bool Program::prepare() {
  readStarts();
  if (!stub.match("_start", executable.entry)) {
    violations.add("the entry point is not the runtime stub of this wasmc: " +
                       stub.difference(),
                   executable.entry);
    return false;
  }
  if (stub.external("__ehdr_start").value_or(0) != 0)
    violations.add("the stub does not find the image's start",
                   executable.entry);
  if (stub.external("_DYNAMIC") != executable.dynamic)
    violations.add("the stub does not find the dynamic section",
                   executable.entry);
  if (!readMemories())
    return false;
  checkInitialContents();
  checkProfile();
  return true;
}

static void join(Arguments &to, const Arguments &from) {
  for (auto [a, b] : zip(to, from))
    a = a.join(b);
}

const FunctionSummary &Program::call(uint64_t caller, uint64_t function,
                                     const Arguments &arguments) {
  FunctionSummary &summary = functions[function];
  if (!summary.isKnown)
    pending.insert(function);
  summary.isKnown = true;
  summary.callers.insert(caller);
  auto [given, isFirst] =
      functions[caller].callees.try_emplace(function, arguments);
  if (!isFirst)
    join(given->second, arguments);
  return summary;
}

void Program::note(uint64_t function, const FunctionSummary &learnt) {
  FunctionSummary &summary = functions[function];
  summary.returned = learnt.returned;
  summary.popped = learnt.popBytes;
  // All only ever change one way, so this comes to an end. That it never
  // returns may have been found before a store was that makes it return.
  summary.returnsAfterAll |= summary.neverReturns && !learnt.neverReturns;
  bool neverReturns = learnt.neverReturns && !summary.returnsAfterAll;
  int64_t arguments = std::max(summary.argumentBytes, learnt.argumentBytes);
  std::optional<int64_t> pops = std::max(summary.popBytes, learnt.popBytes);
  bool mayThrow = summary.mayThrow || learnt.mayThrow;
  if (pops && !summary.popBytes)
    late.insert(summary.awaiting.begin(), summary.awaiting.end());
  bool isSamePop = pops.value_or(0) == summary.popBytes.value_or(0);
  summary.popBytes = pops;
  if (arguments == summary.argumentBytes && isSamePop &&
      neverReturns == summary.neverReturns && mayThrow == summary.mayThrow)
    return;
  summary.argumentBytes = arguments;
  summary.neverReturns = neverReturns;
  summary.mayThrow = mayThrow;
  for (uint64_t caller : summary.callers)
    pending.insert(caller);
}

void Program::forget(uint64_t function) {
  violations.forget(function);
  functions[function].callees.clear();
}

std::set<uint64_t> Program::reachedFrom(uint64_t main) const {
  std::set<uint64_t> reached = {main};
  std::vector<uint64_t> work = {main};
  while (!work.empty()) {
    uint64_t function = work.back();
    work.pop_back();
    for (const auto &[callee, arguments] : functions.at(function).callees)
      if (reached.insert(callee).second)
        work.push_back(callee);
  }
  return reached;
}

/// What looked like a call before it was known that another, in front of it,
/// does not return: nobody gets there.
void Program::forgetUnreached(uint64_t main) {
  std::set<uint64_t> reached = reachedFrom(main);
  for (const auto &[function, summary] : functions)
    if (!reached.contains(function))
      violations.forget(function);
}

/// Compares what functions were given and have returned with what was counted
/// on. Narrower: from now on that is. Wider: it was not true, so what was built
/// on it does not hold.
Program::Learnt Program::learnCalls(uint64_t main) {
  std::map<uint64_t, Arguments> given;
  given[main] = {}; // By the stub: anything.
  std::set<uint64_t> reached = reachedFrom(main);
  for (uint64_t function : reached)
    for (const auto &[callee, arguments] : functions[function].callees) {
      auto [entry, isFirst] = given.try_emplace(callee, arguments);
      if (!isFirst)
        join(entry->second, arguments);
    }
  Learnt learnt = Learnt::Nothing;
  auto learn = [&](Passed &known, const Passed &found) {
    if (found == known)
      return;
    if (!known.includes(found))
      learnt = Learnt::Wider;
    else if (learnt == Learnt::Nothing)
      learnt = Learnt::Narrower;
    // What was too narrow once may be so again.
    known = known.includes(found) ? found : known.join(found);
  };
  for (uint64_t function : reached) {
    FunctionSummary &summary = functions[function];
    for (auto [known, found] : zip(summary.arguments, given[function]))
      learn(known, found);
    learn(summary.result, summary.returned);
  }
  return learnt;
}

/// Parts of the stub are found only when code calls them, and so are their
/// variables.
bool Program::isOfOthers(AddressRange range) const {
  return stub.overlapsVariables(range) || exceptionPool().overlaps(range);
}

void Program::checkStores() {
  variables.eachStored([&](AddressRange range, StoreOrigin origin) {
    if (isOfOthers(range))
      violations.add("a store to memory that is not the module's",
                     origin.instruction, origin.function);
  });
  // What others store there is not known.
  variables.eachRead([&](AddressRange range, uint64_t function) {
    if (isOfOthers(range))
      violations.add("what memory holds that is not the module's is relied on",
                     range.begin, function);
  });
}

/// Checks the function and all that it leads to.
void Program::checkAll(uint64_t main) {
  call(main, main, {});
  while (!pending.empty() || !late.empty()) {
    if (pending.empty())
      std::swap(pending, late);
    uint64_t function = *pending.begin();
    pending.erase(pending.begin());
    FunctionCheck(*this, function).run();
  }
}

/// To check all again, with what is known of functions by now. Code behind a
/// call of which it was not known that it never returns was looked at, too: it
/// may be the stub's, and what it stores counted as the program's.
void Program::restart() {
  variables.restart();
  for (auto &[function, summary] : functions) {
    summary.callers.clear();
    summary.awaiting.clear();
    summary.callees.clear();
    summary.argumentBytes = 0;
    summary.popBytes.reset();
    summary.mayThrow = false;
    summary.isKnown = false;
  }
}

/// What callers count on by the last that was told is what was last found.
void Program::checkPops(uint64_t main) {
  for (uint64_t function : reachedFrom(main)) {
    const FunctionSummary &summary = functions[function];
    if (!summary.neverReturns && summary.popped != summary.popBytes)
      violations.add("removes another part of the stack than it seemed to",
                     function, function);
  }
}

bool Program::storesToOthers() const {
  bool stores = false;
  variables.eachStored(
      [&](AddressRange range, StoreOrigin) { stores |= isOfOthers(range); });
  return stores;
}

/// At first nothing is known of what calls hand over. If that leaves something
/// to complain of, all is looked at again with what was found by then.
void Program::checkUntilSettled(uint64_t main) {
  constexpr unsigned mostLooks = 6;
  checkAll(main);
  for (unsigned looks = 1;; ++looks) {
    Learnt learnt = learnCalls(main);
    bool isTrue = learnt != Learnt::Wider;
    bool mayGain = learnt == Learnt::Narrower && violations.count();
    if (isTrue && !mayGain && (looks > 1 || !storesToOthers()))
      return;
    if (looks == mostLooks) {
      if (!isTrue)
        violations.add("what functions are given does not settle", main, main);
      return;
    }
    restart();
    checkAll(main);
  }
}

void Program::run() {
  std::optional<uint64_t> main = stub.external("wasm_entry");
  if (!main)
    return violations.add("the stub does not call the module",
                          executable.entry);
  variables.keepInitial();
  checkUntilSettled(*main);
  if (functions[*main].argumentBytes || functions[*main].popBytes.value_or(0))
    violations.add("takes arguments that the stub does not give", *main, *main);
  checkPops(*main);
  checkStores();
  checkExceptions();
  if (functions[*main].mayThrow)
    checkLastCaller(*main);
  forgetUnreached(*main);
}

} // namespace wasmc
