// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_REGISTRY_CREDENTIALS_H
#define WPACK_REGISTRY_CREDENTIALS_H

#include "packager/oci/Error.h"
#include <optional>
#include <string>
#include <vector>

namespace wpack {

/// Never to be printed, nor sent anywhere but to the registry they are for and
/// to its token server.
struct Credentials {
  std::string username;
  std::string password;
  std::string refreshToken; ///< Instead of the two above if not empty.
};

struct CredentialOptions {
  std::optional<Credentials> given; ///< From the command line: first choice.
  /// Files in the format of docker's config.json; the first with an entry wins,
  /// those that do not exist are passed over.
  std::vector<std::string> files;
};

/// The credentials for a repository of a registry, if there are any. May run a
/// credential helper. A file that exists but cannot be read is an error.
Expected<std::optional<Credentials>>
findCredentials(const CredentialOptions &options, const std::string &host,
                const std::string &repository);

} // namespace wpack

#endif
