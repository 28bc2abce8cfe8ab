// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/check/Variables.h"
#include <algorithm>

using namespace llvm;

namespace wasmc {

/// The longest variable that is followed.
static constexpr uint64_t mostBytes = 8;
/// How often what a variable holds may grow before it may be anything.
static constexpr unsigned mostChanges = 8;

bool Variables::overlapsStored(AddressRange range) const {
  auto next = stored.lower_bound(range.end);
  return next != stored.begin() && std::prev(next)->second.end > range.begin;
}

template <typename Function>
void Variables::eachNumbered(AddressRange range, Function visit) const {
  auto at =
      numbered.lower_bound(range.begin - std::min(range.begin, mostBytes - 1));
  for (; at != numbered.end() && at->first < range.end; ++at)
    if (at->first + at->second.bytes > range.begin)
      visit(at->first, at->second);
}

void Variables::findOutdated(AddressRange range,
                             std::set<uint64_t> &outdated) const {
  for (const auto &[begin, reader] : readers)
    if (range.overlaps({begin, reader.end}))
      outdated.insert(reader.functions.begin(), reader.functions.end());
}

void Variables::addReader(AddressRange range, uint64_t function) {
  Reader &reader = readers[range.begin];
  reader.end = std::max(reader.end, range.end);
  reader.functions.insert(function);
}

void Variables::store(AddressRange range, StoreOrigin origin,
                      std::set<uint64_t> &outdated) {
  if (range.isEmpty())
    return;
  auto next = stored.upper_bound(range.begin);
  if (next != stored.begin() && std::prev(next)->second.end >= range.end)
    return;
  findOutdated(range, outdated);
  // Joined with those that it overlaps or touches.
  if (next != stored.begin() && std::prev(next)->second.end >= range.begin)
    --next;
  while (next != stored.end() && next->first <= range.end) {
    range.begin = std::min(range.begin, next->first);
    range.end = std::max(range.end, next->second.end);
    next = stored.erase(next);
  }
  stored[range.begin] = {range.end, origin};
}

void Variables::store(uint64_t address, unsigned bytes, Interval numbers,
                      StoreOrigin origin, std::set<uint64_t> &outdated) {
  AddressRange range = {address, address + bytes};
  if (overlapsStored(range))
    return store(range, origin, outdated);
  bool isApart = true;
  eachNumbered(range, [&](uint64_t begin, const Numbered &other) {
    isApart &= begin == address && other.bytes == bytes;
  });
  if (!isApart)
    return store(range, origin, outdated);
  auto [entry, isNew] =
      numbered.try_emplace(address, Numbered{bytes, numbers, 0, origin});
  if (isNew)
    return findOutdated(range, outdated);
  Numbered &known = entry->second;
  if (numbers.low >= known.numbers.low && numbers.high <= known.numbers.high)
    return;
  if (++known.changes > mostChanges)
    return store(range, origin, outdated);
  known.numbers = {std::min(known.numbers.low, numbers.low),
                   std::max(known.numbers.high, numbers.high)};
  findOutdated(range, outdated);
}

void Variables::keepInitial() {
  initialStored = stored;
  initialNumbered = numbered;
}

void Variables::restart() {
  stored = initialStored;
  numbered = initialNumbered;
  readers.clear();
}

bool Variables::isUnchanged(AddressRange range, uint64_t function) {
  if (overlapsStored(range))
    return false;
  bool isApart = true;
  eachNumbered(range, [&](uint64_t, const Numbered &) { isApart = false; });
  if (isApart)
    addReader(range, function);
  return isApart;
}

std::optional<Variables::Interval>
Variables::load(uint64_t address, unsigned bytes, uint64_t function) {
  AddressRange range = {address, address + bytes};
  if (bytes > mostBytes || overlapsStored(range))
    return std::nullopt;
  // An address, or a part of one, is no number.
  for (uint64_t at = address - std::min(address, mostBytes - 1); at < range.end;
       ++at)
    if (executable.relocated.contains(at))
      return std::nullopt;
  auto initial = int64_t(*executable.read(address, bytes));
  Interval result = {initial, initial};
  bool isApart = true;
  eachNumbered(range, [&](uint64_t begin, const Numbered &other) {
    isApart &= begin == address && other.bytes == bytes;
    result.low = std::min(result.low, other.numbers.low);
    result.high = std::max(result.high, other.numbers.high);
  });
  if (!isApart)
    return std::nullopt;
  addReader(range, function);
  return result;
}

} // namespace wasmc
