// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A file's attributes, by descriptor or by path.

#ifndef WRT_WASI_FILESTAT_H
#define WRT_WASI_FILESTAT_H

#include "runtime-stub/kernel.h"
#include "runtime-stub/wasi/errno.h"
#include "runtime-stub/wasi/types.h"
#include "stat.h"

#include <stdint.h>

namespace wrt {

/// Asks for the attributes of what `host` refers to. It takes no name, so that
/// the lock-down need not let any file be asked about. Returns a system call's
/// result.
long hostStat(int host, HostStat &result);

/// The two layouts of file attributes, by their sizes.
enum class FileStatForm : uint32_t {
  Preview1 = sizeof(FileStat),
  Unstable = sizeof(UnstableFileStat),
};

/// Stores them at a guest address, of which contains() has been asked.
void storeFileStat(const HostStat &stat, uint32_t out, FileStatForm form);

/// What a guest asks of a file's times, for utimensat.
struct NewTimes {
  TimeSpec times[2]; ///< Accessed, modified.

  /// Refuses contradictory flags with inval.
  Errno read(uint64_t accessed, uint64_t modified, uint32_t which);
};

} // namespace wrt

#endif
