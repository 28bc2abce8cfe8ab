// A module that is initialised reaches no file but those of --preinit-dir, no
// variable and no input; the program later reaches what it is granted itself.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: clang-22 --target=wasm32-wasi -Wno-deprecated --sysroot=/usr -O1 %s -o %t.wasm
// RUN: rm -rf %t.dir && mkdir %t.dir && printf 'from a file' > %t.dir/text
// RUN: env VARIABLE=set wasmc --preinit=prepare --dir %t.dir::/data %t.wasm -o %t.none < %t.wasm && %t.none | FileCheck %s --check-prefix=NONE
// RUN: env VARIABLE=set wasmc --preinit=other %t.wasm -o %t.other < %t.wasm
// RUN: wasmc --preinit=prepare --preinit-dir %t.dir::/data:ro %t.wasm -o %t && rm %t.dir/text && %t | FileCheck %s
#include <stdio.h>
#include <stdlib.h>
static char text[32] = "nothing";
__attribute__((export_name("prepare"))) void prepare(void) {
  FILE *file = fopen("/data/text", "r");
  if (!file)
    return;
  fgets(text, sizeof text, file);
  fclose(file);
}
__attribute__((export_name("other"))) void other(void) {
  if (getenv("VARIABLE") || getchar() != EOF)
    abort();
}
// NONE: nothing
// CHECK: from a file
int main(void) { puts(text); }
