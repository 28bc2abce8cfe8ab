// Every byte of a buffer is random, also beyond the 256 that one request of the
// kernel's is sure to give.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: clang-22 --target=wasm32-wasi -Wno-deprecated --sysroot=/usr -O1 %s -o %t.wasm
// RUN: wasmc -O1 %t.wasm -o %t
// RUN: %t
#include <assert.h>
#include <string.h>
#include <wasi/api.h>
static unsigned char a[1 << 20], b[1 << 20];
int main() {
  assert(__wasi_random_get(a, sizeof a) == 0);
  assert(__wasi_random_get(b, sizeof b) == 0);
  // 64 zero bytes in a row, or two equal blocks, do not happen by chance.
  static const unsigned char zero[64];
  for (size_t i = 0; i < sizeof a; i += 64)
    assert(memcmp(a + i, zero, 64) && memcmp(a + i, b + i, 64));
  assert(__wasi_random_get(a, 0) == 0);
}
