// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Runs a program translated by wasm2c: the little of WASI that the benchmarks
// use. PROGRAM is the header that wasm2c wrote.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include PROGRAM

enum { success = 0, badDescriptor = 8, unsupported = 52, isSocket = 70 };

static Z_program_instance_t program;

#define WASI(name) Z_wasi_snapshot_preview1Z_##name
#define HOST struct Z_wasi_snapshot_preview1_instance_t *host

static void *at(u32 address) {
  return Z_programZ_memory(&program)->data + address;
}

u32 WASI(fd_write)(HOST, u32 fd, u32 vectors, u32 count, u32 written) {
  (void)host;
  u32 sum = 0;
  for (const u32 *vector = at(vectors); count--; vector += 2)
    sum += (u32)write((int)fd, at(vector[0]), vector[1]);
  memcpy(at(written), &sum, sizeof sum);
  return success;
}

u32 WASI(fd_read)(HOST, u32 fd, u32 vectors, u32 count, u32 taken) {
  (void)host, (void)count;
  const u32 *vector = at(vectors);
  u32 size = (u32)read((int)fd, at(vector[0]), vector[1]);
  memcpy(at(taken), &size, sizeof size);
  return success;
}

u32 WASI(fd_fdstat_get)(HOST, u32 fd, u32 out) {
  (void)host, (void)fd;
  memset(at(out), 0, 24);
  *(u8 *)at(out) = 2; // A character device, written line by line.
  memset(at(out + 8), 0xff, 8);
  return success;
}

u32 WASI(environ_sizes_get)(HOST, u32 count, u32 size) {
  (void)host;
  memset(at(count), 0, 4);
  memset(at(size), 0, 4);
  return success;
}

u32 WASI(clock_time_get)(HOST, u32 clock, u64 precision, u32 out) {
  (void)host, (void)clock, (void)precision;
  memset(at(out), 0, 8);
  return success;
}

void WASI(proc_exit)(HOST, u32 status) {
  (void)host;
  exit((int)status);
}

#define WITHOUT(name, error, ...)                                              \
  u32 WASI(name)(HOST, __VA_ARGS__) {                                          \
    (void)host;                                                                \
    return error;                                                              \
  }
WITHOUT(fd_close, success, u32 a)
WITHOUT(fd_seek, isSocket, u32 a, u64 b, u32 c, u32 d)
WITHOUT(environ_get, success, u32 a, u32 b)
WITHOUT(fd_prestat_get, badDescriptor, u32 a, u32 b)
WITHOUT(fd_prestat_dir_name, badDescriptor, u32 a, u32 b, u32 c)
WITHOUT(fd_fdstat_set_flags, unsupported, u32 a, u32 b)
WITHOUT(fd_filestat_get, unsupported, u32 a, u32 b)
WITHOUT(fd_filestat_set_size, unsupported, u32 a, u64 b)
WITHOUT(fd_sync, unsupported, u32 a)
WITHOUT(path_create_directory, unsupported, u32 a, u32 b, u32 c)
WITHOUT(path_filestat_get, unsupported, u32 a, u32 b, u32 c, u32 d, u32 e)
WITHOUT(path_filestat_set_times, unsupported, u32 a, u32 b, u32 c, u32 d, u64 e,
        u64 f, u32 g)
WITHOUT(path_open, unsupported, u32 a, u32 b, u32 c, u32 d, u32 e, u64 f, u64 g,
        u32 h, u32 i)
WITHOUT(path_readlink, unsupported, u32 a, u32 b, u32 c, u32 d, u32 e, u32 f)
WITHOUT(path_remove_directory, unsupported, u32 a, u32 b, u32 c)
WITHOUT(path_unlink_file, unsupported, u32 a, u32 b, u32 c)
WITHOUT(poll_oneoff, unsupported, u32 a, u32 b, u32 c, u32 d)

int main(void) {
  wasm_rt_init();
  Z_program_init_module();
  Z_program_instantiate(&program, 0);
  Z_programZ__start(&program);
}
