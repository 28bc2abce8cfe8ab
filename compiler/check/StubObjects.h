// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_CHECK_STUBOBJECTS_H
#define COMPILER_CHECK_STUBOBJECTS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/Error.h"
#include <vector>

namespace wasmc {

/// A place that a relocation names: in a section of the stub, or a symbol that
/// the link step or the compiled code provides.
struct StubTarget {
  static constexpr uint32_t external = ~uint32_t(0);
  uint32_t section = external;
  uint64_t offset = 0;    ///< In the section.
  llvm::StringRef symbol; ///< If external.

  bool operator==(const StubTarget &) const = default;
};

struct StubRelocation {
  uint64_t offset;
  uint32_t type;
  int64_t addend;
  StubTarget target;
};

struct StubSection {
  llvm::StringRef name;
  llvm::ArrayRef<uint8_t> bytes; ///< Empty if it has none in the file.
  uint64_t size = 0;
  bool isCode = false, isWritable = false;
  uint64_t pieceSize = 0; ///< Of what the linker merges; 0: it does not.
  bool isStrings = false; ///< Pieces end with a NUL instead.
  std::vector<StubRelocation> relocations;
};

/// The stub as it comes out of the archive, before linking. The archive must
/// outlive it.
struct StubObjects {
  std::vector<StubSection> sections;
  llvm::StringMap<StubTarget> symbols; ///< Those with a global definition.
  /// Of a symbol with two definitions, a weak one that the other may stand in
  /// for: the section of the first in the archive, and the other.
  llvm::DenseMap<uint32_t, StubTarget> others;

  static llvm::Expected<StubObjects> read(llvm::StringRef archive);
};

} // namespace wasmc

#endif
