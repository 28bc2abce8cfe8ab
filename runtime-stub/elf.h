// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The ELF structures the stub reads in its own executable.

#ifndef WRT_ELF_H
#define WRT_ELF_H

#include <stdint.h>

namespace wrt {

struct ElfHeader {
  uint8_t ident[16];
  uint16_t type, machine;
  uint32_t version;
  uint64_t entry, programHeaders, sectionHeaders;
  uint32_t flags;
  uint16_t headerSize, programHeaderSize, programHeaderCount;
  uint16_t sectionHeaderSize, sectionHeaderCount, sectionNames;
};

struct ElfProgramHeader {
  uint32_t type, flags;
  uint64_t offset, address, physical, fileSize, memorySize, alignment;
};
constexpr uint32_t segmentEhFrame = 0x6474e550;

struct ElfDynamic {
  int64_t tag;
  uint64_t value;
};
constexpr int64_t dynamicEnd = 0;
constexpr int64_t dynamicRela = 7;
constexpr int64_t dynamicRelaSize = 8;
constexpr int64_t dynamicRelrSize = 35;
constexpr int64_t dynamicRelr = 36;

struct ElfRela {
  uint64_t offset, info;
  int64_t addend;
};

#pragma GCC visibility push(hidden)
extern "C" {
extern const ElfHeader __ehdr_start;
extern const ElfDynamic _DYNAMIC[];
}
#pragma GCC visibility pop

} // namespace wrt

#endif
