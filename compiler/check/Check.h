// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_CHECK_CHECK_H
#define COMPILER_CHECK_CHECK_H

#include "compiler/check/Violation.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/MemoryBufferRef.h"
#include "llvm/TargetParser/Triple.h"

namespace wasmc {

/// Verifies that the executable consists of the stub in `stubArchive`, as the
/// target wants it, and of code that cannot leave the sandbox; docs/security.md
/// says what that is. Fails for what is no executable at all. Errors do not
/// name the file.
llvm::Expected<Violations> checkExecutable(
    llvm::MemoryBufferRef file,
    llvm::function_ref<llvm::StringRef(llvm::Triple::ArchType)> stubArchive);

} // namespace wasmc

#endif
