// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A filter costs most when it is installed. The kernel tries every number of
// its table, for both instruction sets of the machine, to see which calls are
// let through whatever their arguments are, and gives up on a number where the
// filter looks at anything but number and machine. So the program first loads
// an argument, for nothing; then, as each instruction costs a quarter of a
// microsecond to compile, it is as short as it can be while a call takes few
// steps: numbers are compared one by one, in groups that are found by
// bisection.
//
// Jumps go forward only, by at most 255 instructions. The program is written
// from its end to its beginning, so that targets are known when jumps are made.

#include "compiler/link/CallFilter.h"
#include "llvm/ADT/STLExtras.h"
#include <algorithm>
#include <map>
#include <optional>

using namespace llvm;

namespace wasmc {

namespace {

/// What linux/filter.h, linux/seccomp.h and linux/audit.h call BPF_LD | BPF_W |
/// BPF_ABS and so on; not every machine that compiles has those.
constexpr uint16_t loadWord = 0x20;
constexpr uint16_t jump = 0x05;
constexpr uint16_t jumpEqual = 0x15;
constexpr uint16_t jumpGreaterEqual = 0x35;
constexpr uint16_t jumpAnyBit = 0x45;
constexpr uint16_t andConstant = 0x54;
constexpr uint16_t returnConstant = 0x06;
constexpr uint32_t letThrough = 0x7fff0000;
constexpr uint32_t killProcess = 0x80000000;
constexpr uint32_t machineX86_64 = 0xc000003e;
constexpr uint32_t machineAArch64 = 0xc00000b7;

/// Places in what the kernel gives a filter to look at.
constexpr uint32_t numberAt = 0;
constexpr uint32_t machineAt = 4;
constexpr uint32_t argumentsAt = 16;

/// Up to this many numbers are compared one by one.
constexpr size_t groupSize = 12;

/// An instruction of the program, counted from the end.
using Label = size_t;

class FilterWriter {
public:
  FilterWriter(ArrayRef<AllowedCall> calls, Triple::ArchType arch);
  CallFilter take();

private:
  Label add(uint16_t code, uint32_t operand) {
    program.push_back({code, 0, 0, operand});
    return program.size() - 1;
  }
  uint8_t distanceTo(Label &target);
  Label addBranch(uint16_t code, uint32_t operand, Label ifTrue, Label ifFalse);
  Label addCondition(const CallCondition &condition, Label ifTrue);
  Label addWord(uint32_t place, uint32_t mask, uint32_t value, Label ifTrue,
                bool isOwnProcess);
  Label addRules(const AllowedCall &call);
  Label addSearch(ArrayRef<std::pair<uint32_t, Label>> targets);

