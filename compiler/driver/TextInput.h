// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_DRIVER_TEXTINPUT_H
#define COMPILER_DRIVER_TEXTINPUT_H

#include "llvm/Support/Error.h"
#include "llvm/Support/MemoryBuffer.h"
#include <memory>

namespace wasmc {

/// Translates a module from the text format to the binary format. Names become
/// its name section. An error begins with line and column. To be called while
/// there is one thread.
llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>>
translateText(llvm::StringRef text);

} // namespace wasmc

#endif
