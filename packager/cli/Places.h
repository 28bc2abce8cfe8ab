// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_CLI_PLACES_H
#define WPACK_CLI_PLACES_H

#include "packager/cli/Options.h"
#include "packager/registry/HttpClient.h"

namespace wpack {

// Where the files of a user and of a machine are.

/// The variable's value, or an empty string.
std::string environmentValue(const char *name);

/// The variable's value, or a path below the home directory.
std::string orHome(const char *variable, const char *belowHome);

/// The files that may hold credentials, the first choice first.
std::vector<std::string> credentialFiles(const Options &options);

/// Whom to trust as `host`, and what certificate to show it: from the options,
/// else from `certs.d/HOST` below the configuration directories of container
/// tools: `*.crt`, and a pair `*.cert` and `*.key`.
Expected<TlsOptions> findTrust(const Options &options, const std::string &host);

} // namespace wpack

#endif
