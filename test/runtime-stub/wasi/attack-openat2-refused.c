// Where the kernel's resolution is missing, forbidden, or always overtaken by
// renames, the stub's walk takes its place: after one question, one for each path,
// or a bounded number. What leads out is refused by either.
// REQUIRES: clang-wasm, x86_64-linux, strace
// RUN: %compile
// RUN: for error in ENOSYS EPERM EAGAIN; do rm -rf %t.dir && mkdir %t.dir && printf text > %t.dir/file && ln -s /etc %t.dir/out && WASMC_GRANTS=$'dir %t.dir / rw\nlockdown off' strace -o %t.trace -e trace=openat2 -e inject=openat2:error=$error %t && echo $error $(grep -c INJECTED %t.trace); done | FileCheck %s
#include "wasi.h"
void _start(void) {
  u32 fd;
  for (u32 i = 0; i < 3; ++i) {
    READS(OPEN("file", 0, FD_READ), "text");
    EXPECT(__wasi_path_open(dir, FOLLOW, P("out/passwd"), 0, FD_READ, 0, 0, &fd), NOTCAPABLE);
    EXPECT(__wasi_path_open(dir, FOLLOW, P("../file"), 0, FD_READ, 0, 0, &fd), NOTCAPABLE);
  }
}
// CHECK: ENOSYS 1{{$}}
// CHECK-NEXT: EPERM 9{{$}}
// CHECK-NEXT: EAGAIN 144{{$}}
