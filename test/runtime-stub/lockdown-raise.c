// proc_raise still ends the program by the signal, and only itself: kill() of
// another process is forbidden (lockdown-arguments.test).
// REQUIRES: clang-wasm, x86_64-linux
// RUN: clang-22 --target=wasm32-wasi -Wno-deprecated --sysroot=/usr -O1 %s -o %t.wasm
// RUN: wasmc -O1 %t.wasm -o %t
// RUN: bash -c '%t; test $? = 143'
#define SIGTERM 15
__attribute__((import_module("wasi_snapshot_preview1"),
               import_name("proc_raise"))) int raise(int signal);
int main() {
  raise(SIGTERM);
  return 1;
}
