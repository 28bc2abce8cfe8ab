// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_SIGN_NOTARY_H
#define WPACK_SIGN_NOTARY_H

#include "packager/oci/ContentStore.h"
#include "packager/sign/Certificate.h"

namespace wpack {

inline constexpr std::string_view notaryType =
    "application/vnd.cncf.notary.signature";

/// A Notary signature in its JWS form, for `manifest`. `chain` begins with the
/// certificate of `key` and ends with its root. `time` is when it is made.
Expected<std::string> makeNotarySignature(const Descriptor &manifest,
                                          const SigningKey &key,
                                          const std::vector<Certificate> &chain,
                                          int64_t time);

/// Checks such a signature: made for this very manifest, by a key whose chain
/// ends in one of `roots`, not expired at `now`. Returns the signer's subject.
Expected<std::string>
verifyNotarySignature(std::string_view envelope, const Descriptor &manifest,
                      const std::vector<Certificate> &roots, int64_t now);

/// Signs `manifest` and makes the signature its referrer. Returns false if this
/// certificate has signed it there already.
Expected<bool>
attachNotarySignature(ContentStore &store, const Reference &repository,
                      const Descriptor &manifest, const SigningKey &key,
                      const std::vector<Certificate> &chain, int64_t time);

/// The envelopes of Notary signatures on `manifest`, as they are.
Expected<std::vector<std::string>>
readNotarySignatures(ContentStore &store, const Reference &repository,
                     const Digest &manifest);

} // namespace wpack

#endif
