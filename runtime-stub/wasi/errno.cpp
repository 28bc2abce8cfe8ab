// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "runtime-stub/wasi/errno.h"

namespace wrt {
namespace {

constexpr uint8_t io = uint8_t(Errno::io);

/// WASI's number for each of Linux's; those without a counterpart become `io`.
/// WASI orders the names of POSIX by the alphabet.
constexpr uint8_t fromHost[] = {
    0,  63, 44, 71, 27, 29, 60, 1,  45, 8,  // 0: EPERM ... EBADF
    12, 6,  48, 2,  21, io, 10, 20, 75, 43, // 10: ECHILD ... ENODEV
    54, 31, 28, 41, 33, 59, 74, 22, 51, 70, // 20: ENOTDIR ... ESPIPE
    69, 34, 64, 18, 68, 16, 37, 46, 52, 55, // 30: EROFS ... ENOTEMPTY
    32, io, 49, 24, io, io, io, io, io, io, // 40: ELOOP, ENOMSG, EIDRM
    io, io, io, io, io, io, io, io, io, io, // 50
    io, io, io, io, io, io, io, 47, io, io, // 60: ENOLINK
    io, 65, 36, io, 9,  61, io, io, io, io, // 70: EPROTO ... EOVERFLOW
    io, io, io, io, 25, io, io, io, 57, 17, // 80: EILSEQ, ENOTSOCK
    35, 67, 50, 66, io, 58, io, 5,  3,  4,  // 90: EMSGSIZE ... EADDRNOTAVAIL
    38, 40, 39, 13, 15, 42, 30, 53, io, io, // 100: ENETDOWN ... ENOTCONN
    73, 14, io, 23, 7,  26, 72, io, io, io, // 110: ETIMEDOUT ... ESTALE
    io, io, 19, io, io, 11, io, io, io, io, // 120: EDQUOT, ECANCELED
    62, 56,                                 // 130: EOWNERDEAD ...
};
static_assert(sizeof(fromHost) == 132);

} // namespace

Errno errnoFromHost(long result) {
  auto number = uint64_t(-result);
  return number < sizeof(fromHost) ? Errno(fromHost[number]) : Errno::io;
}

} // namespace wrt
