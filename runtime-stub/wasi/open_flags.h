// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// fdflags as the kernel has them.

#ifndef WRT_WASI_OPEN_FLAGS_H
#define WRT_WASI_OPEN_FLAGS_H

#include "runtime-stub/kernel.h"
#include "runtime-stub/wasi/types.h"

#include <stdint.h>

namespace wrt {

constexpr uint32_t fdFlagsAll =
    fdAppend | fdDsync | fdNonblock | fdRsync | fdSync;

/// Linux makes no difference between rsync and sync.
inline int hostOfFdFlags(uint32_t flags) {
  return (flags & fdAppend ? openAppend : 0) |
         (flags & fdDsync ? openDSync : 0) |
         (flags & fdNonblock ? openNonBlock : 0) |
         (flags & (fdRsync | fdSync) ? openSync : 0);
}

inline uint16_t fdFlagsOfHost(int flags) {
  uint32_t result = (flags & openAppend ? fdAppend : 0u) |
                    (flags & openNonBlock ? fdNonblock : 0u);
  if ((flags & openSync) == openSync)
    result |= fdSync | fdRsync;
  else if (flags & openDSync)
    result |= fdDsync;
  return uint16_t(result);
}

} // namespace wrt

#endif
