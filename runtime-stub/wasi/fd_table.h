// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The guest's file descriptors. A guest never sees a host descriptor's number:
// it can only name what is in this table.

#ifndef WRT_WASI_FD_TABLE_H
#define WRT_WASI_FD_TABLE_H

#include "runtime-stub/policy.h"
#include "runtime-stub/wasi/errno.h"
#include "runtime-stub/wasi/types.h"
#include "wrt/lockdown.h"

#include <stdint.h>

namespace wrt {

struct Descriptor {
  int32_t host;
  uint32_t rights;
  uint32_t inheriting; ///< Rights that descriptors opened through it may have.
  FileType type;       ///< unknown: nobody has asked yet (stdio).
  bool open;
  bool readOnly;   ///< Granted so; nothing beneath can be changed.
  uint8_t preopen; ///< 1 + index of its name, 0 for other descriptors.
};

/// Finds an open descriptor that has all of `rights`. On failure `error` says
/// badf or notcapable.
Descriptor *findDescriptor(uint32_t fd, uint32_t rights, Errno &error);

/// Whether there is a free number: who is to open or make a file asks first.
bool hasFreeDescriptor();

/// Puts a descriptor at the lowest free number. The host descriptor is closed
/// if there is none.
Errno addDescriptor(const Descriptor &descriptor, uint32_t &fd);

/// Makes `to` what `from` is and closes what `to` was. Both must be open.
Errno moveDescriptor(uint32_t from, uint32_t to);

Errno closeDescriptor(uint32_t fd);

/// Takes an open directory as a preopened one, named `name` to the guest.
/// False if there are too many.
bool addPreopen(int host, Span name, bool readOnly);

/// Takes an open socket as a preopened descriptor. False if there are too many.
bool addSocket(int host, FileType type);

/// The still encoded name of a preopened directory.
Span preopenName(const Descriptor &descriptor);

/// The preopened directory of the lowest number from `fd` on, which is then set
/// to the number after it; null if there is none.
const Descriptor *nextPreopen(uint32_t &fd);

/// Whether open are just the descriptors that the program started with.
bool isAsStarted();

/// What of the file system is granted, at most.
FileGrant grantedFiles();

/// Makes the descriptors 0, 1 and 2.
void addStdio();

/// A host descriptor for what `host`, just opened, refers to, that is none of
/// the numbers of stdio, or a negative error. A process started with one of
/// those closed gets it from its next open; a guest's write to stdout must not
/// end in there.
int awayFromStdio(int host);

FileType fileTypeOfMode(uint32_t mode);

/// Asks the kernel what the descriptor is, and takes the rights away that such
/// a file cannot give.
Errno learnType(Descriptor &descriptor);

} // namespace wrt

#endif
