// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_WASM_WASMERROR_H
#define COMPILER_WASM_WASMERROR_H

#include "llvm/Support/Error.h"
#include <cstdint>
#include <optional>
#include <string>

namespace wasmc {

/// A fault of the module given: where it is and what it is. The driver puts
/// the file's name before it.
class WasmError : public llvm::ErrorInfo<WasmError> {
public:
  static char ID;

  WasmError(uint64_t offset, const llvm::Twine &message)
      : offset(offset), message(message.str()) {}
  WasmError(uint64_t offset, uint32_t function, llvm::StringRef name,
            const llvm::Twine &message)
      : offset(offset), function(function), functionName(name),
        message(message.str()) {}

  /// `0x1a2f: func 17 "parse": i32.add expects i32, found f64`
  void log(llvm::raw_ostream &os) const override;
  std::error_code convertToErrorCode() const override {
    return llvm::inconvertibleErrorCode();
  }

private:
  uint64_t offset; ///< In the file.
  std::optional<uint32_t> function;
  std::string functionName;
  std::string message;
};

} // namespace wasmc

#endif
