// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reading, writing, and the position they go on from.

#include "runtime-stub/kernel.h"
#include "runtime-stub/memory.h"
#include "runtime-stub/wasi/calls.h"
#include "runtime-stub/wasi/fd_table.h"
#include "runtime-stub/wasi/vectors.h"

namespace wrt {
namespace {

constexpr uint64_t noOffset = UINT64_MAX;

/// findDescriptor for what goes to a position. What never has one says spipe,
/// as everywhere, although it lacks the rights for just that reason.
const Descriptor *findSeekable(uint32_t fd, uint32_t rights, Errno &error) {
  const Descriptor *d = findDescriptor(fd, rights, error);
  if (error != Errno::notcapable)
    return d;
  Errno ignored;
  FileType type = findDescriptor(fd, 0, ignored)->type;
  bool hasPosition = type == FileType::regularFile ||
                     type == FileType::blockDevice ||
                     type == FileType::directory;
  error = hasPosition ? Errno::notcapable : Errno::spipe;
  return nullptr;
}

/// One of readv, writev, preadv, pwritev over a guest's list.
Errno transfer(Call how, const Descriptor &descriptor, uint32_t list,
               uint32_t count, uint64_t offset, uint32_t out) {
  Vectors vectors;
  Errno error = vectors.gather(list, count);
  if (error != Errno::success)
    return error;
  if (!memory.contains(out, sizeof(uint32_t)))
    return Errno::fault;
  // The kernel takes the offset in two halves, of which 64-bit machines need
  // only the lower.
  long done = callThrough(how, descriptor.host, vectors.items, vectors.count,
                          offset, 0);
  if (done < 0)
    return errnoFromHost(done);
  memory.store(out, uint32_t(done));
  return Errno::success;
}

Errno seek(uint32_t fd, uint32_t right, int64_t offset, uint32_t whence,
           uint32_t out) {
  Errno error;
  const Descriptor *d = findSeekable(fd, right, error);
  if (!d)
    return error;
  if (!memory.contains(out, sizeof(uint64_t)))
    return Errno::fault;
  // set, cur and end have Linux's numbers.
  if (whence > 2)
    return Errno::inval;
  long position = call(Call::lseek, d->host, offset, whence);
  if (position < 0)
    return errnoFromHost(position);
  memory.store(out, uint64_t(position));
  return Errno::success;
}

} // namespace

extern "C" Errno wrt_fd_read(uint32_t fd, uint32_t vectors, uint32_t count,
                             uint32_t out) {
  Errno error;
  const Descriptor *d = findDescriptor(fd, rightFdRead, error);
  return d ? transfer(Call::readv, *d, vectors, count, noOffset, out) : error;
}

extern "C" Errno wrt_fd_write(uint32_t fd, uint32_t vectors, uint32_t count,
                              uint32_t out) {
  Errno error;
  const Descriptor *d = findDescriptor(fd, rightFdWrite, error);
  return d ? transfer(Call::writev, *d, vectors, count, noOffset, out) : error;
}

extern "C" Errno wrt_fd_pread(uint32_t fd, uint32_t vectors, uint32_t count,
                              uint64_t offset, uint32_t out) {
  Errno error;
  const Descriptor *d = findSeekable(fd, rightFdRead | rightFdSeek, error);
  return d ? transfer(Call::preadv, *d, vectors, count, offset, out) : error;
}

extern "C" Errno wrt_fd_pwrite(uint32_t fd, uint32_t vectors, uint32_t count,
                               uint64_t offset, uint32_t out) {
  Errno error;
  const Descriptor *d = findSeekable(fd, rightFdWrite | rightFdSeek, error);
  return d ? transfer(Call::pwritev, *d, vectors, count, offset, out) : error;
}

extern "C" Errno wrt_fd_seek(uint32_t fd, uint64_t offset, uint32_t whence,
                             uint32_t out) {
  // Asking where one is takes the lesser right.
  constexpr uint32_t current = 1;
  uint32_t right = offset == 0 && whence == current ? rightFdTell : rightFdSeek;
  return seek(fd, right, int64_t(offset), whence, out);
}

/// There the order is cur, end, set.
extern "C" Errno wrt_unstable_fd_seek(uint32_t fd, uint64_t offset,
                                      uint32_t whence, uint32_t out) {
  constexpr uint32_t count = 3;
  return wrt_fd_seek(fd, offset, whence < count ? (whence + 1) % count : whence,
                     out);
}

extern "C" Errno wrt_fd_tell(uint32_t fd, uint32_t out) {
  return seek(fd, rightFdTell, 0, 1, out);
}

extern "C" Errno wrt_fd_sync(uint32_t fd) {
  Errno error;
  const Descriptor *d = findDescriptor(fd, rightFdSync, error);
  return d ? errnoOf(callThrough(Call::fsync, d->host, 0, 0)) : error;
}

extern "C" Errno wrt_fd_datasync(uint32_t fd) {
  Errno error;
  const Descriptor *d = findDescriptor(fd, rightFdDatasync, error);
  return d ? errnoOf(callThrough(Call::fdatasync, d->host, 0, 0)) : error;
}

extern "C" Errno wrt_fd_advise(uint32_t fd, uint64_t offset, uint64_t length,
                               uint32_t advice) {
  // normal, sequential, random, willneed, dontneed, noreuse
  constexpr uint8_t hostAdvice[] = {0, 2, 1, 3, 4, 5};
  Errno error;
  const Descriptor *d = findDescriptor(fd, rightFdAdvise, error);
  if (!d)
    return error;
  if (advice >= sizeof(hostAdvice) || int64_t(offset) < 0)
    return Errno::inval;
  return errnoOf(
      call(Call::fadvise64, d->host, offset, length, hostAdvice[advice]));
}

extern "C" Errno wrt_fd_allocate(uint32_t fd, uint64_t offset,
                                 uint64_t length) {
  Errno error;
  const Descriptor *d = findDescriptor(fd, rightFdAllocate, error);
  if (!d)
    return error;
  return errnoOf(callThrough(Call::fallocate, d->host, 0, offset, length));
}

} // namespace wrt
