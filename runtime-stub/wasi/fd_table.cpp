// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "runtime-stub/wasi/fd_table.h"

#include "runtime-stub/kernel.h"
#include "runtime-stub/start.h"
#include "runtime-stub/wasi/filestat.h"

namespace wrt {
namespace {

constexpr uint32_t tableSize = 4096;
constexpr uint32_t mostPreopens = 128;

/// The table is in two parts, as most programs need only the first few.
constexpr uint32_t firstSize = 8;
WRT_STATE Descriptor first[firstSize];
Descriptor others[tableSize - firstSize];
/// No number below is free.
WRT_STATE uint32_t lowestFree;

Span preopenNames[mostPreopens];
WRT_STATE uint32_t preopenCount;
WRT_STATE FileGrant filesGranted;

Descriptor &entry(uint32_t fd) {
  return fd < firstSize ? first[fd] : others[fd - firstSize];
}

} // namespace

Descriptor *findDescriptor(uint32_t fd, uint32_t rights, Errno &error) {
  error = Errno::badf;
  if (fd >= tableSize || !entry(fd).open)
    return nullptr;
  error = Errno::notcapable;
  if ((entry(fd).rights & rights) != rights)
    return nullptr;
  error = Errno::success;
  return &entry(fd);
}

bool hasFreeDescriptor() {
  while (lowestFree < tableSize && entry(lowestFree).open)
    ++lowestFree;
  return lowestFree < tableSize;
}

Errno addDescriptor(const Descriptor &descriptor, uint32_t &fd) {
  if (!hasFreeDescriptor()) {
    call(Call::close, descriptor.host);
    return Errno::mfile;
  }
  fd = lowestFree++;
  entry(fd) = descriptor;
  entry(fd).open = true;
  return Errno::success;
}

Errno closeDescriptor(uint32_t fd) {
  if (fd >= tableSize || !entry(fd).open)
    return Errno::badf;
  entry(fd).open = false;
  if (fd < lowestFree)
    lowestFree = fd;
  // Whatever close reports, Linux has released the number. Interrupted or not,
  // it must not be closed again.
  long result = call(Call::close, entry(fd).host);
  return result == -hostIntr ? Errno::success : errnoOf(result);
}

Errno moveDescriptor(uint32_t from, uint32_t to) {
  if (from == to)
    return Errno::success;
  Descriptor moved = entry(from);
  entry(from).open = false;
  closeDescriptor(to);
  entry(to) = moved;
  lowestFree = from < lowestFree ? from : lowestFree;
  return Errno::success;
}

bool addPreopen(int host, Span name, bool readOnly) {
  host = awayFromStdio(host);
  if (preopenCount == mostPreopens || host < 0)
    return false;
  preopenNames[preopenCount++] = name;
  if (!readOnly)
    filesGranted = FileGrant::Writing;
  else if (filesGranted == FileGrant::Nothing)
    filesGranted = FileGrant::Reading;
  uint32_t fd;
  return addDescriptor({host, directoryRights, allRights, FileType::directory,
                        true, readOnly, uint8_t(preopenCount)},
                       fd) == Errno::success;
}

bool addSocket(int host, FileType type) {
  host = awayFromStdio(host);
  uint32_t fd;
  return host >= 0 &&
         addDescriptor({host, socketRights, 0, type, true, false, 0}, fd) ==
             Errno::success;
}

Span preopenName(const Descriptor &descriptor) {
  return preopenNames[descriptor.preopen - 1];
}

const Descriptor *nextPreopen(uint32_t &fd) {
  while (fd < tableSize) {
    const Descriptor &d = entry(fd++);
    if (d.preopen)
      return &d;
    // Nothing has been closed yet.
    if (!d.open)
      break;
  }
  return nullptr;
}

FileGrant grantedFiles() { return filesGranted; }

/// Who passed a file on for reading or writing did not mean its times: the
/// kernel lets its owner set them whatever it was opened for.
constexpr uint32_t stdioRights =
    fileRights & ~uint32_t(rightFdFilestatSetTimes);

void addStdio() {
  for (int i = 0; i < 3; ++i) {
    uint32_t fd;
    addDescriptor({i, stdioRights, 0, FileType::unknown, true, false, 0}, fd);
  }
}

bool isAsStarted() {
  constexpr uint32_t standard = 3;
  for (uint32_t fd = 0; fd < tableSize; ++fd) {
    const Descriptor &descriptor = entry(fd);
    if (descriptor.open != (fd < standard + preopenCount))
      return false;
    if (!descriptor.open)
      continue;
    bool isOwn = fd < standard ? uint32_t(descriptor.host) == fd
                               : descriptor.preopen == fd - standard + 1;
    if (!isOwn)
      return false;
  }
  return true;
}

int awayFromStdio(int host) {
  if (host > 2)
    return host;
  long moved = call(Call::fcntl, host, fcntlDupCloseOnExec, 3);
  call(Call::close, host);
  return int(moved);
}

FileType fileTypeOfMode(uint32_t mode) {
  switch (mode & modeType) {
  case modeSocket:
    return FileType::socketStream;
  case modeLink:
    return FileType::symbolicLink;
  case modeRegular:
    return FileType::regularFile;
  case modeBlock:
    return FileType::blockDevice;
  case modeDirectory:
    return FileType::directory;
  case modeCharacter:
    return FileType::characterDevice;
  default: // WASI has no name for a pipe.
    return FileType::unknown;
  }
}

/// A guest's libc takes what is a character device and cannot be sought for a
/// terminal, so only a terminal may look like that.
Errno learnType(Descriptor &descriptor) {
  HostStat stat;
  long result = hostStat(descriptor.host, stat);
  if (result < 0)
    return errnoFromHost(result);
  descriptor.type = fileTypeOfMode(stat.mode);
  uint8_t terminal[64];
  switch (descriptor.type) {
  case FileType::regularFile:
  case FileType::blockDevice:
    descriptor.rights &= fileRights;
    break;
  case FileType::directory:
    descriptor.rights &= directoryRights;
    break;
  case FileType::socketStream:
    descriptor.rights = socketRights;
    break;
  case FileType::characterDevice:
    descriptor.rights &= fileRights;
    if (call(Call::ioctl, descriptor.host, ioctlTerminalGet, terminal) < 0)
      break;
    [[fallthrough]];
  default:
    descriptor.rights &= streamRights;
  }
  return Errno::success;
}

} // namespace wrt
