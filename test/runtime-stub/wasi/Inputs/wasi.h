// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// WASI preview 1 as the imports it is, without a libc between, and what asserts
// the errno of a call. A program starts in _start and may use the directory
// `dir`, granted as "/"; P("text") is a path as the imports take it.

#ifndef WASI_H
#define WASI_H

typedef __UINT8_TYPE__ u8;
typedef __UINT16_TYPE__ u16;
typedef __UINT32_TYPE__ u32;
typedef __UINT64_TYPE__ u64;

enum { in, out, err, dir };

// errno
enum {
  SUCCESS = 0,
  ACCES = 2,
  AGAIN = 6,
  BADF = 8,
  BUSY = 10,
  EXIST = 20,
  FAULT = 21,
  FBIG = 22,
  ILSEQ = 25,
  INVAL = 28,
  IO = 29,
  ISDIR = 31,
  LOOP = 32,
  MFILE = 33,
  NAMETOOLONG = 37,
  NFILE = 41,
  NOENT = 44,
  NOSPC = 51,
  NOTCONN = 53,
  NOTDIR = 54,
  NOTEMPTY = 55,
  NOTSOCK = 57,
  NOTSUP = 58,
  NXIO = 60,
  PERM = 63,
  PIPE = 64,
  ROFS = 69,
  SPIPE = 70,
  XDEV = 75,
  NOTCAPABLE = 76,
};

// filetype
enum {
  UNKNOWN,
  BLOCK_DEVICE,
  CHARACTER_DEVICE,
  DIRECTORY,
  REGULAR_FILE,
  SOCKET_DGRAM,
  SOCKET_STREAM,
  SYMBOLIC_LINK,
};

// rights
#define FD_DATASYNC (1ull << 0)
#define FD_READ (1ull << 1)
#define FD_SEEK (1ull << 2)
#define FD_FDSTAT_SET_FLAGS (1ull << 3)
#define FD_SYNC (1ull << 4)
#define FD_TELL (1ull << 5)
#define FD_WRITE (1ull << 6)
#define FD_ADVISE (1ull << 7)
#define FD_ALLOCATE (1ull << 8)
#define PATH_CREATE_DIRECTORY (1ull << 9)
#define PATH_CREATE_FILE (1ull << 10)
#define PATH_LINK_SOURCE (1ull << 11)
#define PATH_LINK_TARGET (1ull << 12)
#define PATH_OPEN (1ull << 13)
#define FD_READDIR (1ull << 14)
#define PATH_READLINK (1ull << 15)
#define PATH_RENAME_SOURCE (1ull << 16)
#define PATH_RENAME_TARGET (1ull << 17)
#define PATH_FILESTAT_GET (1ull << 18)
#define PATH_FILESTAT_SET_SIZE (1ull << 19)
#define PATH_FILESTAT_SET_TIMES (1ull << 20)
#define FD_FILESTAT_GET (1ull << 21)
#define FD_FILESTAT_SET_SIZE (1ull << 22)
#define FD_FILESTAT_SET_TIMES (1ull << 23)
#define PATH_SYMLINK (1ull << 24)
#define PATH_REMOVE_DIRECTORY (1ull << 25)
#define PATH_UNLINK_FILE (1ull << 26)
#define POLL_FD_READWRITE (1ull << 27)
#define SOCK_SHUTDOWN (1ull << 28)
#define SOCK_ACCEPT (1ull << 29)
#define READ_WRITE (FD_READ | FD_WRITE | FD_SEEK | FD_TELL | FD_FILESTAT_GET)

enum { APPEND = 1, DSYNC = 2, NONBLOCK = 4, RSYNC = 8, SYNC = 16 };   // fdflags
enum { CREAT = 1, OPEN_DIRECTORY = 2, EXCL = 4, TRUNC = 8 };          // oflags
enum { NOFOLLOW = 0, FOLLOW = 1 };                                    // lookupflags
enum { ATIM = 1, ATIM_NOW = 2, MTIM = 4, MTIM_NOW = 8 };              // fstflags
enum { SET, CUR, END };                                               // whence
enum { REALTIME, MONOTONIC, PROCESS_CPUTIME, THREAD_CPUTIME };        // clockid
enum { CLOCK, FD_READ_EVENT, FD_WRITE_EVENT };                        // eventtype

