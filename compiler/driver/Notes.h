// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_DRIVER_NOTES_H
#define COMPILER_DRIVER_NOTES_H

#include "compiler/backend/Target.h"
#include "compiler/wasm/WasmModule.h"
#include <string>

namespace wasmc {

/// `sha256:<hex>` of some bytes.
std::string digestOf(llvm::ArrayRef<uint8_t> bytes);

/// The text of the build note of wrt/note.h. `source` is the module as it was
/// given, of which pre-initialisation may have made another.
std::string buildNoteText(const WasmModule &module,
                          llvm::ArrayRef<uint8_t> source, const Target &target,
                          OptLevel level, bool checkedMemory);

/// A value as the notes write it; `isPart` if spaces separate it from others.
std::string escapeNote(llvm::StringRef value, bool isPart);

} // namespace wasmc

#endif
