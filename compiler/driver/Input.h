// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_DRIVER_INPUT_H
#define COMPILER_DRIVER_INPUT_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/MemoryBuffer.h"
#include <memory>

namespace wasmc {

using Buffer = std::unique_ptr<llvm::MemoryBuffer>;

/// Reads a file, or standard input if `path` is `-`. Errors do not name the
/// file.
llvm::Expected<Buffer> readFile(llvm::StringRef path);

/// Reads a module; one in the text format is translated to binary.
llvm::Expected<Buffer> readModule(llvm::StringRef path);

inline llvm::ArrayRef<uint8_t> bytesOf(const llvm::MemoryBuffer &buffer) {
  return {reinterpret_cast<const uint8_t *>(buffer.getBufferStart()),
          buffer.getBufferSize()};
}

} // namespace wasmc

#endif
