// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_SIGN_VERIFIER_H
#define WPACK_SIGN_VERIFIER_H

#include "packager/oci/ContentStore.h"
#include "packager/sign/Certificate.h"
#include "packager/sign/Key.h"

namespace wpack {

/// Who must have signed something.
struct Trust {
  std::vector<PublicKey> keys;
  std::vector<Certificate> roots; ///< Of those who sign in Notary's form.
  /// How many of the keys and roots must have signed.
  size_t threshold = 1;
  /// The repository, `host/name`, that signatures must be made for: a signed
  /// image must not pass for another one signed by the same key. `*` is any.
  std::string identity;
  /// Whether a bundle that names no repository will do, as when the image was
  /// asked for by digest. (Notary's form never names one: whoever trusts a root
  /// for a repository trusts it for all that it signs.)
  bool nameless = false;
};

/// Succeeds if enough of those who are trusted have signed the manifest, in
/// cosign's classic form, in a bundle, or in Notary's form. Only a statement
/// that is nothing but a signature counts: provenance is none. Returns a line
/// for each signer. The error says what was wrong with the signatures that are
/// there. `now` is in seconds since 1970.
Expected<std::vector<std::string>>
verifyManifest(ContentStore &store, const Descriptor &manifest,
               const Reference &repository, const Trust &trust, int64_t now);

} // namespace wpack

#endif
