// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_SIGN_VERIFIER_H
#define WPACK_SIGN_VERIFIER_H

#include "packager/oci/ContentStore.h"
#include "packager/sign/Key.h"

namespace wpack {

/// Succeeds if at least one signature of the manifest is by `key`, names this
/// very digest, and was made for the repository `identity` (`host/name`): a
/// signed image must not pass for another one signed by the same key. Returns
/// the full name it was signed under. The error says what was wrong with the
/// signatures that are there.
Expected<std::string> verifyManifest(ContentStore &store,
                                     const Descriptor &manifest,
                                     const Reference &repository,
                                     const std::string &identity,
                                     const PublicKey &key);

} // namespace wpack

#endif
