// A descriptor that initialisation leaves open would not be there when the
// program starts.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: clang-22 --target=wasm32-wasi -Wno-deprecated --sysroot=/usr -O1 %s -o %t.wasm
// RUN: rm -rf %t %t.dir && mkdir %t.dir && echo words > %t.dir/file
// RUN: not wasmc --preinit=init --preinit-dir %t.dir::/ %t.wasm -o %t 2>&1 | FileCheck %s
// RUN: not ls %t
#include <fcntl.h>
__attribute__((export_name("init"))) void init(void) {
  open("/file", O_RDONLY);
}
int main() {}
// CHECK: wasmc: {{.*}}: --preinit: the run left descriptors open that it opened, or closed others: leave them as they were
