// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The module's variables: what a function reads of them, as far as that is
// known of the whole program, and what it stores there.

#include "compiler/check/FunctionCheck.h"

using namespace llvm;

namespace wasmc {

/// How many addresses one load may choose from.
static constexpr uint64_t mostAddresses = uint64_t(1) << 16;

/// Addresses that the stub put into the image at start, and that nothing
/// changes since: code that a reference may refer to.
std::optional<Value> FunctionCheck::loadAddress(const Value &address) {
  constexpr uint64_t word = 8;
  const auto &relocated = program.executable.relocated;
  auto first = uint64_t(address.low);
  uint64_t distance = uint64_t(address.high) - first;
  uint64_t step = address.isExact() ? word : address.stride;
  if (!relocated.contains(first) || step % word ||
      distance / step >= mostAddresses ||
      !program.variables.isUnchanged({first, first + distance + word}, entry))
    return std::nullopt;
  std::vector<uint64_t> targets;
  for (uint64_t at = first; at - first <= distance; at += step) {
    auto found = relocated.find(at);
    if (found == relocated.end())
      return std::nullopt;
    targets.push_back(found->second);
  }
  if (address.isExact())
    return Value::at(Value::Image, int64_t(targets.front()));
  sort(targets);
  targets.erase(std::unique(targets.begin(), targets.end()), targets.end());
  Value value = Value::at(Value::Targets, 0);
  value.anchor = program.targetSets.number(std::move(targets));
  return value;
}

Value FunctionCheck::loadVariable(const Action &action, const Value &address) {
  if (action.bytes == 8)
    if (std::optional<Value> code = loadAddress(address))
      return *code;
  // Most functions need to know nothing of what variables hold, and those that
  // do are looked at again with each of its changes.
  if (round > 0 && address.isExact() && action.bytes <= 8)
    if (auto known = program.variables.load(uint64_t(address.low), action.bytes,
                                            entry)) {
      Value value = Value::range(known->low, known->high);
      return action.bytes < 8
                 ? value.extended(action.bytes * 8u, action.isSigned)
                 : value;
    }
  return unknown(action);
}

void FunctionCheck::noteStore(const Value &address, unsigned bytes,
                              const Value &stored) {
  if (!isReporting)
    return;
  StoreOrigin origin = {current, entry};
  auto at = uint64_t(address.low);
  if (address.isExact() && bytes <= 8) {
    Value number = stored.extended(bytes * 8, false).plain();
    return program.storeNumber(at, bytes, {number.low, number.high}, origin);
  }
  program.storeAnything({at, uint64_t(address.high) + bytes}, origin);
}

} // namespace wasmc
