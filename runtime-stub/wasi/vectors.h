// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The guest's lists of buffers, made into the kernel's.

#ifndef WRT_WASI_VECTORS_H
#define WRT_WASI_VECTORS_H

#include "runtime-stub/kernel.h"
#include "runtime-stub/wasi/errno.h"

#include <stdint.h>

namespace wrt {

struct Vectors {
  /// A longer list is used in part, as if the kernel had cut it short: no
  /// transfer promises to be complete.
  static constexpr uint32_t most = 64;

  IoVec items[most];
  uint32_t count = 0;

  /// Reads each entry of the list once and checks its buffer. Empty buffers are
  /// left out, so that a part of the list is empty only if all of it is.
  Errno gather(uint32_t list, uint32_t listCount);
};

} // namespace wrt

#endif
