// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_CLI_SIGNOPTIONS_H
#define WPACK_CLI_SIGNOPTIONS_H

#include "packager/cli/Options.h"

namespace CLI {
class App;
}

namespace wpack {

/// The options of `sign` and `push` that say with what to sign; `keyOption` is
/// what the one for cosign's key is called there.
void addSigningOptions(CLI::App &app, Options &options, const char *keyOption);

/// The options of `pull`, `run` and `verify` that say whom to trust.
void addTrustOptions(CLI::App &app, Options &options);

} // namespace wpack

#endif
