// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "runtime-stub/wasi/filestat.h"

#include "runtime-stub/memory.h"
#include "runtime-stub/wasi/fd_table.h"

namespace wrt {
namespace {

constexpr uint64_t second = 1'000'000'000;
// Instead of nanoseconds: the present, and leave it as it is.
constexpr int64_t timeNow = (1 << 30) - 1;
constexpr int64_t timeOmit = (1 << 30) - 2;

uint64_t nanoseconds(const TimeSpec &time) {
  return uint64_t(time.seconds) * second + uint64_t(time.nanoseconds);
}

bool readTime(TimeSpec &time, uint64_t value, bool given, bool now) {
  if (given && now)
    return false;
  if (given)
    time = {int64_t(value / second), int64_t(value % second)};
  else
    time = {0, now ? timeNow : timeOmit};
  return true;
}

} // namespace

long hostStat(int host, HostStat &result) {
  return callThrough(Call::fstat, host, &result, 0);
}

void storeFileStat(const HostStat &stat, uint32_t out, FileStatForm form) {
  FileStat result = {};
  result.device = stat.device;
  result.inode = stat.inode;
  result.type = fileTypeOfMode(stat.mode);
  result.links = stat.links;
  result.size = uint64_t(stat.size);
  result.accessed = nanoseconds(stat.accessed);
  result.modified = nanoseconds(stat.modified);
  result.changed = nanoseconds(stat.changed);
  if (form == FileStatForm::Preview1)
    return memory.store(out, result);
  uint32_t links =
      result.links < UINT32_MAX ? uint32_t(result.links) : UINT32_MAX;
  memory.store(out, UnstableFileStat{result.device,
                                     result.inode,
                                     result.type,
                                     {},
                                     links,
                                     result.size,
                                     result.accessed,
                                     result.modified,
                                     result.changed});
}

Errno NewTimes::read(uint64_t accessed, uint64_t modified, uint32_t which) {
  bool fits =
      which < 16 &&
      readTime(times[0], accessed, which & setAccessed,
               which & setAccessedNow) &&
      readTime(times[1], modified, which & setModified, which & setModifiedNow);
  return fits ? Errno::success : Errno::inval;
}

} // namespace wrt
