// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The profile's file is mapped over the program's counters: whatever way the
// program ends, the kernel keeps what was counted, and nothing needs to be
// allowed after start.

#include "wrt/profile.h"
#include "runtime-stub/kernel.h"
#include "runtime-stub/message.h"
#include "runtime-stub/module.h"

#pragma GCC visibility push(hidden)
extern "C" {
extern const char wasm_profile_file[];
extern const wrt::ProfileHeader wasm_profile_header;
extern char __start_wasm_profile[], __stop_wasm_profile[];
// What the linker is told to look for, so that this file is linked.
extern const char wrt_profile;
}
#pragma GCC visibility pop

namespace wrt {
namespace {

constexpr uint32_t modeOfFile = 0666;

[[noreturn]] void fail(long error) {
  Message m;
  beginMessage(m).text("profile ").text(wasm_profile_file);
  m.text(" cannot be written (error ").number(uint64_t(-error));
  failStart(m.text("): run where it can be, or compile with another name"));
}

void writeAll(int file, const void *from, uint64_t length) {
  auto *at = static_cast<const char *>(from);
  while (length) {
    long n = callThrough(Call::write, file, at, length);
    if (n <= 0)
      fail(n ? n : -hostNoSpace);
    at += n;
    length -= uint64_t(n);
  }
}

} // namespace

/// Opens the file anew: another run of the program may still count in the old.
extern "C" void wrtOpenProfile() {
  call(Call::unlinkat, atFdCwd, wasm_profile_file, 0);
  long file = callThrough(
      Call::openat, atFdCwd, wasm_profile_file,
      openReadWrite | openCreate | openExclusive | openCloseOnExec, modeOfFile);
  if (file < 0)
    fail(file);
  // All of it is written, as a hole on a full disk would be a fault later.
  auto bytes = uint64_t(__stop_wasm_profile - __start_wasm_profile);
  ProfileHeader header = wasm_profile_header;
  header.bytes = bytes;
  writeAll(int(file), &header, sizeof(header));
  static constexpr char zeros[4096] = {};
  for (uint64_t at = sizeof(header); at < profileRecords;) {
    uint64_t rest = profileRecords - at;
    uint64_t length = rest < sizeof(zeros) ? rest : sizeof(zeros);
    writeAll(int(file), zeros, length);
    at += length;
  }
  writeAll(int(file), __start_wasm_profile, bytes);
  long mapped = call(Call::mmap, __start_wasm_profile, bytes, protReadWrite,
                     mapShared | mapFixed, file, profileRecords);
  if (mapped < 0)
    fail(mapped);
  call(Call::close, file);
}

} // namespace wrt

const char wrt_profile = 0;
