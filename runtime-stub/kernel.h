// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The part of Linux's interface that is the same on every machine. There is no
// sysroot to take it from: names are ours, numbers and layouts the kernel's.

#ifndef WRT_KERNEL_H
#define WRT_KERNEL_H

#include "syscall.h"

#include <stddef.h>
#include <stdint.h>

namespace wrt {

template <typename T> long callArgument(T value) { return long(value); }
template <typename T> long callArgument(T *value) {
  return reinterpret_cast<long>(value);
}

/// Makes a system call. Returns what the kernel returns: a failure is the
/// negative of a HostError.
template <typename... T> long call(Call number, T... arguments) {
  constexpr size_t room = sizeof...(T) <= 3 ? 3 : 6;
  long a[room] = {callArgument(arguments)...};
  if constexpr (room == 3)
    return rawCall(number, a[0], a[1], a[2]);
  else
    return rawCall(number, a[0], a[1], a[2], a[3], a[4], a[5]);
}

enum HostError : long {
  hostPerm = 1,
  hostNoEnt = 2,
  hostIntr = 4,
  hostAgain = 11,
  hostNoMem = 12,
  hostAccess = 13,
  hostExist = 17,
  hostXDev = 18,
  hostNotDir = 20,
  hostIsDir = 21,
  hostInval = 22,
  hostTooManyFiles = 24,
  hostNoSpace = 28,
  hostNameTooLong = 36,
  hostNoSys = 38,
  hostLoop = 40,
  hostNoFamily = 97,
  hostAddressInUse = 98,
  hostAddressNotAvailable = 99,
};

/// Makes a system call, again for as long as a signal interrupts it.
template <typename... T> long callThrough(Call number, T... arguments) {
  long result;
  do
    result = call(number, arguments...);
  while (result == -hostIntr);
  return result;
}

// openat and its relatives
constexpr int atFdCwd = -100;
constexpr int atSymlinkNoFollow = 0x100;
constexpr int atRemoveDir = 0x200;
constexpr int atEmptyPath = 0x1000;
constexpr int openReadOnly = 0;
constexpr int openWriteOnly = 01;
constexpr int openReadWrite = 02;
constexpr int openCreate = 0100;
constexpr int openExclusive = 0200;
constexpr int openNoTty = 0400;
constexpr int openTruncate = 01000;
constexpr int openAppend = 02000;
constexpr int openNonBlock = 04000;
constexpr int openDSync = 010000;
constexpr int openCloseOnExec = 02000000;
constexpr int openSync = 04010000;
constexpr int openPath = 010000000;
constexpr size_t pathMax = 4096;

struct OpenHow {
  uint64_t flags;
  uint64_t mode;
  uint64_t resolve;
};
constexpr uint64_t resolveNoMountCrossing = 0x01;
constexpr uint64_t resolveNoMagicLinks = 0x02;
constexpr uint64_t resolveBeneath = 0x08;

struct StatFs {
  int64_t type, blockSize;
  uint64_t spare[13];
};
static_assert(sizeof(StatFs) == 120);
constexpr int64_t processFileSystem = 0x9fa0;

// modes of files
constexpr uint32_t modeType = 0170000;
constexpr uint32_t modeSocket = 0140000;
constexpr uint32_t modeLink = 0120000;
constexpr uint32_t modeRegular = 0100000;
constexpr uint32_t modeBlock = 0060000;
constexpr uint32_t modeDirectory = 0040000;
constexpr uint32_t modeCharacter = 0020000;

// fcntl and ioctl
constexpr int fcntlGetFlags = 3;
constexpr int fcntlSetFlags = 4;
constexpr int fcntlDupCloseOnExec = 1030;
constexpr unsigned ioctlTerminalGet = 0x5401;
constexpr unsigned ioctlBytesToRead = 0x541b;

// mmap and its relatives
constexpr int protNone = 0;
constexpr int protReadWrite = 3;
constexpr int mapShared = 0x01;
constexpr int mapPrivate = 0x02;
constexpr int mapFixed = 0x10;
constexpr int mapAnonymous = 0x20;
constexpr int mapNoReserve = 0x4000;
constexpr int mapStack = 0x20000;
constexpr int mapFixedNoReplace = 0x100000;
constexpr int remapMayMove = 1;
constexpr int remapFixed = 2;

constexpr int limitStack = 3;
constexpr int limitAddressSpace = 9;
struct Limit {
  uint64_t soft, hard;
};

// signals
struct SignalAction {
  const void *handler;
  unsigned long flags;
  const void *restorer;
  uint64_t mask;
};
struct SignalStack {
  void *base;
  int flags;
  size_t size;
};
struct SignalInfo {
  int number;
  int error;
  int code;
  int padding;
  uint64_t address;
};
constexpr int signalHangUp = 1;
constexpr int signalInterrupt = 2;
constexpr int signalQuit = 3;
constexpr int signalUser1 = 10;
constexpr int signalSegv = 11;
constexpr int signalUser2 = 12;
constexpr int signalPipe = 13;
constexpr int signalAlarm = 14;
constexpr int signalTerminate = 15;
constexpr int signalSetMask = 2;
constexpr int signalFromKernel = 0x80;
constexpr size_t signalMaskSize = 8;
constexpr unsigned long signalWithInfo = 4;
constexpr unsigned long signalOnStack = 0x08000000;
constexpr unsigned long signalNoDefer = 0x40000000;

// setitimer
constexpr int timerReal = 0;
struct TimeValue {
  int64_t seconds, microseconds;
};
struct IntervalTimer {
  TimeValue interval, first;
};

// prctl and seccomp
constexpr int controlSetSeccomp = 22;
constexpr int controlNoNewPrivileges = 38;
constexpr int seccompModeFilter = 2;
constexpr int seccompSetFilter = 1;
constexpr int seccompSpeculate = 4;

// input and output
struct IoVec {
  void *base;
  size_t length;
};
struct PollFd {
  int fd;
  int16_t events, returned;
};
constexpr int16_t pollIn = 1;
constexpr int16_t pollOut = 4;
constexpr int16_t pollHangUp = 16;
constexpr int16_t pollInvalid = 32;
struct TimeSpec {
  int64_t seconds, nanoseconds;
};
struct MessageHeader {
  void *name;
  uint32_t nameLength;
  uint32_t padding;
  IoVec *vectors;
  size_t vectorCount;
  void *control;
  size_t controlLength;
  int flags;
};
// sockets
constexpr int socketStream = 1;
constexpr int levelSocket = 1;
constexpr int levelTcp = 6;
constexpr int levelIpV6 = 41;
constexpr int optionReuseAddress = 2;
constexpr int optionType = 3;
constexpr int optionNoDelay = 1;
constexpr int optionV6Only = 26;
constexpr int messagePeek = 0x02;
constexpr int messageTruncated = 0x20;
constexpr int messageWaitAll = 0x100;
constexpr int messageNoSignal = 0x4000;

struct DirectoryEntry {
  uint64_t inode;
  int64_t next;
  uint16_t length;
  uint8_t type;
  char name[1];
};

// auxiliary vector
struct Auxiliary {
  uint64_t type, value;
};
constexpr uint64_t auxEnd = 0;
constexpr uint64_t auxPageSize = 6;
constexpr uint64_t auxHardware = 16;
constexpr uint64_t auxSecure = 23;
constexpr uint64_t auxHardware2 = 26;
constexpr uint64_t auxFile = 31;
constexpr uint64_t auxVdso = 33;

} // namespace wrt

#endif
