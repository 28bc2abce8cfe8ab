// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A library as C sees it: what its header declares, its code defines, and both
// must call the same.

#ifndef COMPILER_LIBRARY_LIBRARYAPI_H
#define COMPILER_LIBRARY_LIBRARYAPI_H

#include "compiler/wasm/WasmModule.h"
#include "llvm/Support/Error.h"
#include <string>
#include <vector>

namespace wasmc {

/// An exported function.
struct ApiFunction {
  uint32_t index;
  std::string symbol; ///< `filter_run`
  llvm::StringRef name;
};

/// An exported global.
struct ApiGlobal {
  uint32_t index;
  std::string reader, writer; ///< No writer: it cannot change.
  llvm::StringRef name;
};

/// An imported function; the order is that of the index space.
struct ApiImport {
  uint32_t index;
  std::string field; ///< `env_log`
  llvm::StringRef module, name;
};

struct LibraryApi {
  std::string prefix; ///< Of all symbols: `filter`.
  std::vector<ApiFunction> functions;
  std::vector<ApiGlobal> globals;
  std::vector<ApiImport> imports;
  std::vector<llvm::StringRef> uncallable; ///< Exports that C cannot call.

  /// The symbol of a function that all libraries have: `filter_reset`.
  std::string symbol(llvm::StringRef function) const {
    return prefix + "_" + function.str();
  }
};

/// `text` as an identifier of C: what cannot stand in one becomes `_`.
std::string identifier(llvm::StringRef text);

/// Checks what only a library asks of a module, and finds the names. Errors are
/// WasmErrors.
llvm::Expected<LibraryApi> describeLibrary(const WasmModule &module,
                                           llvm::StringRef prefix);

} // namespace wasmc

#endif
