// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a descriptor is and may do; its file's attributes.

#include "runtime-stub/kernel.h"
#include "runtime-stub/memory.h"
#include "runtime-stub/wasi/calls.h"
#include "runtime-stub/wasi/fd_table.h"
#include "runtime-stub/wasi/filestat.h"
#include "runtime-stub/wasi/open_flags.h"

namespace wrt {

extern "C" Errno wrt_fd_close(uint32_t fd) { return closeDescriptor(fd); }

extern "C" Errno wrt_fd_renumber(uint32_t from, uint32_t to) {
  Errno error;
  if (!findDescriptor(from, 0, error) || !findDescriptor(to, 0, error))
    return error;
  return moveDescriptor(from, to);
}

extern "C" Errno wrt_fd_fdstat_get(uint32_t fd, uint32_t out) {
  Errno error;
  Descriptor *d = findDescriptor(fd, 0, error);
  if (!d)
    return error;
  if (!memory.contains(out, sizeof(FdStat)))
    return Errno::fault;
  if (d->type == FileType::unknown)
    error = learnType(*d);
  if (error != Errno::success)
    return error;
  long flags = call(Call::fcntl, d->host, fcntlGetFlags, 0);
  if (flags < 0)
    return errnoFromHost(flags);
  memory.store(out, FdStat{d->type, 0, fdFlagsOfHost(int(flags)), 0, d->rights,
                           d->inheriting});
  return Errno::success;
}

extern "C" Errno wrt_fd_fdstat_set_flags(uint32_t fd, uint32_t flags) {
  Errno error;
  const Descriptor *d = findDescriptor(fd, rightFdFdstatSetFlags, error);
  if (!d)
    return error;
  // Linux can change these two; for the others a file must be opened anew.
  constexpr uint32_t changeable = fdAppend | fdNonblock;
  if (flags > fdFlagsAll)
    return Errno::inval;
  long now = call(Call::fcntl, d->host, fcntlGetFlags, 0);
  if (now < 0)
    return errnoFromHost(now);
  if ((flags ^ fdFlagsOfHost(int(now))) & ~changeable)
    return Errno::notsup;
  long wanted = (now & ~long(openAppend | openNonBlock)) |
                hostOfFdFlags(flags & changeable);
  return errnoOf(call(Call::fcntl, d->host, fcntlSetFlags, wanted));
}

extern "C" Errno wrt_fd_fdstat_set_rights(uint32_t fd, uint64_t rights,
                                          uint64_t inheriting) {
  Errno error;
  Descriptor *d = findDescriptor(fd, 0, error);
  if (!d)
    return error;
  // Learning it later would give some back.
  if (d->type == FileType::unknown)
    error = learnType(*d);
  if (error != Errno::success)
    return error;
  // Rights can only be given up.
  if ((rights & ~uint64_t(d->rights)) ||
      (inheriting & ~uint64_t(d->inheriting)))
    return Errno::notcapable;
  d->rights = uint32_t(rights);
  d->inheriting = uint32_t(inheriting);
  return Errno::success;
}

static Errno statDescriptor(uint32_t fd, uint32_t out, FileStatForm form) {
  Errno error;
  const Descriptor *d = findDescriptor(fd, rightFdFilestatGet, error);
  if (!d)
    return error;
  if (!memory.contains(out, uint32_t(form)))
    return Errno::fault;
  HostStat stat;
  long result = hostStat(d->host, stat);
  if (result < 0)
    return errnoFromHost(result);
  storeFileStat(stat, out, form);
  return Errno::success;
}

extern "C" Errno wrt_fd_filestat_get(uint32_t fd, uint32_t out) {
  return statDescriptor(fd, out, FileStatForm::Preview1);
}

extern "C" Errno wrt_unstable_fd_filestat_get(uint32_t fd, uint32_t out) {
  return statDescriptor(fd, out, FileStatForm::Unstable);
}

extern "C" Errno wrt_fd_filestat_set_size(uint32_t fd, uint64_t size) {
  Errno error;
  const Descriptor *d = findDescriptor(fd, rightFdFilestatSetSize, error);
  return d ? errnoOf(callThrough(Call::ftruncate, d->host, size, 0)) : error;
}

extern "C" Errno wrt_fd_filestat_set_times(uint32_t fd, uint64_t accessed,
                                           uint64_t modified, uint32_t which) {
  Errno error;
  const Descriptor *d = findDescriptor(fd, rightFdFilestatSetTimes, error);
  if (!d)
    return error;
  if (d->readOnly)
    return Errno::rofs;
  NewTimes times;
  error = times.read(accessed, modified, which);
  if (error != Errno::success)
    return error;
  return errnoOf(
      callThrough(Call::utimensat, d->host, nullptr, times.times, 0));
}

extern "C" Errno wrt_fd_prestat_get(uint32_t fd, uint32_t out) {
  Errno error;
  const Descriptor *d = findDescriptor(fd, 0, error);
  // A libc asks from 3 on until it hears this.
  if (!d || !d->preopen)
    return Errno::badf;
  if (!memory.contains(out, sizeof(PreStat)))
    return Errno::fault;
  memory.store(out, PreStat{0, uint32_t(decode(preopenName(*d), nullptr, 0))});
  return Errno::success;
}

extern "C" Errno wrt_fd_prestat_dir_name(uint32_t fd, uint32_t out,
                                         uint32_t length) {
  Errno error;
  const Descriptor *d = findDescriptor(fd, 0, error);
  if (!d || !d->preopen)
    return Errno::badf;
  if (!memory.contains(out, length))
    return Errno::fault;
  Span name = preopenName(*d);
  if (decode(name, nullptr, 0) > length)
    return Errno::nametoolong;
  decode(name, reinterpret_cast<char *>(memory.at(out)), length);
  return Errno::success;
}

} // namespace wrt
