// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/backend/LLVMOptions.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/CommandLine.h"

using namespace llvm;

namespace wasmc {

template <typename Value> static void setOption(StringRef name, Value value) {
  cl::Option *option = cl::getRegisteredOptions().lookup(name);
  assert(option && "LLVM 22 has it");
  static_cast<cl::opt<Value> *>(option)->setValue(value);
}

void setLLVMOptions() {
  // Both may turn a conditional move into a branch, and then load its operand
  // only where that is needed; but a load may be a trap (PreciseTraps.cpp).
  setOption("x86-cmov-converter-force-mem-operand", false);
  setOption("disable-select-optimize", true);
  // Toolchains like 32-bit counters that run from below zero up to zero. Made
  // 64 bits wide, they would start near 2^32, and how often the loop runs would
  // no longer be known, so it would not be vectorised. Addresses become wide
  // late enough, when loops are strength-reduced.
  setOption("indvars-widen-indvars", false);
  // Pipeline.cpp runs these two where it wants them.
  setOption("disable-lsr", true);
  setOption("disable-constant-hoisting", true);
  // So many loads and stores without a call between them are kept apart when a
  // block is scheduled. Hardly any two are known not to be of the same place,
  // so each may wait for all the others: LLVM's limit of 1000 is 54 KB of
  // memory for a load of a long block.
  setOption("dag-maps-huge-region", 100u);
}

} // namespace wasmc
