// A write that nobody reads is an error to the guest, not the end of it.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: clang-22 --target=wasm32-wasi -Wno-deprecated --sysroot=/usr -O1 %s -o %t.wasm
// RUN: wasmc -O1 %t.wasm -o %t
// RUN: (set +o pipefail; (sleep 0.2; %t 2>%t.err) | true); FileCheck %s < %t.err
#include <errno.h>
#include <stdio.h>
#include <unistd.h>
int main() {
  if (write(1, "x", 1) < 0)
    fprintf(stderr, "%s\n", errno == EPIPE ? "broken pipe" : "other");
}
// CHECK: broken pipe
