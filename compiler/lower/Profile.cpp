// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/lower/Profile.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/IR/ProfileSummary.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/MathExtras.h"
#include "llvm/Support/SHA256.h"

namespace wasmc {

using namespace llvm;

std::array<uint8_t, 32> profileDigest(const WasmModule &module) {
  SHA256 hash;
  for (const Function &function : module.functions)
    hash.update(function.body.bytes);
  return hash.final();
}

static Error profileError(const Twine &message) {
  return createStringError(inconvertibleErrorCode(), message);
}

Error Profile::add(ArrayRef<uint8_t> file, const WasmModule &module) {
  using support::endian::read32le, support::endian::read64le;
  StringRef magic(wrt::profileMagic, sizeof(wrt::profileMagic));
  if (!toStringRef(file).starts_with(magic))
    return profileError("not a profile: give a file that a program compiled "
                        "with --profile-generate has written");
  if (file.size() < wrt::profileRecords)
    return profileError("the profile is cut off: make it again");
  ArrayRef<uint8_t> digest =
      file.slice(offsetof(wrt::ProfileHeader, module), 32);
  if (digest != ArrayRef(profileDigest(module)))
    return profileError("the profile is of another module: make it again");
  uint64_t bytes = read64le(&file[offsetof(wrt::ProfileHeader, bytes)]);
  file = file.drop_front(wrt::profileRecords);
  if (bytes != file.size() || bytes % sizeof(wrt::ProfileRecord))
    return profileError("the profile is cut off: make it again");
  for (; !file.empty(); file = file.drop_front(sizeof(wrt::ProfileRecord))) {
    wrt::ProfileRecord record;
    record.function = read32le(&file[offsetof(wrt::ProfileRecord, function)]);
    record.place = read32le(&file[offsetof(wrt::ProfileRecord, place)]);
    record.count = read64le(&file[offsetof(wrt::ProfileRecord, count)]);
    if (record.function != wrt::ProfileRecord::noFunction && record.count)
      records.push_back(record);
  }
  return Error::success();
}

static bool isBefore(const wrt::ProfileRecord &a, const wrt::ProfileRecord &b) {
  return std::pair(a.function, a.place) < std::pair(b.function, b.place);
}

void Profile::finish() {
  llvm::sort(records, isBefore);
  size_t kept = 0;
  for (const wrt::ProfileRecord &record : records) {
    if (kept && !isBefore(records[kept - 1], record))
      records[kept - 1].count =
          SaturatingAdd(records[kept - 1].count, record.count);
    else
      records[kept++] = record;
  }
  records.resize(kept);
}

uint64_t Profile::count(uint32_t function, uint32_t place) const {
  wrt::ProfileRecord wanted = {function, place, 0};
  auto found =
      std::lower_bound(records.begin(), records.end(), wanted, isBefore);
  return found != records.end() && !isBefore(wanted, *found) ? found->count : 0;
}

/// For each share of the sum of all counts, in millionths: the least of the
/// highest counts that make it up, and how many they are.
static SummaryEntryVector detailedSummary(ArrayRef<uint64_t> descending,
                                          uint64_t total) {
  SummaryEntryVector entries;
  size_t used = 0;
  uint64_t sum = 0;
  for (uint32_t share :
       {10000, 100000, 200000, 300000, 400000, 500000, 600000, 700000, 800000,
        900000, 950000, 990000, 999000, 999900, 999990, 999999}) {
    // Each factor is rounded down: shares need not be exact.
    uint64_t wanted =
        total / ProfileSummary::Scale * share +
        total % ProfileSummary::Scale * share / ProfileSummary::Scale;
    while (used < descending.size() && (sum < wanted || !used))
      sum += descending[used++];
    if (used)
      entries.push_back({share, descending[used - 1], used});
  }
  return entries;
}

Metadata *Profile::summary(LLVMContext &context) const {
  std::vector<uint64_t> counts;
  uint64_t total = 0, mostOfPlace = 0, mostOfFunction = 0;
  uint32_t functions = 0;
  for (const wrt::ProfileRecord &record : records) {
    // What a sum of all can hold.
    uint64_t count = std::min(record.count, ~uint64_t(0) / records.size());
    counts.push_back(count);
    total += count;
    bool isFunction = record.place == 0;
    functions += isFunction;
    uint64_t &most = isFunction ? mostOfFunction : mostOfPlace;
    most = std::max(most, count);
  }
  llvm::sort(counts, std::greater<>());
  ProfileSummary summary(ProfileSummary::PSK_Instr,
                         detailedSummary(counts, total), total,
                         std::max(mostOfPlace, mostOfFunction), mostOfPlace,
                         mostOfFunction, uint32_t(counts.size()), functions);
  return summary.getMD(context);
}

void Profile::summarize(Module &ir) const {
  if (records.empty()) // Made by a program that did not get to its start.
    return;
  ir.setProfileSummary(summary(ir.getContext()), ProfileSummary::PSK_Instr);
}

} // namespace wasmc
