// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The filter of system calls was made when the program was linked; here it is
// only chosen, by what of the file system is granted, and handed to the kernel.
//
// A kernel that knows of no filters (built without, or emulated by qemu-user)
// cannot be asked for one: the program runs without, unless its policy says
// `lockdown require`. The same goes for Landlock. A kernel that knows them and
// refuses ends the program.

#include "runtime-stub/lockdown.h"

#include "runtime-stub/coredump.h"
#include "runtime-stub/kernel.h"
#include "runtime-stub/landlock.h"
#include "runtime-stub/message.h"
#include "runtime-stub/module.h"
#include "runtime-stub/wasi/fd_table.h"

namespace wrt {
namespace {

struct FilterProgram {
  uint16_t length;
  const FilterInstruction *instructions;
};

/// Longest filter that is changed before it is installed; longer ones do not
/// occur: there are about 50 calls in all.
constexpr uint32_t mostChanged = 512;

[[noreturn]] void failLockdown(const char *what, long error) {
  Message m;
  beginMessage(m).text("cannot lock down: ").text(what);
  failStart(m.text(", errno ").number(uint64_t(-error)));
}

long install(const FilterProgram &program) {
  // Kernels before 5.16 would slow a filtered process down against
  // speculation, which isolates processes and not what is inside one.
  long result =
      call(Call::seccomp, seccompSetFilter, seccompSpeculate, &program);
  if (result != -hostInval)
    return result;
  return call(Call::prctl, controlSetSeccomp, seccompModeFilter, &program);
}

/// The rule on kill() is the one that cannot be written at link time. Not
/// inlined: other programs need no page of stack for it.
[[gnu::noinline]] long installChanged(FilterProgram program,
                                      uint32_t ownProcess) {
  FilterInstruction copy[mostChanged];
  if (program.length > mostChanged)
    return -hostNoMem;
  for (uint32_t i = 0; i < program.length; ++i)
    copy[i] = program.instructions[i];
  copy[ownProcess].operand = uint32_t(call(Call::getpid, 0, 0, 0));
  program.instructions = copy;
  return install(program);
}

} // namespace

void lockDown(LockdownMode mode) {
  if (mode == LockdownMode::Off)
    return;
  // Without it a filter takes a privilege; with it, no program that could be
  // executed ever gains one.
  long error = call(Call::prctl, controlNoNewPrivileges, 1, 0, 0, 0);
  if (error < 0)
    failLockdown("no_new_privs is refused", error);
  FileGrant files = grantedFiles();
  // Without a directory the filter lets no path through: nothing is left for
  // Landlock to forbid.
  error = files == FileGrant::Nothing ? 0 : confineFiles();
  if (error < 0 && error != -hostNoSys)
    failLockdown("Landlock is refused", error);
  if (error < 0 && mode == LockdownMode::Required)
    failLockdown("this system has no Landlock (version 2 is needed)", error);
  uint32_t which = uint32_t(files) + (coredumpFile() >= 0 ? fileGrants : 0);
  const FilterPlace &place = wasm_lockdown.filters[which];
  FilterProgram program = {
      place.length,
      reinterpret_cast<const FilterInstruction *>(
          reinterpret_cast<const uint8_t *>(&place.program) + place.program)};
  error = place.ownProcess ? installChanged(program, place.ownProcess)
                           : install(program);
  if (error >= 0)
    return;
  if (error != -hostInval && error != -hostNoSys)
    failLockdown("the filter of system calls is refused", error);
  if (mode == LockdownMode::Required)
    failLockdown("this system has no filters of system calls", error);
}

} // namespace wrt
