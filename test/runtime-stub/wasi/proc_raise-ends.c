// A signal ends the process as if it came from outside: SIGTERM, SIGKILL,
// SIGSEGV, SIGPIPE, by WASI's numbers.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: %compile
// RUN: for s in 15:15 9:9 11:11 13:13 6:6 30:31 29:30; do %t ${s%%:*} 2>%t.err; test $? = $((128 + ${s#*:})) || exit 1; test ! -s %t.err || exit 1; done
#include "wasi.h"
void _start(void) {
  u32 count, size;
  char *pointers[2], bytes[4096];
  EXPECT(__wasi_args_sizes_get(&count, &size), SUCCESS);
  CHECK(count == 2 && size <= sizeof bytes);
  EXPECT(__wasi_args_get(pointers, bytes), SUCCESS);
  u32 signal = 0;
  for (const char *c = pointers[1]; *c; ++c)
    signal = signal * 10 + *c - '0';
  __wasi_proc_raise(signal);
  print(err, "survived\n");
}
