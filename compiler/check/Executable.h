// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_CHECK_EXECUTABLE_H
#define COMPILER_CHECK_EXECUTABLE_H

#include "compiler/check/Violation.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/MemoryBufferRef.h"
#include "llvm/TargetParser/Triple.h"
#include <optional>
#include <vector>

namespace wasmc {

/// Addresses from `begin` on and before `end`, as the file has them: the kernel
/// adds where it loads the image.
struct AddressRange {
  uint64_t begin = 0, end = 0;

  bool isEmpty() const { return begin >= end; }
  bool contains(uint64_t address, uint64_t size) const {
    return address >= begin && address < end && size <= end - address;
  }
  bool overlaps(const AddressRange &other) const {
    return begin < other.end && other.begin < end;
  }
};

/// A stretch of the file that the kernel maps.
struct Segment {
  AddressRange memory;
  llvm::ArrayRef<uint8_t> bytes; ///< Zeros follow, up to the range's end.
  bool isWritable = false, isExecutable = false;
};

/// An executable as the kernel and the stub's own relocation see it. Section
/// headers and symbols are never believed; symbols only name what is reported.
class Executable {
public:
  /// Fails for what is no executable of a known target. What a sound one would
  /// not have goes to `violations`.
  static llvm::Expected<Executable> open(llvm::MemoryBufferRef file,
                                         Violations &violations);

  llvm::Triple::ArchType arch;
  uint64_t entry = 0;
  uint64_t dynamic = 0;     ///< 0: none.
  uint64_t unwindTable = 0; ///< .eh_frame_hdr; 0: none.
  std::vector<Segment> segments;
  /// Words that the stub makes addresses at start, and of what.
  llvm::DenseMap<uint64_t, uint64_t> relocated;

  /// The segment that holds all these bytes, or null.
  const Segment *segmentOf(uint64_t address, uint64_t size) const;
  bool isConstant(uint64_t address, uint64_t size) const;
  bool isVariable(uint64_t address, uint64_t size) const;

  /// The file's bytes from an address to its segment's end; empty if there are
  /// none.
  llvm::ArrayRef<uint8_t> bytesFrom(uint64_t address) const;

  /// A little-endian number of 1 to 8 bytes as it is before relocation.
  std::optional<uint64_t> read(uint64_t address, unsigned size) const;

private:
  llvm::Error readSegments(llvm::StringRef file, Violations &violations);
  void checkSegments(Violations &violations) const;
  void readDynamic(uint64_t size, Violations &violations);
  void readRelr(uint64_t table, uint64_t size, Violations &violations);
  void readRela(uint64_t table, uint64_t size, Violations &violations);
  bool addRelocation(uint64_t address, uint64_t target, Violations &violations);
};

} // namespace wasmc

#endif
