// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// fd_readdir. The kernel's position in a directory serves as the guest's
// cookie; every call seeks there, since the guest may go back, and what the
// last call read ahead is not kept.

#include "runtime-stub/kernel.h"
#include "runtime-stub/memory.h"
#include "runtime-stub/wasi/calls.h"
#include "runtime-stub/wasi/fd_table.h"
#include "runtime-stub/wasi/strings.h"

namespace wrt {
namespace {

/// The directory entry's type is the mode's, shifted.
constexpr uint32_t typeShift = 12;

/// The guest's buffer. It is filled to the last byte: an entry cut off there
/// tells the guest that there is more.
struct Output {
  uint32_t at, room, used;

  bool full() const { return used == room; }
  void append(const void *bytes, size_t size) {
    if (size > room - used)
      size = room - used;
    __builtin_memcpy(memory.at(at + used), bytes, size);
    used += uint32_t(size);
  }
  void append(const DirectoryEntry &entry) {
    size_t length = lengthOf(entry.name);
    DirEnt header = {};
    header.next = uint64_t(entry.next);
    header.inode = entry.inode;
    header.nameLength = uint32_t(length);
    header.type = fileTypeOfMode(uint32_t(entry.type) << typeShift);
    append(&header, sizeof(header));
    append(entry.name, length);
  }
};

} // namespace

extern "C" Errno wrt_fd_readdir(uint32_t fd, uint32_t buffer, uint32_t length,
                                uint64_t cookie, uint32_t out) {
  Errno error;
  const Descriptor *d = findDescriptor(fd, rightFdReaddir, error);
  if (!d)
    return error;
  if (!memory.contains(buffer, length) ||
      !memory.contains(out, sizeof(uint32_t)))
    return Errno::fault;
  constexpr int seekSet = 0;
  long position = call(Call::lseek, d->host, cookie, seekSet);
  if (position < 0)
    return errnoFromHost(position);
  Output output = {buffer, length, 0};
  while (!output.full()) {
    alignas(DirectoryEntry) uint8_t entries[2048];
    long size = call(Call::getdents64, d->host, entries, sizeof(entries));
    if (size < 0)
      return errnoFromHost(size);
    if (size == 0)
      break;
    for (long i = 0; i < size && !output.full();) {
      auto &entry = *reinterpret_cast<const DirectoryEntry *>(entries + i);
      output.append(entry);
      i += entry.length;
    }
  }
  memory.store(out, output.used);
  return Errno::success;
}

} // namespace wrt
