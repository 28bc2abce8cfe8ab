// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "runtime-stub/wasi/vectors.h"

#include "runtime-stub/memory.h"
#include "runtime-stub/wasi/types.h"

namespace wrt {

Errno Vectors::gather(uint32_t list, uint32_t listCount) {
  if (!memory.contains(list, listCount * uint64_t(sizeof(GuestIoVec))))
    return Errno::fault;
  for (; listCount && count < most; --listCount, list += sizeof(GuestIoVec)) {
    auto entry = memory.load<GuestIoVec>(list);
    if (!memory.contains(entry.base, entry.length))
      return Errno::fault;
    if (entry.length)
      items[count++] = {memory.at(entry.base), entry.length};
  }
  return Errno::success;
}

} // namespace wrt
