// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_REGISTRY_CREDENTIALHELPER_H
#define WPACK_REGISTRY_CREDENTIALHELPER_H

#include "packager/registry/Credentials.h"

namespace wpack {

/// Asks the program `docker-credential-<name>` for the credentials of `server`;
/// nothing if it has none.
Expected<std::optional<Credentials>> askHelper(const std::string &name,
                                               const std::string &server);

} // namespace wpack

#endif
