// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Active data segments become pages. A piece starts at a page boundary and goes
// on as long as the next bytes are at most a few pages away: small gaps cost
// less as zeros in the file than as a further mapping at start.

#include "compiler/lower/InitialImage.h"
#include "compiler/lower/ConstantExpr.h"
#include "wrt/abi.h"
#include "llvm/Support/MathExtras.h"
#include <algorithm>

namespace wasmc {

using namespace llvm;

/// The largest run of zeros kept inside a piece.
static constexpr uint64_t mergedGap = 16 * wrt::imageAlignment;

namespace {

struct Write {
  uint32_t memory;
  uint64_t address;
  ArrayRef<uint8_t> bytes;
};

} // namespace

static InitialMemory planOf(const Limits &limits) {
  InitialMemory plan;
  plan.pageShift = limits.pageShift;
  plan.is64 = limits.is64;
  // A 64-bit memory of 2^48 pages is valid, but its size is no number of
  // bytes: saturate, the stub cannot make it in any case.
  plan.initialBytes =
      SaturatingMultiply(limits.minimum, uint64_t(1) << limits.pageShift);
  uint64_t most = uint64_t(1) << 32;
  if (limits.is64)
    most = ~uint64_t(0);
  plan.maximumBytes = most;
  if (limits.maximum)
    plan.maximumBytes =
        std::min(most, SaturatingMultiply(*limits.maximum,
                                          uint64_t(1) << limits.pageShift));
  return plan;
}

/// Copies writes, in the order of the module, into pieces that cover them.
static std::vector<ImagePiece> collect(std::vector<Write> writes) {
  std::vector<Write> sorted = writes;
  std::ranges::sort(sorted, {}, [](const Write &write) {
    return std::pair(write.memory, write.address);
  });
  std::vector<ImagePiece> pieces;
  for (const Write &write : sorted) {
    uint64_t end = write.address + write.bytes.size();
    if (!pieces.empty() && pieces.back().memory == write.memory) {
      ImagePiece &last = pieces.back();
      uint64_t lastEnd = last.address + last.bytes.size();
      if (write.address <= lastEnd + mergedGap) {
        if (end > lastEnd)
          last.bytes.resize(size_t(end - last.address));
        continue;
      }
    }
    uint64_t address = alignDown(write.address, wrt::imageAlignment);
    pieces.push_back({write.memory, address, {}});
    pieces.back().bytes.resize(size_t(end - address));
  }
  for (const Write &write : writes) {
    auto after = std::ranges::upper_bound(
        pieces, std::pair(write.memory, write.address), {},
        [](const ImagePiece &piece) {
          return std::pair(piece.memory, piece.address);
        });
    ImagePiece &piece = *std::prev(after);
    std::ranges::copy(write.bytes,
                      piece.bytes.begin() +
                          ptrdiff_t(write.address - piece.address));
  }
  return pieces;
}

Expected<InitialImage> layOutMemories(const WasmModule &module) {
  InitialImage image;
  for (const Memory &memory : module.memories)
    image.memories.push_back(planOf(memory.limits));
  // The stub always finds a memory 0, if only an empty one.
  if (image.memories.empty())
    image.memories.push_back({0, 0, 16, false});
  Expected<ConstantEvaluator> constants = ConstantEvaluator::make(module);
  if (!constants)
    return constants.takeError();
  for (uint32_t i = 0; i < module.globals.size(); ++i) {
    const ConstantValue &value = constants->global(i);
    image.globals.push_back({module.globals[i].type, value.low, value.high});
  }
  std::vector<Write> writes;
  for (const DataSegment &segment : module.data) {
    if (segment.mode != SegmentMode::Active)
      continue;
    ValType type = module.memories[segment.memory].limits.addressType();
    Expected<ConstantValue> offset = constants->evaluate(segment.offset, type);
    if (!offset)
      return offset.takeError();
    uint64_t size = segment.bytes.bytes.size();
    uint64_t room = image.memories[segment.memory].initialBytes;
    if (offset->low > room || size > room - offset->low)
      break;
    if (size)
      writes.push_back({segment.memory, offset->low, segment.bytes.bytes});
  }
  image.pieces = collect(std::move(writes));
  return image;
}

} // namespace wasmc
