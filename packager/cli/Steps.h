// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_CLI_STEPS_H
#define WPACK_CLI_STEPS_H

#include "packager/cli/Session.h"
#include "packager/sign/Key.h"

namespace wpack {

// Parts of one command that are steps of another too; see also Build.h.

/// Signs the image, its entries and its artifact; returns how many signatures
/// are new. (Sign.cpp)
Expected<int> signImage(ContentStore &store, const Reference &reference,
                        const Descriptor &root, const PrivateKey &key);

} // namespace wpack

#endif
