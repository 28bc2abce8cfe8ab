// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_SIGN_PKCS11_H
#define WPACK_SIGN_PKCS11_H

#include "packager/sign/Key.h"

namespace wpack {

/// A key in a hardware token or its like, named by a URI of RFC 7512:
/// `pkcs11:token=T;object=O?module-path=/usr/lib/x.so&pin-value=1234`. Its
/// secret never leaves the token. `pin` is used if the URI has none. The module
/// is loaded into this process and must be trusted like it.
Expected<std::unique_ptr<SigningKey>> openTokenKey(const std::string &uri,
                                                   const std::string &pin);

/// The public key that a URI names.
Expected<PublicKey> readTokenPublicKey(const std::string &uri,
                                       const std::string &pin);

} // namespace wpack

#endif
