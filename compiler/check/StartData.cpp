// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the link step lays down for the stub, which believes it: at start it
// makes memories of the sizes given, and moves the initial contents to where
// they are said to go.

#include "compiler/check/Program.h"
#include "wrt/abi.h"
#include "llvm/Support/MathExtras.h"

using namespace llvm;

namespace wasmc {

bool Program::readMemories() {
  std::optional<uint64_t> count = stub.external("wasm_memory_count");
  std::optional<uint64_t> plans = stub.external("wasm_memory_plans");
  std::optional<uint64_t> instances = stub.external("wasm_memories");
  if (!count || !plans || !instances || !executable.isConstant(*count, 8)) {
    violations.add("the stub does not find the memories", executable.entry);
    return false;
  }
  uint64_t number = *executable.read(*count, 8);
  constexpr uint64_t mostMemories = 256;
  uint64_t planBytes = number * sizeof(wrt::MemoryPlan);
  uint64_t instanceBytes = number * sizeof(wrt::MemoryInstance);
  if (number > mostMemories ||
      (number && (!executable.isConstant(*plans, planBytes) ||
                  !executable.isVariable(*instances, instanceBytes)))) {
    violations.add("the memories' description is not within the image", *plans);
    return false;
  }
  memoryInstances = {*instances, *instances + instanceBytes};
  if (stub.overlapsVariables(memoryInstances))
    violations.add("the memories' description is not its own", *instances);
  storeAnything(memoryInstances, {*instances, 0}); // By the stub, at start.
  for (uint64_t i = 0; i < number; ++i)
    readPlan(*plans + i * sizeof(wrt::MemoryPlan));
  return true;
}

void Program::readPlan(uint64_t plan) {
  auto field = [&](size_t offset) {
    return *executable.read(plan + offset, 8);
  };
  wrt::MemoryPlan read = {field(offsetof(wrt::MemoryPlan, initialBytes)),
                          field(offsetof(wrt::MemoryPlan, maximumBytes)),
                          field(offsetof(wrt::MemoryPlan, pageShift)),
                          field(offsetof(wrt::MemoryPlan, is64)),
                          field(offsetof(wrt::MemoryPlan, isChecked))};
  constexpr uint64_t most32 = uint64_t(1) << 32;
  constexpr uint64_t largestPage = 16;
  if (read.is64 && !read.isChecked)
    violations.add("a memory with 64-bit indices that nothing checks", plan);
  uint64_t most = read.is64 ? ~uint64_t(0) : most32;
  if (read.pageShift > largestPage || read.initialBytes > most ||
      read.maximumBytes > most)
    violations.add("a memory larger than what is reserved for it", plan);
  plansRead.push_back(read);
}

void Program::checkInitialContents() {
  std::optional<uint64_t> count = stub.external("wasm_image_run_count");
  std::optional<uint64_t> runs = stub.external("wasm_image_runs");
  if (!count || !runs || !executable.isConstant(*count, 8))
    return violations.add("the stub does not find the initial contents",
                          executable.entry);
  uint64_t number = *executable.read(*count, 8);
  constexpr uint64_t mostRuns = 1 << 20, row = sizeof(wrt::ImageRun);
  if (number > mostRuns ||
      (number && !executable.isConstant(*runs, number * row)))
    return violations.add("the list of initial contents is not in the image",
                          *runs);
  for (uint64_t i = 0; i < number; ++i) {
    uint64_t at = *runs + i * row;
    auto field = [&](size_t offset) {
      return *executable.read(at + offset, 8);
    };
    uint64_t source = at + field(offsetof(wrt::ImageRun, source));
    uint64_t address = field(offsetof(wrt::ImageRun, address));
    uint64_t size = field(offsetof(wrt::ImageRun, size));
    uint64_t memory = field(offsetof(wrt::ImageRun, memory));
    // A small one is copied from constants, a large one is moved by its pages.
    bool isCopied = size <= wrt::mostCopiedRun;
    bool isInside = memory < plansRead.size() && size != 0 &&
                    address % wrt::imageAlignment == 0 &&
                    (isCopied || (size % wrt::imageAlignment == 0 &&
                                  source % wrt::imageAlignment == 0));
    uint64_t room =
        isInside ? alignTo(plansRead[memory].initialBytes, wrt::imageAlignment)
                 : 0;
    if (!isInside || address > room || size > room - address)
      return violations.add("initial contents go outside their memory", at);
    AddressRange bytes = {source, source + size};
    bool isOwn =
        isCopied ? executable.isConstant(source, size) : isOwnVariable(bytes);
    if (!isOwn)
      return violations.add("initial contents are not the module's", at);
    if (!isCopied) // Not there any more once they are moved.
      storeAnything(bytes, {at, 0});
  }
}

/// The stub maps a file over the counters of a program that makes a profile;
/// what they hold may be changed from outside.
void Program::checkProfile() {
  std::optional<uint64_t> start = stub.external("__start_wasm_profile");
  std::optional<uint64_t> stop = stub.external("__stop_wasm_profile");
  if (!start && !stop)
    return;
  constexpr uint64_t largestPage = 65536;
  AddressRange counters = {start.value_or(0), stop.value_or(0)};
  if (counters.begin % largestPage || counters.end % largestPage ||
      counters.isEmpty() || !isOwnVariable(counters))
    return violations.add("the counters of the profile are not the module's",
                          counters.begin);
  storeAnything(counters, {counters.begin, 0});
}

} // namespace wasmc
