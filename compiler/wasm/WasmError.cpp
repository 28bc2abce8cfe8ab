// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/wasm/WasmError.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"

namespace wasmc {

char WasmError::ID = 0;

/// Longest part of a name that an error shows: names come from the module and
/// can be of any length.
static constexpr size_t shownName = 120;

void WasmError::log(llvm::raw_ostream &os) const {
  os << llvm::format_hex(offset, 1) << ": ";
  if (function) {
    os << "func " << *function;
    if (!functionName.empty()) {
      llvm::StringRef name(functionName);
      os << " \"";
      os.write_escaped(name.take_front(shownName));
      os << (name.size() > shownName ? "...\"" : "\"");
    }
    os << ": ";
  }
  os << message;
}

} // namespace wasmc