  std::vector<wrt::FilterInstruction> program; ///< Backwards.
  Label kill, allow;
  Label mismatch; ///< Where a condition that does not hold leads.
  std::optional<Label> ownProcess;
  /// Rules that are written, by where they lead if they do not match.
  std::map<std::pair<const CallRule *, Label>, Label> rules;
};

/// How many instructions lie between the next one written and `target`. One
/// that is too far is replaced by a jump there.
uint8_t FilterWriter::distanceTo(Label &target) {
  size_t distance = program.size() - 1 - target;
  // Room for the jump that the branch's other side may need.
  if (distance < 254)
    return uint8_t(distance);
  target = add(jump, uint32_t(distance));
  return 0;
}

Label FilterWriter::addBranch(uint16_t code, uint32_t operand, Label ifTrue,
                              Label ifFalse) {
  distanceTo(ifTrue);
  distanceTo(ifFalse);
  auto onTrue = uint8_t(program.size() - 1 - ifTrue);
  auto onFalse = uint8_t(program.size() - 1 - ifFalse);
  program.push_back({code, onTrue, onFalse, operand});
  return program.size() - 1;
}

/// Goes on if (word & mask) == value.
Label FilterWriter::addWord(uint32_t place, uint32_t mask, uint32_t value,
                            Label ifTrue, bool isOwnProcess) {
  if (!mask)
    return ifTrue;
  if (!value && !isOwnProcess && mask != UINT32_MAX)
    addBranch(jumpAnyBit, mask, mismatch, ifTrue);
  else
    addBranch(jumpEqual, value, ifTrue, mismatch);
  if (isOwnProcess)
    ownProcess = program.size() - 1;
  if (value && mask != UINT32_MAX)
    add(andConstant, mask);
  return add(loadWord, place);
}

Label FilterWriter::addCondition(const CallCondition &c, Label ifTrue) {
  uint32_t low = argumentsAt + 8 * c.argument;
  ifTrue = addWord(low + 4, uint32_t(c.mask >> 32), uint32_t(c.value >> 32),
                   ifTrue, false);
  return addWord(low, uint32_t(c.mask), uint32_t(c.value), ifTrue,
                 c.isOwnProcess);
}

/// The first rule that matches lets the call through.
Label FilterWriter::addRules(const AllowedCall &call) {
  if (call.rules.empty())
    return allow;
  mismatch = kill;
  // Backwards, so that where a rule does not match the next is tried.
  for (const CallRule *rule : reverse(call.rules)) {
    auto [known, isNew] = rules.try_emplace({rule, mismatch});
    Label label = isNew ? allow : known->second;
    if (isNew)
      for (const CallCondition &condition : reverse(rule->conditions))
        label = addCondition(condition, label);
    mismatch = known->second = label;
  }
  return mismatch;
}

/// Goes to the target of the call's number; `targets` are in its order.
Label FilterWriter::addSearch(ArrayRef<std::pair<uint32_t, Label>> targets) {
  if (targets.size() > groupSize) {
    size_t half = targets.size() / 2;
    Label above = addSearch(targets.drop_front(half));
    Label below = addSearch(targets.take_front(half));
    return addBranch(jumpGreaterEqual, targets[half].first, above, below);
  }
  Label next = kill;
  for (auto [number, target] : reverse(targets))
    next = addBranch(jumpEqual, number, target, next);
  return next;
}

FilterWriter::FilterWriter(ArrayRef<AllowedCall> calls, Triple::ArchType arch) {
  kill = add(returnConstant, killProcess);
  allow = add(returnConstant, letThrough);
  std::vector<std::pair<uint32_t, Label>> targets;
  for (const AllowedCall &call : calls)
    targets.emplace_back(call.number, addRules(call));
  std::ranges::sort(targets);
  addSearch(targets);
  // An x32 call has a number with bit 30 set, so it is none of those allowed.
  Label search = add(loadWord, numberAt);
  addBranch(jumpEqual, arch == Triple::aarch64 ? machineAArch64 : machineX86_64,
            search, kill);
  add(loadWord, machineAt);
  add(loadWord, argumentsAt);
}

CallFilter FilterWriter::take() {
  CallFilter filter;
  if (ownProcess)
    filter.ownProcess = uint16_t(program.size() - 1 - *ownProcess);
  filter.instructions.assign(program.rbegin(), program.rend());
  return filter;
}

} // namespace

CallFilter makeCallFilter(ArrayRef<AllowedCall> calls, Triple::ArchType arch) {
  return FilterWriter(calls, arch).take();
}

std::string lockdownData(ArrayRef<StringRef> functions, Triple::ArchType arch) {
  wrt::Lockdown head = {};
  head.writesStreams = is_contained(functions, "fd_write");
  std::vector<wrt::FilterInstruction> all;
  std::vector<std::vector<AllowedCall>> known;
  for (const std::vector<StringRef> &needed :
       {functions.vec(), withCoredump(functions)})
    for (uint32_t grant = 0; grant < wrt::fileGrants; ++grant) {
      std::vector<AllowedCall> calls =
          allowedCalls(needed, arch, wrt::FileGrant(grant));
      size_t index = known.size();
      auto same = size_t(find(known, calls) - known.begin());
      wrt::FilterPlace &place = head.filters[index];
      known.push_back(calls);
      if (same < index) {
        place = head.filters[same];
        place.program -= int32_t((index - same) * sizeof(place));
        continue;
      }
      CallFilter filter = makeCallFilter(calls, arch);
      size_t at = sizeof(head) + all.size() * sizeof(all[0]);
      place = {int32_t(at - index * sizeof(place)),
               uint16_t(filter.instructions.size()), filter.ownProcess};
      append_range(all, filter.instructions);
    }
  std::string data(reinterpret_cast<const char *>(&head), sizeof(head));
  data.append(reinterpret_cast<const char *>(all.data()),
              all.size() * sizeof(all[0]));
  return data;
}

} // namespace wasmc
