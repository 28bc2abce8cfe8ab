// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Landlock, which unlike a filter of system calls knows what a path leads to.
// It takes whole classes of access away ("handled") and gives them back beneath
// chosen directories. Each version of its interface can take more away; asking
// for a class that a kernel does not know is an error, so the version is asked
// first.

#include "runtime-stub/landlock.h"

#include "runtime-stub/kernel.h"
#include "runtime-stub/wasi/fd_table.h"

namespace wrt {
namespace {

// linux/landlock.h
constexpr uint64_t accessExecute = 1 << 0;
constexpr uint64_t accessWriteFile = 1 << 1;
constexpr uint64_t accessReadFile = 1 << 2;
constexpr uint64_t accessReadDirectory = 1 << 3;
constexpr uint64_t accessRemoveDirectory = 1 << 4;
constexpr uint64_t accessRemoveFile = 1 << 5;
constexpr uint64_t accessMakeCharacterDevice = 1 << 6;
constexpr uint64_t accessMakeDirectory = 1 << 7;
constexpr uint64_t accessMakeRegular = 1 << 8;
constexpr uint64_t accessMakeSocket = 1 << 9;
constexpr uint64_t accessMakeFifo = 1 << 10;
constexpr uint64_t accessMakeBlockDevice = 1 << 11;
constexpr uint64_t accessMakeLink = 1 << 12;
constexpr uint64_t accessRefer = 1 << 13;
constexpr uint64_t accessTruncate = 1 << 14;
constexpr uint64_t accessOfVersion2 = (accessRefer << 1) - 1;
constexpr uint64_t netAll = 3;    ///< Binding and connecting.
constexpr uint64_t scopedAll = 3; ///< Abstract sockets, signals.
constexpr long askVersion = 1;
constexpr long beneathRule = 1;

struct Ruleset {
  uint64_t files, net, scoped;
};
struct [[gnu::packed]] BeneathRule {
  uint64_t access;
  int32_t directory;
};

// What cannot be made, for want of a system call, can still be linked to and be
// renamed, which takes the same right.
constexpr uint64_t otherKinds = accessMakeCharacterDevice | accessMakeSocket |
                                accessMakeFifo | accessMakeBlockDevice;
constexpr uint64_t readingAccess = accessReadFile | accessReadDirectory;
constexpr uint64_t writingAccess =
    readingAccess | accessWriteFile | accessRemoveDirectory | accessRemoveFile |
    accessMakeDirectory | accessMakeRegular | accessMakeLink | accessRefer |
    accessTruncate | otherKinds;
static_assert(!(writingAccess & accessExecute));

long addRules(long ruleset, uint64_t handled) {
  uint32_t fd = 0;
  while (const Descriptor *d = nextPreopen(fd)) {
    BeneathRule rule = {(d->readOnly ? readingAccess : writingAccess) & handled,
                        d->host};
    long error = call(Call::landlockAddRule, ruleset, beneathRule, &rule, 0);
    if (error < 0)
      return error;
  }
  return call(Call::landlockRestrictSelf, ruleset, 0, 0);
}

} // namespace

long confineFiles() {
  long version = call(Call::landlockCreateRuleset, nullptr, 0, askVersion);
  // The first version cannot allow renaming from one directory to another.
  if (version < 2)
    return -hostNoSys;
  Ruleset wanted = {};
  wanted.files = accessOfVersion2 | (version >= 3 ? accessTruncate : 0);
  wanted.net = version >= 4 ? netAll : 0;
  wanted.scoped = version >= 6 ? scopedAll : 0;
  // Fields that a kernel does not know may be there as long as they are 0.
  long ruleset = call(Call::landlockCreateRuleset, &wanted, sizeof(wanted), 0);
  if (ruleset < 0)
    return ruleset;
  long error = addRules(ruleset, wanted.files);
  call(Call::close, ruleset, 0, 0);
  return error;
}

} // namespace wrt
