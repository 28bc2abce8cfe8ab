// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_REGISTRY_CREDENTIALHELPER_H
#define WPACK_REGISTRY_CREDENTIALHELPER_H

#include "packager/registry/Credentials.h"

namespace wpack {

/// Asks the program `docker-credential-<name>` for the credentials of `server`;
/// nothing if it has none.
Expected<std::optional<Credentials>> askHelper(const std::string &name,
                                               const std::string &server);

/// Lets it keep credentials.
Status tellHelper(const std::string &name, const std::string &server,
                  const Credentials &credentials);

/// Lets it forget them; returns whether it had any.
Expected<bool> eraseInHelper(const std::string &name,
                             const std::string &server);

} // namespace wpack

#endif
