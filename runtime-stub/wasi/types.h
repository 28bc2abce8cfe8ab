// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Layouts and flags of WASI preview 1, as guests have them in memory.

#ifndef WRT_WASI_TYPES_H
#define WRT_WASI_TYPES_H

#include <stdint.h>

namespace wrt {

enum class FileType : uint8_t {
  unknown,
  blockDevice,
  characterDevice,
  directory,
  regularFile,
  socketDatagram,
  socketStream,
  symbolicLink,
};

// rights
enum Right : uint32_t {
  rightFdDatasync = 1u << 0,
  rightFdRead = 1u << 1,
  rightFdSeek = 1u << 2,
  rightFdFdstatSetFlags = 1u << 3,
  rightFdSync = 1u << 4,
  rightFdTell = 1u << 5,
  rightFdWrite = 1u << 6,
  rightFdAdvise = 1u << 7,
  rightFdAllocate = 1u << 8,
  rightPathCreateDirectory = 1u << 9,
  rightPathCreateFile = 1u << 10,
  rightPathLinkSource = 1u << 11,
  rightPathLinkTarget = 1u << 12,
  rightPathOpen = 1u << 13,
  rightFdReaddir = 1u << 14,
  rightPathReadlink = 1u << 15,
  rightPathRenameSource = 1u << 16,
  rightPathRenameTarget = 1u << 17,
  rightPathFilestatGet = 1u << 18,
  rightPathFilestatSetSize = 1u << 19,
  rightPathFilestatSetTimes = 1u << 20,
  rightFdFilestatGet = 1u << 21,
  rightFdFilestatSetSize = 1u << 22,
  rightFdFilestatSetTimes = 1u << 23,
  rightPathSymlink = 1u << 24,
  rightPathRemoveDirectory = 1u << 25,
  rightPathUnlinkFile = 1u << 26,
  rightPollFdReadwrite = 1u << 27,
  rightSockShutdown = 1u << 28,
  rightSockAccept = 1u << 29,
};
constexpr uint32_t allRights = (1u << 30) - 1;
/// Rights that a descriptor keeps by the type of its file: those that make
/// sense for it.
constexpr uint32_t directoryRights =
    rightFdDatasync | rightFdFdstatSetFlags | rightFdSync |
    rightPathCreateDirectory | rightPathCreateFile | rightPathLinkSource |
    rightPathLinkTarget | rightPathOpen | rightFdReaddir | rightPathReadlink |
    rightPathRenameSource | rightPathRenameTarget | rightPathFilestatGet |
    rightPathFilestatSetSize | rightPathFilestatSetTimes | rightFdFilestatGet |
    rightFdFilestatSetTimes | rightPathSymlink | rightPathRemoveDirectory |
    rightPathUnlinkFile;
constexpr uint32_t fileRights =
    rightFdDatasync | rightFdRead | rightFdSeek | rightFdFdstatSetFlags |
    rightFdSync | rightFdTell | rightFdWrite | rightFdAdvise | rightFdAllocate |
    rightFdFilestatGet | rightFdFilestatSetSize | rightFdFilestatSetTimes |
    rightPollFdReadwrite;
constexpr uint32_t streamRights =
    fileRights & ~(rightFdSeek | rightFdTell | rightFdAdvise | rightFdAllocate |
                   rightFdFilestatSetSize);
constexpr uint32_t socketRights =
    streamRights | rightSockShutdown | rightSockAccept;
/// What needs a file to be opened for writing.
constexpr uint32_t writingRights =
    rightFdWrite | rightFdAllocate | rightFdFilestatSetSize;

// fdflags
constexpr uint16_t fdAppend = 1;
constexpr uint16_t fdDsync = 2;
constexpr uint16_t fdNonblock = 4;
constexpr uint16_t fdRsync = 8;
constexpr uint16_t fdSync = 16;

// oflags
constexpr uint32_t oCreat = 1;
constexpr uint32_t oDirectory = 2;
constexpr uint32_t oExcl = 4;
constexpr uint32_t oTrunc = 8;

constexpr uint32_t lookupSymlinkFollow = 1;

// fstflags
constexpr uint32_t setAccessed = 1;
constexpr uint32_t setAccessedNow = 2;
constexpr uint32_t setModified = 4;
constexpr uint32_t setModifiedNow = 8;

struct GuestIoVec {
  uint32_t base, length;
};

struct FdStat {
  FileType type;
  uint8_t padding;
  uint16_t flags;
  uint32_t padding2;
  uint64_t rights, inheriting;
};
static_assert(sizeof(FdStat) == 24);

struct FileStat {
  uint64_t device, inode;
  FileType type;
  uint8_t padding[7];
  uint64_t links, size;
  uint64_t accessed, modified, changed; ///< In nanoseconds.
};
static_assert(sizeof(FileStat) == 64);

/// FileStat of wasi_unstable.
struct UnstableFileStat {
  uint64_t device, inode;
  FileType type;
  uint8_t padding[3];
  uint32_t links;
  uint64_t size;
  uint64_t accessed, modified, changed;
};
static_assert(sizeof(UnstableFileStat) == 56);

struct DirEnt {
  uint64_t next, inode;
  uint32_t nameLength;
  FileType type;
  uint8_t padding[3];
};
static_assert(sizeof(DirEnt) == 24);

struct PreStat {
  uint32_t tag; ///< 0: a directory.
  uint32_t nameLength;
};

// poll_oneoff
constexpr uint8_t eventClock = 0;
constexpr uint8_t eventRead = 1;
constexpr uint8_t eventWrite = 2;
constexpr uint16_t clockAbsolute = 1;

struct Subscription {
  uint64_t userData;
  uint8_t type;
  uint8_t padding[7];
  union {
    struct {
      uint32_t id;
      uint32_t padding;
      uint64_t timeout, precision; ///< In nanoseconds.
      uint16_t flags;
    } clock;
    uint32_t fd;
  };
};
static_assert(sizeof(Subscription) == 48);

/// Subscription of wasi_unstable.
struct UnstableSubscription {
  uint64_t userData;
  uint8_t type;
  uint8_t padding[7];
  union {
    struct {
      uint64_t identifier; ///< Nothing uses it.
      uint32_t id;
      uint32_t padding;
      uint64_t timeout, precision;
      uint16_t flags;
    } clock;
    uint32_t fd;
  };
};
static_assert(sizeof(UnstableSubscription) == 56);

struct Event {
  uint64_t userData;
  uint16_t error;
  uint8_t type;
  uint8_t padding[5];
  uint64_t bytes;
  uint16_t flags; ///< 1: the peer hung up.
  uint8_t padding2[6];
};
static_assert(sizeof(Event) == 32);

} // namespace wrt

#endif
