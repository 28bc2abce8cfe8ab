// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What fstat fills in on AArch64 Linux.

#ifndef WRT_ARCH_STAT_H
#define WRT_ARCH_STAT_H

#include "runtime-stub/kernel.h"

#include <stdint.h>

namespace wrt {

struct HostStat {
  uint64_t device, inode;
  uint32_t mode, links, uid, gid;
  uint64_t rdev, padding;
  int64_t size;
  int32_t blockSize, padding2;
  int64_t blocks;
  TimeSpec accessed, modified, changed;
  uint32_t spare[2];
};
static_assert(sizeof(HostStat) == 128);

} // namespace wrt

#endif
