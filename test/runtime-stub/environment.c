// The guest sees no variable but those granted; of several `env` for one name
// the last counts, and they go before the environment's. WASMC_GRANTS is never
// seen.
// REQUIRES: clang-wasm, x86_64-linux
// RUN: clang-22 --target=wasm32-wasi -Wno-deprecated --sysroot=/usr -O1 %s -o %t.wasm
// RUN: wasmc -O1 %t.wasm -o %t
// RUN: env -i A=1 B=2 %t | FileCheck %s --check-prefix=NONE --match-full-lines
// RUN: env -i A=1 B=2 C= WASMC_GRANTS=$'env-inherit B\nenv-inherit C\nenv-inherit D' %t \
// RUN:   | FileCheck %s --check-prefix=SOME --match-full-lines
// RUN: env -i A=1 B=2 AA=3 WASMC_GRANTS='env-all' %t | FileCheck %s --check-prefix=ALL --match-full-lines
// RUN: env -i A=1 B=2 WASMC_GRANTS=$'env A=x\nenv-all\nenv A=y z%%25%%0A!\nenv E=' %t \
// RUN:   | FileCheck %s --check-prefix=SET --match-full-lines
// RUN: env -i WASMC_GRANTS=$'env-inherit WASMC_GRANTS' %t | FileCheck %s --check-prefix=NONE --match-full-lines
#include <stdio.h>
extern char **environ;
int main() {
  for (char **v = environ; *v; ++v)
    printf("[%s]\n", *v);
  puts("end");
}
// NONE-NOT: [
// NONE: end
// SOME-NOT: A=
// SOME: [B=2]
// SOME-NEXT: [C=]
// SOME-NEXT: end
// ALL: [A=1]
// ALL-NEXT: [B=2]
// ALL-NEXT: [AA=3]
// ALL-NEXT: end
// SET: [B=2]
// SET-NEXT: [A=y z%
// SET-NEXT: !]
// SET-NEXT: [E=]
// SET-NEXT: end
