// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_LINK_POLICYNOTE_H
#define COMPILER_LINK_POLICYNOTE_H

#include "llvm/Support/Error.h"
#include "llvm/Support/MemoryBufferRef.h"
#include <string>

namespace wasmc {

/// The descriptor of the policy note within an executable's bytes.
struct PolicyNote {
  uint64_t offset;   ///< In the file.
  uint64_t capacity; ///< Bytes there, those of the text and spare ones.
  std::string text;  ///< Without its padding.
};

/// Finds it in a file that may be anything. Only an executable of wasmc, which
/// has one build note and one policy note, gives no error.
llvm::Expected<PolicyNote> findPolicyNote(llvm::MemoryBufferRef executable);

/// The executable's bytes with another policy. An error if the note has not
/// enough room.
llvm::Expected<std::string> replacePolicy(llvm::MemoryBufferRef executable,
                                          llvm::StringRef text);

} // namespace wasmc

#endif
