// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_CLI_REBUILD_H
#define WPACK_CLI_REBUILD_H

#include "packager/cli/Session.h"
#include "packager/sign/Key.h"

namespace wpack {

/// Compiles the portable entry again for each native entry, as the provenance
/// says that one of `keys` has signed, and compares byte for byte. Returns a
/// line for each native entry.
Expected<std::vector<std::string>>
rebuildImage(ContentStore &store, const Reference &repository,
             const Descriptor &root, const std::vector<PublicKey> &keys);

} // namespace wpack

#endif
