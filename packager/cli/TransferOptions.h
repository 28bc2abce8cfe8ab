// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_CLI_TRANSFEROPTIONS_H
#define WPACK_CLI_TRANSFEROPTIONS_H

#include "packager/cli/Options.h"

namespace CLI {
class App;
}

namespace wpack {

// Options that several commands share, and the commands about where images are.
// May throw what CLI11 throws.

void addStore(CLI::App *app, Options &options);
/// How to reach a registry, and with what credentials.
void addRegistry(CLI::App *app, Options &options);
/// How to transfer, and what to say about it.
void addTransfer(CLI::App *app, Options &options);

/// cp, tag, untag, rm, gc, fsck, login, logout.
void addTransferCommands(CLI::App &app, Options &options);

} // namespace wpack

#endif
