// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_CLI_KEYS_H
#define WPACK_CLI_KEYS_H

#include "packager/sign/Key.h"

namespace wpack {

/// The password for a key file, from WPACK_PASSWORD or COSIGN_PASSWORD (which
/// may be empty), else from the terminal; `confirm` asks there twice.
Expected<std::string> askPassword(const std::string &file, bool confirm);

/// Asks for a line; what is typed is shown only with `echo`.
Expected<std::string> askOnTerminal(const std::string &prompt, bool echo);

/// Reads a private key, with its password if it needs one.
Expected<PrivateKey> loadPrivateKey(const std::string &path);

Expected<PublicKey> loadPublicKey(const std::string &path);

} // namespace wpack

#endif
