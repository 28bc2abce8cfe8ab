// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// WASI's error numbers, and their making from Linux's.

#ifndef WRT_WASI_ERRNO_H
#define WRT_WASI_ERRNO_H

#include <stdint.h>

namespace wrt {

/// What a host function returns: `errno` of the witx, widened to the i32 that
/// it is in WebAssembly.
enum class Errno : uint32_t {
  success = 0,
  acces = 2,
  again = 6,
  badf = 8,
  exist = 20,
  fault = 21,
  ilseq = 25,
  inval = 28,
  io = 29,
  isdir = 31,
  loop = 32,
  mfile = 33,
  nametoolong = 37,
  noent = 44,
  nomem = 48,
  nosys = 52,
  notdir = 54,
  notsock = 57,
  notsup = 58,
  overflow = 61,
  perm = 63,
  rofs = 69,
  spipe = 70,
  notcapable = 76,
};

/// For a system call's negative result.
Errno errnoFromHost(long result);

/// Success for any result that is not negative.
inline Errno errnoOf(long result) {
  return result < 0 ? errnoFromHost(result) : Errno::success;
}

} // namespace wrt

#endif
