// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_SIGN_SIGNATURELIST_H
#define WPACK_SIGN_SIGNATURELIST_H

#include "packager/oci/ContentStore.h"
#include "packager/oci/Manifest.h"

namespace wpack {

/// The tag under which the signatures of a manifest lie, in its repository.
Reference signatureTag(const Reference &repository, const Digest &signedDigest);

/// The manifest whose layers are the signatures of `signedDigest`; nothing if
/// there are none.
Expected<std::optional<Manifest>> readSignatures(ContentStore &store,
                                                 const Reference &repository,
                                                 const Digest &signedDigest);

/// Lets `layers`, whose payloads are in the store, be the signatures.
Status writeSignatures(ContentStore &store, const Reference &repository,
                       const Digest &signedDigest,
                       std::vector<Descriptor> layers);

/// Adds the signatures in `from` to those in `to`, and leaves the others there.
/// Returns how many are new.
Expected<int> copySignatures(ContentStore &from,
                             const Reference &fromRepository, ContentStore &to,
                             const Reference &toRepository,
                             const Digest &signedDigest);

} // namespace wpack

#endif
