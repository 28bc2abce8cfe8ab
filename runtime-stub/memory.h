// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Linear memories: making them at start, and the only way for host functions to
// a guest's bytes.

#ifndef WRT_MEMORY_H
#define WRT_MEMORY_H

#include "runtime-stub/module.h"

namespace wrt {

/// Reserves all memories, makes their initial sizes accessible and fills in the
/// initial contents. Together they never have more than `limit` bytes. Ends the
/// process with a message if that cannot be had.
void setUpMemories(uint64_t limit);

/// Ends the program if something other than linear memory 0 is mapped so low
/// that compiled code may reach it; see memoryReach. Where the address space
/// itself ends below that, only a program that compares its indices goes on.
void requireAboveReach(uint64_t address);

/// Whether `address` lies in the address space reserved for some memory.
bool inMemoryReservation(uint64_t address);

/// Memory 0, the one that WASI's pointers point into. Every use of a guest's
/// pointer begins with contains(): a host function must not be able to reach
/// anything that the guest itself could not.
class GuestMemory {
public:
  /// Whether [address, address + length) exists. Lengths are products of 32-bit
  /// values at most, so the sum cannot wrap.
  static bool contains(uint32_t address, uint64_t length) {
    return wasm_memory_count && address + length <= wasm_memories[0].bytes;
  }
  static uint8_t *at(uint32_t address) {
    return wasm_memories[0].base + address;
  }
  /// Reads or writes one value; the guest need not align it. For both,
  /// contains() must have been asked.
  template <typename T> static T load(uint32_t address) {
    T value;
    __builtin_memcpy(&value, at(address), sizeof(T));
    return value;
  }
  template <typename T> static void store(uint32_t address, const T &value) {
    __builtin_memcpy(at(address), &value, sizeof(T));
  }
};

constexpr GuestMemory memory;

} // namespace wrt

#endif
