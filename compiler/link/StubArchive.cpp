// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/link/StubArchive.h"

// From StubArchiveData.S.
extern "C" const char wasmcStubX86_64[], wasmcStubX86_64End[];
extern "C" const char wasmcStubAArch64[], wasmcStubAArch64End[];
extern "C" const char wasmcLibraryX86_64[], wasmcLibraryX86_64End[];
extern "C" const char wasmcLibraryAArch64[], wasmcLibraryAArch64End[];

namespace wasmc {

llvm::StringRef stubArchive(llvm::Triple::ArchType arch) {
  if (arch == llvm::Triple::aarch64)
    return {wasmcStubAArch64, size_t(wasmcStubAArch64End - wasmcStubAArch64)};
  return {wasmcStubX86_64, size_t(wasmcStubX86_64End - wasmcStubX86_64)};
}

llvm::StringRef libraryArchive(llvm::Triple::ArchType arch) {
  if (arch == llvm::Triple::aarch64)
    return {wasmcLibraryAArch64,
            size_t(wasmcLibraryAArch64End - wasmcLibraryAArch64)};
  return {wasmcLibraryX86_64,
          size_t(wasmcLibraryX86_64End - wasmcLibraryX86_64)};
}

} // namespace wasmc
