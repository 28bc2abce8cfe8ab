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

const FunctionSummary &Program::call(uint64_t caller, uint64_t function) {
  FunctionSummary &summary = functions[function];
  if (!summary.isKnown)
    pending.insert(function);
  summary.isKnown = true;
  summary.callers.insert(caller);
  functions[caller].callees.insert(function);
  return summary;
}

void Program::note(uint64_t function, const FunctionSummary &learnt) {
  FunctionSummary &summary = functions[function];
  // All only ever change one way, so this comes to an end.
  bool neverReturns = summary.neverReturns || learnt.neverReturns;
  int64_t arguments = std::max(summary.argumentBytes, learnt.argumentBytes);
  int64_t pops = std::max(summary.popBytes, learnt.popBytes);
  bool mayThrow = summary.mayThrow || learnt.mayThrow;
  if (arguments == summary.argumentBytes && pops == summary.popBytes &&
      neverReturns == summary.neverReturns && mayThrow == summary.mayThrow)
    return;
  summary.argumentBytes = arguments;
  summary.popBytes = pops;
  summary.neverReturns = neverReturns;
  summary.mayThrow = mayThrow;
  for (uint64_t caller : summary.callers)
    pending.insert(caller);
}

void Program::forget(uint64_t function) {
  violations.forget(function);
  functions[function].callees.clear();
}

/// What looked like a call before it was known that another, in front of it,
/// does not return: nobody gets there.
void Program::forgetUnreached(uint64_t main) {
  std::set<uint64_t> reached = {main};
  std::vector<uint64_t> work = {main};
  while (!work.empty()) {
    uint64_t function = work.back();
    work.pop_back();
    for (uint64_t callee : functions[function].callees)
      if (reached.insert(callee).second)
        work.push_back(callee);
  }
  for (const auto &[function, summary] : functions)
    if (!reached.contains(function))
      violations.forget(function);
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
  call(main, main);
  while (!pending.empty()) {
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
    summary.callees.clear();
    summary.isKnown = false;
  }
}

void Program::run() {
  std::optional<uint64_t> main = stub.external("wasm_entry");
  if (!main)
    return violations.add("the stub does not call the module",
                          executable.entry);
  variables.keepInitial();
  checkAll(*main);
  bool isClean = true;
  variables.eachStored(
      [&](AddressRange range, StoreOrigin) { isClean &= !isOfOthers(range); });
  if (!isClean) {
    restart();
    checkAll(*main);
  }
  if (functions[*main].argumentBytes || functions[*main].popBytes)
    violations.add("takes arguments that the stub does not give", *main, *main);
  checkStores();
  checkExceptions();
  if (functions[*main].mayThrow)
    checkLastCaller(*main);
  forgetUnreached(*main);
}

} // namespace wasmc
