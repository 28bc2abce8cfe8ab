// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a .cwasm says about itself, in two ELF notes that wasmc writes, the stub
// reads at start, and wpack and `wasmc inspect` read from the file.
//
// Both descriptors are text: lines `key value\n`, padded with NUL bytes to the
// descriptor's size. A value may contain spaces; '%', newline and NUL in it are
// written %XX. Within a value that has several parts (`dir`), parts are
// separated by one space, and a space inside a part is written %20.
//
// Build note (type buildNote), every key exactly once:
//   target       x86_64-linux | aarch64-linux
//   cpu          the CPU level the code needs: x86-64-v2, armv8-a, ...
//   opt          O0 | O1 | O2 | O3 | Os | Oz
//   memory       guarded | checked: by address space, or in code
//   wasmc        version of the compiler
//   wasm-digest  sha256:<64 hex digits> of the module's bytes as given
//   wasm-size    size of those bytes, decimal
//   import       module name (this one key may repeat: one line per import
//                that is linked, e.g. `import wasi_snapshot_preview1 fd_write`)
//   syscall      a system call that the program may make once it is locked
//                down: `syscall WHEN NAME [RULE]`, WHEN being always, reading
//                or writing (if a directory is granted so) or coredump (if a
//                file for one is), RULE a text on what its arguments must be;
//                may repeat
//
// Policy note (type policyNote): the grants baked into the executable. Keys may
// repeat; an empty text grants nothing but stdio and arguments.
//   dir HOST GUEST rw|ro    preopens HOST as GUEST
//   env NAME=VALUE          the guest sees this variable
//   env-inherit NAME        the guest sees this variable of the environment
//   env-all                 the guest sees the whole environment
//   tcp-listen ADDRESS      a listening socket: IPv4:PORT or [IPv6]:PORT; with
//                           port 0 the kernel chooses, and stderr says which
//   listen-fds              the sockets LISTEN_FDS and LISTEN_PID hand over
//   max-memory BYTES        of all linear memories; memory.grow fails beyond
//   max-stack BYTES         size of the native call stack, leastStack or more
//   timeout MILLISECONDS    ends the program then, with a status of its own
//   lockdown off|require    runs without a filter of system calls, or only with
//                           one; else with one wherever the kernel has filters
//   coredump PATH           a trap writes a core dump to this file
//   resolver walk           resolves paths component by component, as where
//                           the kernel lacks openat2; for tests
//   final                   grants of a run stay within this policy, see below
// Its descriptor has spare room (policyCapacity at least), so that the text can
// be rewritten in place.
//
// Grants for one run have the same text form and come in the environment
// variable named grantsVariable, which the guest never sees. They add to the
// policy, and their limits replace its. One key is theirs alone:
//   without dir|env|listen  what the policy grants of this kind does not count:
//                           directories, environment, sockets
// If the policy is final, naming a kind has that effect by itself, and each
// grant must be covered by one of the policy:
//   dir          one with the same GUEST, no less access, and a HOST that is
//                the same text or leads to it component by component; what lies
//                below is then resolved beneath it
//   env          the same text, or env-inherit of that name, or env-all
//   env-inherit  the same text, or env-all
//   env-all      the same
//   tcp-listen   the same port at the same address, or at all addresses
//   listen-fds   the same
//   max-memory, max-stack, timeout
//                as large a value, by default unlimited but for the stack

#ifndef WRT_NOTE_H
#define WRT_NOTE_H

#include <stdint.h>

namespace wrt {

/// The `name` of both notes, without its terminating NUL.
constexpr char noteName[] = "wasmc";
constexpr uint32_t buildNote = 1;
constexpr uint32_t policyNote = 2;
constexpr char buildNoteSection[] = ".note.wasmc.build";
constexpr char policyNoteSection[] = ".note.wasmc.policy";

/// Least size of the policy note's descriptor, in bytes.
constexpr uint32_t policyCapacity = 1024;

/// Least value of `max-stack`.
constexpr uint64_t leastStack = 65536;

constexpr char grantsVariable[] = "WASMC_GRANTS";

} // namespace wrt

#endif
