// Large initial contents, whose pages are moved to their place, are complete and
// can be written to.
// REQUIRES: clang-wasm, x86_64-linux, qemu-aarch64
// RUN: clang-22 --target=wasm32-wasi -Wno-deprecated --sysroot=/usr -O1 %s -o %t.wasm
// RUN: wasmc -O1 %t.wasm -o %t && %t
// RUN: wasmc -O1 --target aarch64-linux %t.wasm -o %t.a && qemu-aarch64-static %t.a
#include <assert.h>
#define N1(i) (i) * 2654435761u + 1
#define N4(i) N1(i), N1(i + 1), N1(i + 2), N1(i + 3)
#define N16(i) N4(i), N4(i + 4), N4(i + 8), N4(i + 12)
#define N64(i) N16(i), N16(i + 16), N16(i + 32), N16(i + 48)
#define N256(i) N64(i), N64(i + 64), N64(i + 128), N64(i + 192)
#define N1024(i) N256(i), N256(i + 256), N256(i + 512), N256(i + 768)
#define N4096(i) N1024(i), N1024(i + 1024), N1024(i + 2048), N1024(i + 3072)
enum { count = 16384 };
static volatile unsigned table[count] = {N4096(0u), N4096(4096u), N4096(8192u), N4096(12288u)};
int main() {
  for (unsigned i = 0; i < count; ++i) {
    assert(table[i] == i * 2654435761u + 1);
    table[i] = i;
  }
  for (unsigned i = 0; i < count; ++i)
    assert(table[i] == i);
}
