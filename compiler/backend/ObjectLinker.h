// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_BACKEND_OBJECTLINKER_H
#define COMPILER_BACKEND_OBJECTLINKER_H

#include "llvm/ADT/StringMap.h"
#include "llvm/ExecutionEngine/Orc/SymbolStringPool.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/MemoryBuffer.h"
#include <optional>

namespace wasmc {

/// Memory that code is linked into. It may belong to another process, of
/// another architecture even; then both have it mapped.
struct LinkRegion {
  char *local = nullptr; ///< Where this process sees it.
  uint64_t address = 0;  ///< Where the code will run.
  uint64_t size = 0;
};

struct LinkedTables {
  uint64_t address = 0;
  uint64_t size = 0;
};

/// Links object files into a region, one after the other, by JITLink. An object
/// may refer to what was defined or linked before it. Nothing is ever freed.
class ObjectLinker {
public:
  explicit ObjectLinker(LinkRegion region)
      : region(region),
        strings(std::make_shared<llvm::orc::SymbolStringPool>()) {}

  /// Room for `size` zero bytes; 0 if the region is full.
  uint64_t allocate(uint64_t size, uint64_t alignment);
  /// Where this process sees an address of the region.
  char *local(uint64_t address) const {
    return region.local + (address - region.address);
  }

  void define(llvm::StringRef symbol, uint64_t address) {
    symbols[symbol] = address;
  }
  std::optional<uint64_t> find(llvm::StringRef symbol) const;

  /// Links an object; its global symbols can be found afterwards. Fails on an
  /// undefined symbol or a full region.
  llvm::Error add(llvm::MemoryBufferRef object);

  /// The unwind tables (.eh_frame) of the object linked last, by address in the
  /// region; of no size if it has none.
  const LinkedTables &unwindTables() const { return tables; }
  void noteUnwindTables(LinkedTables noted) { tables = noted; }

private:
  LinkRegion region;
  uint64_t used = 0;
  LinkedTables tables;
  llvm::StringMap<uint64_t> symbols;
  std::shared_ptr<llvm::orc::SymbolStringPool> strings;
};

} // namespace wasmc

#endif
