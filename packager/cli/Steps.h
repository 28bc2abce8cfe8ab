// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_CLI_STEPS_H
#define WPACK_CLI_STEPS_H

#include "packager/cli/Session.h"
#include "packager/sign/Key.h"

namespace wpack {

// Parts of one command that are steps of another too.

/// Compiles, packs and puts the image into the local store under its name.
/// (Build.cpp)
Expected<Descriptor> buildIntoStore(const Options &options,
                                    const Reference &reference,
                                    LayoutStore &store);

/// Signs the image, its entries and its artifact; returns how many signatures
/// are new. (Sign.cpp)
Expected<int> signImage(ContentStore &store, const Reference &reference,
                        const Descriptor &root, const PrivateKey &key);

} // namespace wpack

#endif
