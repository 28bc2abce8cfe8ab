// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_CLI_KEYS_H
#define WPACK_CLI_KEYS_H

#include "packager/sign/Certificate.h"
#include "packager/sign/Key.h"

namespace wpack {

/// The password for a key file, from WPACK_PASSWORD or COSIGN_PASSWORD (which
/// may be empty), else from the terminal; `confirm` asks there twice.
Expected<std::string> askPassword(const std::string &file, bool confirm);

/// Asks for a line; what is typed is shown only with `echo`.
Expected<std::string> askOnTerminal(const std::string &prompt, bool echo);

/// Opens a private key: a PEM file, `env://NAME` for PEM in a variable, or a
/// `pkcs11:` URI. Asks for its password or PIN if it needs one.
Expected<std::unique_ptr<SigningKey>> loadSigningKey(const std::string &name);

/// Reads a public key from the same places.
Expected<PublicKey> loadPublicKey(const std::string &name);

/// Reads all certificates of a PEM file.
Expected<std::vector<Certificate>> loadCertificates(const std::string &path);

} // namespace wpack

#endif
