// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_LINK_SECCOMPPROFILE_H
#define COMPILER_LINK_SECCOMPPROFILE_H

#include "compiler/link/AllowedCalls.h"
#include "llvm/Support/raw_ostream.h"

namespace wasmc {

/// Writes a profile for container engines (OCI's linux.seccomp, which Docker,
/// podman and Kubernetes take from a file): what the functions need under any
/// grants, what the stub needs to set up, and what the engine itself needs from
/// the moment it applies the profile. All else fails with EPERM.
void writeSeccompProfile(llvm::raw_ostream &os,
                         llvm::ArrayRef<llvm::StringRef> functions,
                         llvm::Triple::ArchType arch);

} // namespace wasmc

#endif
