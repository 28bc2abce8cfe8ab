// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What fstat fills in on x86-64 Linux.

#ifndef WRT_ARCH_STAT_H
#define WRT_ARCH_STAT_H

#include "runtime-stub/kernel.h"

#include <stdint.h>

namespace wrt {

struct HostStat {
  uint64_t device, inode, links;
  uint32_t mode, uid, gid, padding;
  uint64_t rdev;
  int64_t size, blockSize, blocks;
  TimeSpec accessed, modified, changed;
  int64_t spare[3];
};
static_assert(sizeof(HostStat) == 144);

} // namespace wrt

#endif
