// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef TEST_SPEC_SPECTEST_H
#define TEST_SPEC_SPECTEST_H

#include "llvm/Support/MemoryBuffer.h"
#include <memory>

namespace spec {

/// The module that scripts import as `spectest`, in the binary format: being a
/// module like others, it needs no host functions.
std::unique_ptr<llvm::MemoryBuffer> makeSpectest();

} // namespace spec

#endif
