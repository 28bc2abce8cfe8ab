// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How the link step lays down the system-call filters, one for each extent of
// grants, and the stub finds them. They are made from lockdown.def when an
// executable is linked, so that locking down is a single call.

#ifndef WRT_LOCKDOWN_H
#define WRT_LOCKDOWN_H

#include <stdint.h>

namespace wrt {

/// What of the file system is granted, at most: the filters' order.
enum class FileGrant : uint32_t { Nothing, Reading, Writing };
constexpr uint32_t fileGrants = 3;

/// One instruction of classic BPF, as the kernel has it.
struct FilterInstruction {
  uint16_t code;
  uint8_t ifTrue, ifFalse;
  uint32_t operand;
};
static_assert(sizeof(FilterInstruction) == 8);

/// A filter for seccomp.
struct FilterPlace {
  int32_t program; ///< Byte distance from this field to the instructions.
  uint16_t length; ///< Number of instructions.
  /// Index of the instruction whose operand must become the process's id; 0:
  /// there is none.
  uint16_t ownProcess;
};

/// The symbol wasm_lockdown.
struct Lockdown {
  /// By FileGrant; then again with a file for core dumps granted.
  FilterPlace filters[2 * fileGrants];
  uint32_t writesStreams; ///< 1 if a write may meet a broken pipe.
  uint32_t padding;
  // FilterInstruction instructions[];
};

} // namespace wrt

#endif
