// wasi_unstable, the version before preview 1: whence has another order, a
// file's attributes and a subscription another layout; all else is the same.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: clang-22 --target=wasm32-wasi -Wno-deprecated --sysroot=/usr -O1 %s -o %t.wasm
// RUN: wasmc -O1 %t.wasm -o %t
// RUN: rm -rf %t.dir && mkdir %t.dir && printf 0123456789 > %t.dir/file && ln %t.dir/file %t.dir/other
// RUN: WASMC_GRANTS='dir %t.dir /d rw' %t | FileCheck %s
// CHECK: {{^}}said by wasi_unstable
#include <assert.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#define OLD(name) __attribute__((import_module("wasi_unstable"), import_name(#name))) int name
OLD(fd_seek)(int fd, int64_t offset, int whence, uint64_t *out);
OLD(fd_tell)(int fd, uint64_t *out);
OLD(fd_filestat_get)(int fd, void *out);
OLD(path_filestat_get)(int fd, int lookup, const char *path, int length, void *out);
OLD(poll_oneoff)(const void *in, void *out, int count, uint32_t *events);
OLD(fd_write)(int fd, const void *vectors, int count, uint32_t *out);
OLD(clock_time_get)(int clock, int64_t precision, uint64_t *out);
enum { CUR, END, SET };
struct FileStat {
  uint64_t device, inode;
  uint8_t type, padding[3];
  uint32_t links;
  uint64_t size, accessed, modified, changed;
};
_Static_assert(sizeof(struct FileStat) == 56, "");
struct Subscription {
  uint64_t user;
  uint8_t type, padding[7];
  union {
    struct {
      uint64_t identifier;
      uint32_t id, padding;
      uint64_t timeout, precision;
      uint16_t flags;
    } clock;
    uint32_t fd;
  };
};
_Static_assert(sizeof(struct Subscription) == 56, "");
struct Event {
  uint64_t user;
  uint16_t error;
  uint8_t type, padding[5];
  uint64_t bytes;
  uint16_t flags;
};
_Static_assert(sizeof(struct Event) == 32, "");

static void checkStat(const struct FileStat *s) {
  struct stat now;
  assert(stat("/d/file", &now) == 0);
  assert(s->device == now.st_dev && s->inode == now.st_ino && s->type == 4 && s->links == 2 && s->size == 10);
  assert(s->modified == now.st_mtim.tv_sec * 1000000000ull + now.st_mtim.tv_nsec);
  assert(s->changed == now.st_ctim.tv_sec * 1000000000ull + now.st_ctim.tv_nsec);
}
int main() {
  int fd = open("/d/file", O_RDONLY);
  uint64_t at;
  assert(fd > 0 && fd_seek(fd, 7, SET, &at) == 0 && at == 7);
  assert(fd_seek(fd, -2, CUR, &at) == 0 && at == 5);
  assert(fd_seek(fd, -1, END, &at) == 0 && at == 9);
  assert(fd_tell(fd, &at) == 0 && at == 9);
  assert(fd_seek(fd, 0, 3, &at) == 28 && fd_seek(99, 0, SET, &at) == 8);

  // What lies behind the smaller structure stays.
  struct {
    struct FileStat stat;
    uint64_t behind;
  } s = {.behind = 42};
  assert(fd_filestat_get(fd, &s.stat) == 0 && s.behind == 42);
  checkStat(&s.stat);
  memset(&s.stat, 0, sizeof s.stat);
  assert(path_filestat_get(3, 0, "file", 4, &s.stat) == 0 && s.behind == 42);
  checkStat(&s.stat);
  assert(path_filestat_get(3, 0, "none", 4, &s.stat) == 44 && fd_filestat_get(99, &s.stat) == 8);
  assert(fd_filestat_get(fd, (void *)-8) == 21);

  // Two clocks, the second due first, a readable file, and a descriptor that is not there.
  uint64_t start, end;
  struct Event events[4];
  uint32_t count;
  struct Subscription both[2] = {{.user = 1, .clock = {.identifier = 5, .id = 1, .timeout = 60000000000}},
                                 {.user = 2, .clock = {.identifier = 6, .id = 1, .timeout = 50000000}}};
  assert(clock_time_get(1, 0, &start) == 0);
  assert(poll_oneoff(both, events, 2, &count) == 0 && count == 1);
  assert(clock_time_get(1, 0, &end) == 0 && end - start >= 50000000 && end - start < 20000000000);
  assert(events[0].user == 2 && events[0].error == 0 && events[0].type == 0);
  struct Subscription ready[3] = {both[0], {.user = 3, .type = 1, .fd = fd}, {.user = 4, .type = 2, .fd = 99}};
  assert(poll_oneoff(ready, events, 3, &count) == 0 && count == 2);
  assert(events[0].user == 3 && events[0].error == 0 && events[0].type == 1);
  assert(events[1].user == 4 && events[1].error == 8 && events[1].type == 2);

  struct {
    const char *base;
    uint32_t length;
  } text = {"said by wasi_unstable\n", 22};
  assert(fd_write(1, &text, 1, &count) == 0 && count == 22);
}
