// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The functions of wasi_snapshot_preview1, as compiled code calls them, and
// those of wasi_unstable that differ.

#ifndef WRT_WASI_CALLS_H
#define WRT_WASI_CALLS_H

#include "runtime-stub/wasi/errno.h"

#include <stdint.h>

namespace wrt {

extern "C" {
Errno wrt_args_get(uint32_t pointers, uint32_t bytes);
Errno wrt_args_sizes_get(uint32_t count, uint32_t size);
Errno wrt_clock_res_get(uint32_t clock, uint32_t out);
Errno wrt_clock_time_get(uint32_t clock, uint64_t precision, uint32_t out);
Errno wrt_environ_get(uint32_t pointers, uint32_t bytes);
Errno wrt_environ_sizes_get(uint32_t count, uint32_t size);
Errno wrt_fd_advise(uint32_t fd, uint64_t offset, uint64_t length,
                    uint32_t advice);
Errno wrt_fd_allocate(uint32_t fd, uint64_t offset, uint64_t length);
Errno wrt_fd_close(uint32_t fd);
Errno wrt_fd_datasync(uint32_t fd);
Errno wrt_fd_fdstat_get(uint32_t fd, uint32_t out);
Errno wrt_fd_fdstat_set_flags(uint32_t fd, uint32_t flags);
Errno wrt_fd_fdstat_set_rights(uint32_t fd, uint64_t rights,
                               uint64_t inheriting);
Errno wrt_fd_filestat_get(uint32_t fd, uint32_t out);
Errno wrt_fd_filestat_set_size(uint32_t fd, uint64_t size);
Errno wrt_fd_filestat_set_times(uint32_t fd, uint64_t accessed,
                                uint64_t modified, uint32_t which);
Errno wrt_fd_pread(uint32_t fd, uint32_t vectors, uint32_t count,
                   uint64_t offset, uint32_t out);
Errno wrt_fd_prestat_dir_name(uint32_t fd, uint32_t out, uint32_t length);
Errno wrt_fd_prestat_get(uint32_t fd, uint32_t out);
Errno wrt_fd_pwrite(uint32_t fd, uint32_t vectors, uint32_t count,
                    uint64_t offset, uint32_t out);
Errno wrt_fd_read(uint32_t fd, uint32_t vectors, uint32_t count, uint32_t out);
Errno wrt_fd_readdir(uint32_t fd, uint32_t buffer, uint32_t length,
                     uint64_t cookie, uint32_t out);
Errno wrt_fd_renumber(uint32_t from, uint32_t to);
Errno wrt_fd_seek(uint32_t fd, uint64_t offset, uint32_t whence, uint32_t out);
Errno wrt_fd_sync(uint32_t fd);
Errno wrt_fd_tell(uint32_t fd, uint32_t out);
Errno wrt_fd_write(uint32_t fd, uint32_t vectors, uint32_t count, uint32_t out);
Errno wrt_path_create_directory(uint32_t fd, uint32_t path, uint32_t length);
Errno wrt_path_filestat_get(uint32_t fd, uint32_t lookup, uint32_t path,
                            uint32_t length, uint32_t out);
Errno wrt_path_filestat_set_times(uint32_t fd, uint32_t lookup, uint32_t path,
                                  uint32_t length, uint64_t accessed,
                                  uint64_t modified, uint32_t which);
Errno wrt_path_link(uint32_t fromFd, uint32_t lookup, uint32_t from,
                    uint32_t fromLength, uint32_t toFd, uint32_t to,
                    uint32_t toLength);
Errno wrt_path_open(uint32_t fd, uint32_t lookup, uint32_t path,
                    uint32_t length, uint32_t flags, uint64_t rights,
                    uint64_t inheriting, uint32_t fdFlags, uint32_t out);
Errno wrt_path_readlink(uint32_t fd, uint32_t path, uint32_t length,
                        uint32_t buffer, uint32_t room, uint32_t out);
Errno wrt_path_remove_directory(uint32_t fd, uint32_t path, uint32_t length);
Errno wrt_path_rename(uint32_t fromFd, uint32_t from, uint32_t fromLength,
                      uint32_t toFd, uint32_t to, uint32_t toLength);
Errno wrt_path_symlink(uint32_t target, uint32_t targetLength, uint32_t fd,
                       uint32_t path, uint32_t length);
Errno wrt_path_unlink_file(uint32_t fd, uint32_t path, uint32_t length);
Errno wrt_poll_oneoff(uint32_t in, uint32_t out, uint32_t count,
                      uint32_t countOut);
[[noreturn]] void wrt_proc_exit(uint32_t status);
Errno wrt_proc_raise(uint32_t signal);
Errno wrt_random_get(uint32_t buffer, uint32_t length);
Errno wrt_sched_yield();
Errno wrt_sock_accept(uint32_t fd, uint32_t flags, uint32_t out);
Errno wrt_sock_recv(uint32_t fd, uint32_t vectors, uint32_t count,
                    uint32_t flags, uint32_t sizeOut, uint32_t flagsOut);
Errno wrt_sock_send(uint32_t fd, uint32_t vectors, uint32_t count,
                    uint32_t flags, uint32_t out);
Errno wrt_sock_shutdown(uint32_t fd, uint32_t how);
Errno wrt_unstable_fd_filestat_get(uint32_t fd, uint32_t out);
Errno wrt_unstable_fd_seek(uint32_t fd, uint64_t offset, uint32_t whence,
                           uint32_t out);
Errno wrt_unstable_path_filestat_get(uint32_t fd, uint32_t lookup,
                                     uint32_t path, uint32_t length,
                                     uint32_t out);
Errno wrt_unstable_poll_oneoff(uint32_t in, uint32_t out, uint32_t count,
                               uint32_t countOut);
}

} // namespace wrt

#endif
