// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_REGISTRY_CREDENTIALFILE_H
#define WPACK_REGISTRY_CREDENTIALFILE_H

#include "packager/registry/Credentials.h"

namespace wpack {

// Changes to files in the format of docker's config.json. What else is in them
// stays; they are replaced as a whole, readable by their owner only.

/// The first of `files` that says anything about `host`, else `otherwise`.
Expected<std::string> fileWithEntry(const std::vector<std::string> &files,
                                    const std::string &host,
                                    const std::string &otherwise);

/// Keeps credentials for a host: in the credential helper if the file names
/// one, else in the file. Returns where, for people.
Expected<std::string> keepCredentials(const std::string &file,
                                      const std::string &host,
                                      const Credentials &credentials);

/// Removes them; returns whether there were any.
Expected<bool> forgetCredentials(const std::string &file,
                                 const std::string &host);

} // namespace wpack

#endif
