// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What --help says behind the options of each command.

#ifndef COMPILER_DRIVER_HELPTEXTS_H
#define COMPILER_DRIVER_HELPTEXTS_H

namespace wasmc {

inline constexpr char compileNotes[] = R"(
CPUs:
  x86_64-linux   x86-64-v2 (default), x86-64-v3, x86-64-v4, or LLVM's name of
                 one (skylake, znver4): its level, tuned for it
  aarch64-linux  armv8-a (default) to armv9.6-a, or LLVM's name of one
                 (neoverse-n1)
  native         this machine's

Commands (each has its own --help):
  wasmc run app.wasm [args...]   compile into a cache and execute
  wasmc validate app.wasm...     check modules against the specification
  wasmc inspect app.cwasm        show what an executable is made of
  wasmc policy app.cwasm         show or change what it is granted
  wasmc check app.cwasm...       verify that executables cannot leave the sandbox
  wasmc explore app.wasm         show it beside its machine code, as a page
  wasmc features                 list what --enable and --disable take

Environment:
  WASMC_CACHE       directory of the cache, or off
                    (default: ${XDG_CACHE_HOME:-~/.cache}/wasmc)
  WASMC_CACHE_SIZE  most bytes in it, K, M, G allowed (default: 1G)
  WASMC_CHECK       on: all that is compiled is, as if --check were given

Examples:
  wasmc -O2 app.wasm -o app.cwasm && ./app.cwasm
  wasmc -O3 --target aarch64-linux --cpu neoverse-n1 app.wasm -o app.arm64
  wasmc --dir data::/data:ro --env LANG=C app.wasm -o app.cwasm
  wasmc --emit asm app.wat -o - | less)";

inline constexpr char runNotes[] = R"(
Options end at the module; all behind it are the program's arguments. It may
reach what is granted here and nothing else. The exit status is the program's.
Executables are kept in the cache (see wasmc --help).

Examples:
  wasmc run app.wasm --verbose input.txt
  wasmc run -O0 --dir . app.wasm input.txt
  wasmc run --dir /srv/data::/data:ro --env LANG=C app.wasm)";

inline constexpr char validateNotes[] = R"(
Silent about valid modules; a line for each that is not.

Examples:
  wasmc validate app.wasm lib.wasm
  wasmc validate --disable simd app.wat)";

inline constexpr char inspectNotes[] = R"(
Examples:
  wasmc inspect app.cwasm
  wasmc inspect --json app.cwasm | jq .imports)";

inline constexpr char policyNotes[] = R"(
Without grants, prints the policy. With grants, they become the policy, in the
place of all that it granted before. Nothing is compiled, but the file changes,
so what was signed must be signed again.

Examples:
  wasmc policy app.cwasm
  wasmc policy app.cwasm --dir /srv/data::/data:ro --env-all --final
  wasmc policy app.cwasm --clear -o locked.cwasm)";

inline constexpr char checkNotes[] = R"(
Disassembles the machine code and proves that it makes no system call but by the
runtime, jumps nowhere but into its own functions, and touches no memory but its
own. Silent about what is safe; a line with function and address for each thing
that is not, or could not be shown to be. The runtime must be this wasmc's.

Examples:
  wasmc check app.cwasm
  wasmc app.wasm -o app.cwasm && wasmc check app.cwasm && ./app.cwasm)";

inline constexpr char exploreNotes[] = R"(
One self-contained HTML file: each function's WebAssembly beside the machine
code made of it, sizes, imports, grants and system calls, with a search.

Examples:
  wasmc explore app.wasm && xdg-open app.html
  wasmc explore -O3 --target aarch64-linux app.wasm -o app-arm64.html)";

inline constexpr char featuresNotes[] = R"(
Examples:
  wasmc features | grep off)";

} // namespace wasmc

#endif
