// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The linker's .eh_frame_hdr: a table sorted by address that leads to the entry
// of each function in .eh_frame.

#include "runtime-stub/elf.h"
#include "runtime-stub/unwind.h"

namespace wrt {

constexpr uint8_t pcRelative4 = 0x1b;    // DW_EH_PE_pcrel | sdata4
constexpr uint8_t unsigned4 = 0x03;      // DW_EH_PE_udata4
constexpr uint8_t tableRelative4 = 0x3b; // DW_EH_PE_datarel | sdata4

const uint8_t *findFde(uint64_t pc) {
  auto *image = reinterpret_cast<const uint8_t *>(&__ehdr_start);
  auto *segment = reinterpret_cast<const ElfProgramHeader *>(
      image + __ehdr_start.programHeaders);
  auto *end = segment + __ehdr_start.programHeaderCount;
  while (segment != end && segment->type != segmentEhFrame)
    ++segment;
  if (segment == end)
    return nullptr;
  const uint8_t *header = image + segment->address;
  if (header[0] != 1 || header[1] != pcRelative4 || header[2] != unsigned4 ||
      header[3] != tableRelative4)
    return nullptr;

  struct Row {
    int32_t function, fde; // Both relative to the header.
  };
  uint32_t count = *reinterpret_cast<const uint32_t *>(header + 8);
  auto *rows = reinterpret_cast<const Row *>(header + 12);
  int64_t key = int64_t(pc - reinterpret_cast<uint64_t>(header));
  // Find the last row whose function does not begin after pc.
  uint32_t low = 0;
  while (count) {
    uint32_t half = count / 2;
    if (rows[low + half].function <= key) {
      low += half + 1;
      count -= half + 1;
    } else {
      count = half;
    }
  }
  return low ? header + rows[low - 1].fde : nullptr;
}

} // namespace wrt
