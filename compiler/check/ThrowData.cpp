// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What there is once in a program that throws: the pool of exceptions, the
// places where references to them may be, and the end of the way up the stack.

#include "compiler/check/Program.h"

using namespace llvm;

namespace wasmc {

AddressRange Program::exceptionPool() const {
  std::optional<uint64_t> plan = stub.external("wasm_exceptions");
  std::optional<uint64_t> pool = stub.external("wasm_exception_pool");
  if (!plan || !pool ||
      !executable.isConstant(*plan, sizeof(wrt::ExceptionPlan)))
    return {};
  uint64_t size =
      *executable.read(*plan + offsetof(wrt::ExceptionPlan, poolBytes), 8);
  return executable.isVariable(*pool, size) ? AddressRange{*pool, *pool + size}
                                            : AddressRange{};
}

uint64_t Program::exceptionBytes() const {
  AddressRange pool = exceptionPool();
  if (pool.isEmpty())
    return 0;
  uint64_t plan = *stub.external("wasm_exceptions");
  uint64_t bytes =
      *executable.read(plan + offsetof(wrt::ExceptionPlan, slotBytes), 8);
  bool isPart = bytes >= wrt::exceptionValues && bytes <= pool.end - pool.begin;
  return isPart ? bytes : 0;
}

/// The stub believes the plan of the pool. Where references may be it only
/// reads.
void Program::checkExceptions() {
  std::optional<uint64_t> plan = stub.external("wasm_exceptions");
  if (!plan)
    return;
  AddressRange pool = exceptionPool();
  uint64_t bytes = exceptionBytes();
  constexpr uint64_t alignment = 16;
  if (!bytes || bytes % alignment || pool.begin % alignment ||
      stub.overlapsVariables(pool) || memoryInstances.overlaps(pool))
    return violations.add("the pool of exceptions is not its own", *plan);
  constexpr uint64_t mostRoots = 1 << 20;
  uint64_t count =
      *executable.read(*plan + offsetof(wrt::ExceptionPlan, rootCount), 8);
  uint64_t roots = *plan + sizeof(wrt::ExceptionPlan);
  if (count > mostRoots ||
      (count &&
       !executable.isConstant(roots, count * sizeof(wrt::ExceptionRoot))))
    return violations.add("the list of places of references is not in the "
                          "image",
                          *plan);
  for (uint64_t i = 0; i < count; ++i) {
    uint64_t root = roots + i * sizeof(wrt::ExceptionRoot);
    uint64_t sizeAt = root + offsetof(wrt::ExceptionRoot, size);
    uint64_t start = root + *executable.read(root, 8);
    uint64_t size = sizeAt + *executable.read(sizeAt, 8);
    uint64_t words =
        *executable.read(root + offsetof(wrt::ExceptionRoot, words), 8);
    constexpr uint64_t mostWords = uint64_t(1) << 32;
    if (words > mostWords || !executable.isVariable(start, 8 * words) ||
        (!words && !executable.segmentOf(size, 8)))
      violations.add("references are looked for outside the module", root);
  }
}

/// The way up must end in front of the stub's call of the module: what is said
/// of its code is not checked.
void Program::checkLastCaller(uint64_t main) {
  for (const AddressRange &range : stub.referrers("wasm_entry"))
    for (uint64_t after = range.begin + 1; after <= range.end; ++after) {
      Expected<std::optional<UnwindStep>> step = unwindTables.stepAt(after);
      bool isEnd = step && !*step;
      if (!step)
        consumeError(step.takeError());
      if (!isEnd)
        return violations.add("unwinding goes on where the stub begins", after,
                              main);
    }
}

} // namespace wasmc
