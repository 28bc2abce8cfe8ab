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

uint64_t nanoseconds(const StatTime &time) {
  return uint64_t(time.seconds) * second + time.nanoseconds;
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

long hostStat(int host, const char *path, Statx &result) {
  return callThrough(Call::statx, host, path, atEmptyPath | atSymlinkNoFollow,
                     statxBasic, &result);
}

void storeFileStat(const Statx &stat, uint32_t out) {
  FileStat result = {};
  // The kernel's way of making one number of the two.
  uint64_t minor = stat.devMinor, major = stat.devMajor;
  result.device = (minor & 0xff) | (major & 0xfff) << 8 |
                  (minor & ~uint64_t(0xff)) << 12 |
                  (major & ~uint64_t(0xfff)) << 32;
  result.inode = stat.inode;
  result.type = fileTypeOfMode(stat.mode);
  result.links = stat.links;
  result.size = stat.size;
  result.accessed = nanoseconds(stat.accessed);
  result.modified = nanoseconds(stat.modified);
  result.changed = nanoseconds(stat.changed);
  memory.store(out, result);
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