struct Vector {
  void *base;
  u32 length;
};
struct FdStat {
  u8 type;
  u16 flags;
  u64 rights, inheriting;
};
struct FileStat {
  u64 device, inode;
  u8 type;
  u64 links, size, accessed, modified, changed;
};
struct PreStat {
  u8 tag;
  u32 nameLength;
};
struct DirEnt {
  u64 next, inode;
  u32 nameLength;
  u8 type;
};
struct Subscription {
  u64 userData;
  u8 type;
  union {
    struct {
      u32 id;
      u64 timeout, precision;
      u16 flags;
    } clock;
    u32 fd;
  };
};
struct Event {
  u64 userData;
  u16 error;
  u8 type;
  u64 bytes;
  u16 flags;
};

#define WASI(name, ...)                                                        \
  __attribute__((import_module("wasi_snapshot_preview1"), import_name(#name))) \
  u32 __wasi_##name(__VA_ARGS__)
WASI(args_get, char **pointers, char *bytes);
WASI(args_sizes_get, u32 *count, u32 *size);
WASI(clock_res_get, u32 clock, u64 *time);
WASI(clock_time_get, u32 clock, u64 precision, u64 *time);
WASI(environ_get, char **pointers, char *bytes);
WASI(environ_sizes_get, u32 *count, u32 *size);
WASI(fd_advise, u32 fd, u64 offset, u64 length, u32 advice);
WASI(fd_allocate, u32 fd, u64 offset, u64 length);
WASI(fd_close, u32 fd);
WASI(fd_datasync, u32 fd);
WASI(fd_fdstat_get, u32 fd, struct FdStat *stat);
WASI(fd_fdstat_set_flags, u32 fd, u32 flags);
WASI(fd_fdstat_set_rights, u32 fd, u64 rights, u64 inheriting);
WASI(fd_filestat_get, u32 fd, struct FileStat *stat);
WASI(fd_filestat_set_size, u32 fd, u64 size);
WASI(fd_filestat_set_times, u32 fd, u64 accessed, u64 modified, u32 which);
WASI(fd_pread, u32 fd, struct Vector *list, u32 count, u64 offset, u32 *n);
WASI(fd_prestat_dir_name, u32 fd, char *name, u32 length);
WASI(fd_prestat_get, u32 fd, struct PreStat *stat);
WASI(fd_pwrite, u32 fd, struct Vector *list, u32 count, u64 offset, u32 *n);
WASI(fd_read, u32 fd, struct Vector *list, u32 count, u32 *n);
WASI(fd_readdir, u32 fd, void *buffer, u32 length, u64 cookie, u32 *used);
WASI(fd_renumber, u32 from, u32 to);
WASI(fd_seek, u32 fd, u64 offset, u32 whence, u64 *position);
WASI(fd_sync, u32 fd);
WASI(fd_tell, u32 fd, u64 *position);
WASI(fd_write, u32 fd, struct Vector *list, u32 count, u32 *n);
WASI(path_create_directory, u32 fd, const char *path, u32 length);
WASI(path_filestat_get, u32 fd, u32 lookup, const char *path, u32 length,
     struct FileStat *stat);
WASI(path_filestat_set_times, u32 fd, u32 lookup, const char *path, u32 length,
     u64 accessed, u64 modified, u32 which);
WASI(path_link, u32 fromFd, u32 lookup, const char *from, u32 fromLength,
     u32 toFd, const char *to, u32 toLength);
WASI(path_open, u32 fd, u32 lookup, const char *path, u32 length, u32 flags,
     u64 rights, u64 inheriting, u32 fdFlags, u32 *opened);
WASI(path_readlink, u32 fd, const char *path, u32 length, char *buffer,
     u32 room, u32 *used);
WASI(path_remove_directory, u32 fd, const char *path, u32 length);
WASI(path_rename, u32 fromFd, const char *from, u32 fromLength, u32 toFd,
     const char *to, u32 toLength);
WASI(path_symlink, const char *target, u32 targetLength, u32 fd,
     const char *path, u32 length);
WASI(path_unlink_file, u32 fd, const char *path, u32 length);
WASI(poll_oneoff, const struct Subscription *list, struct Event *events,
     u32 count, u32 *stored);
WASI(proc_raise, u32 signal);
WASI(random_get, void *buffer, u32 length);
WASI(sched_yield, void);
WASI(sock_accept, u32 fd, u32 flags, u32 *accepted);
WASI(sock_recv, u32 fd, struct Vector *list, u32 count, u32 flags, u32 *n,
     u16 *flagsOut);
WASI(sock_send, u32 fd, struct Vector *list, u32 count, u32 flags, u32 *n);
WASI(sock_shutdown, u32 fd, u32 how);
__attribute__((import_module("wasi_snapshot_preview1"),
               import_name("proc_exit"))) _Noreturn void
__wasi_proc_exit(u32 status);

/// A guest address beyond memory, which these programs never grow to 4 GiB.
#define BEYOND ((void *)0xfffffff0)

#define P(text) text, sizeof(text) - 1

static inline u32 lengthOf(const char *text) {
  u32 n = 0;
  while (text[n])
    ++n;
  return n;
}

static inline void print(u32 fd, const char *text) {
  struct Vector v = {(void *)text, lengthOf(text)};
  u32 n;
  __wasi_fd_write(fd, &v, 1, &n);
}

static inline void printNumber(u32 fd, u64 value) {
  char digits[24], *at = digits + sizeof digits - 1;
  *at = 0;
  do
    *--at = '0' + value % 10;
  while (value /= 10);
  print(fd, at);
}

static inline void expect(u64 got, u64 wanted, const char *what, u32 line) {
  if (got == wanted)
    return;
  print(err, "line ");
  printNumber(err, line);
  print(err, ": ");
  print(err, what);
  print(err, ": ");
  printNumber(err, got);
  print(err, ", not ");
  printNumber(err, wanted);
  print(err, "\n");
  __wasi_proc_exit(1);
}

/// Ends the program with status 1 and a message unless both are equal.
#define EXPECT(call, wanted) expect(call, wanted, #call, __LINE__)
#define CHECK(what) expect(!!(what), 1, #what, __LINE__)

/// A new file, or one emptied, with `text` in it; closed again.
#define FILE_WITH(path, text) makeFile(P(path), P(text), __LINE__)
static inline void makeFile(const char *path, u32 length, const char *text,
                            u32 size, u32 line) {
  u32 fd, n;
  struct Vector v = {(void *)text, size};
  expect(__wasi_path_open(dir, 0, path, length, CREAT | TRUNC, FD_WRITE, 0, 0,
                          &fd),
         0, path, line);
  expect(__wasi_fd_write(fd, &v, 1, &n), 0, path, line);
  expect(n, size, path, line);
  expect(__wasi_fd_close(fd), 0, path, line);
}

/// Opens what is there, or is made by `oflags`.
#define OPEN(path, oflags, rights) openAt(dir, P(path), oflags, rights, __LINE__)
static inline u32 openAt(u32 fd, const char *path, u32 length, u32 oflags,
                         u64 rights, u32 line) {
  u32 opened;
  expect(__wasi_path_open(fd, FOLLOW, path, length, oflags, rights, rights, 0,
                          &opened),
         0, path, line);
  return opened;
}

#define READS(fd, text) expectRead(fd, P(text), __LINE__)
static inline void expectRead(u32 fd, const char *text, u32 size, u32 line) {
  static char buffer[256];
  struct Vector v = {buffer, sizeof buffer};
  u32 n;
  expect(__wasi_fd_read(fd, &v, 1, &n), 0, text, line);
  expect(n, size, text, line);
  for (u32 i = 0; i < size; ++i)
    expect(buffer[i], text[i], text, line);
}

/// What the file at the path reads.
#define HOLDS(path, text)                                                      \
  do {                                                                         \
    u32 held = OPEN(path, 0, FD_READ);                                         \
    READS(held, text);                                                         \
    EXPECT(__wasi_fd_close(held), SUCCESS);                                    \
  } while (0)

static inline u64 now(void) {
  u64 time = 0;
  __wasi_clock_time_get(MONOTONIC, 0, &time);
  return time;
}

#endif
