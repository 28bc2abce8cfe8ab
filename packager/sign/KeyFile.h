// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_SIGN_KEYFILE_H
#define WPACK_SIGN_KEYFILE_H

#include "packager/sign/Key.h"

namespace wpack {

/// The private key in PEM `ENCRYPTED SIGSTORE PRIVATE KEY`, as cosign has it.
Expected<std::string> encryptKey(const PrivateKey &key,
                                 std::string_view password);

/// Whether the text is a private key that needs a password.
bool isEncryptedKey(std::string_view pem);

/// Reads both names of the encrypted form, and plain PEM `PRIVATE KEY`, for
/// which the password is ignored.
Expected<PrivateKey> decryptKey(std::string_view pem,
                                std::string_view password);

} // namespace wpack

#endif
