// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The profile that a program made by `wasmc --profile-generate` writes, and
// `--profile-use` reads: a file of profileRecords bytes, of which the header is
// the beginning and the rest is zero, and ProfileRecords behind it, in no
// order. All numbers are little-endian. Nothing in it depends on target or
// level.

#ifndef WRT_PROFILE_H
#define WRT_PROFILE_H

#include <stdint.h>

namespace wrt {

constexpr char profileMagic[16] = {'w', 'a', 's', 'm', 'c', ' ', 'p', 'r',
                                   'o', 'f', 'i', 'l', 'e', ' ', '1', '\n'};

struct ProfileHeader {
  char magic[16];
  uint8_t module[32]; ///< SHA-256 of all function bodies, in order.
  uint64_t bytes;     ///< Of the records.
};

/// Where records begin in the file, and what their sections are a multiple of:
/// a page of any size, as the file is mapped over them.
constexpr uint64_t profileRecords = 65536;

/// How often control came to a place. The place is a byte of the function's
/// body in the module, locals included: 0 for the function itself, else that of
/// a branching instruction plus the number of the way it took. `if` and `br_if`
/// have way 1 where the condition holds, br_on_null and br_on_non_null where
/// the reference is null, and way 0 elsewhere; br_table has one for each entry,
/// the default last. No instruction has more ways than bytes.
struct ProfileRecord {
  uint32_t function; ///< In the module's index space; noFunction: no record.
  uint32_t place;
  uint64_t count;

  static constexpr uint32_t noFunction = 0xffffffff;
};

} // namespace wrt

#endif
