// A pipe or socket that takes or gives less than asked loses nothing: counts are
// what was transferred, and a full one says EAGAIN. Lists of many buffers, too.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: clang-22 --target=wasm32-wasi -Wno-deprecated --sysroot=/usr -O1 %s -o %t.wasm
// RUN: wasmc -O1 %t.wasm -o %t
// RUN: %S/Inputs/feed.py pipe %t
// RUN: %S/Inputs/feed.py socket %t
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

enum { pieces = 200 };
static char buffer[1 << 20];

static void wait(int fd, short what) {
  struct pollfd entry = {fd, what, 0};
  if (poll(&entry, 1, -1) < 0)
    abort();
}

int main() {
  for (;;) {
    ssize_t got = read(0, buffer, sizeof buffer);
    if (got == 0)
      return 0;
    if (got < 0) {
      if (errno != EAGAIN)
        abort();
      wait(0, POLLIN);
      continue;
    }
    for (ssize_t done = 0; done < got;) {
      struct iovec list[pieces];
      size_t left = (size_t)(got - done), each = left / pieces + 1, at = 0;
      int count = 0;
      for (; at < left; ++count) {
        size_t length = left - at < each ? left - at : each;
        list[count] = (struct iovec){buffer + done + at, length};
        at += length;
      }
      ssize_t put = writev(1, list, count);
      if (put >= 0)
        done += put;
      else if (errno == EAGAIN)
        wait(1, POLLOUT);
      else
        abort();
    }
  }
}
