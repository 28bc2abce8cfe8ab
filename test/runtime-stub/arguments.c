// Arguments arrive as they were given, argv[0] first.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: clang-22 --target=wasm32-wasi -Wno-deprecated --sysroot=/usr -O1 %s -o %t.wasm
// RUN: wasmc -O1 %t.wasm -o %t
// RUN: %t '' 'two words' $'\u00e4\n' | FileCheck %s --match-full-lines
#include <stdio.h>
int main(int argc, char **argv) {
  printf("%d\n", argc);
  for (int i = 1; i < argc; ++i)
    printf("[%s]\n", argv[i]);
}
// CHECK: 4
// CHECK-NEXT: []
// CHECK-NEXT: [two words]
// CHECK-NEXT: [ä
// CHECK-NEXT: ]
