// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_SIGN_SIGNER_H
#define WPACK_SIGN_SIGNER_H

#include "packager/oci/ContentStore.h"
#include "packager/sign/Key.h"

namespace wpack {

/// Signs a manifest in cosign's classic form under the name `identity`, in
/// whose repository the signature is put; those of others stay. Returns false
/// if this key has already signed it under this name.
Expected<bool> signManifest(ContentStore &store, const Descriptor &manifest,
                            const Reference &identity, const SigningKey &key);

/// The same as a Sigstore bundle.
Expected<bool> signByBundle(ContentStore &store, const Descriptor &manifest,
                            const Reference &identity, const SigningKey &key);

} // namespace wpack

#endif
