// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_CLI_DEPLOYOPTIONS_H
#define WPACK_CLI_DEPLOYOPTIONS_H

#include "packager/cli/Options.h"

namespace CLI {
class App;
}

namespace wpack {

/// The commands k8s and resolve.
void addDeployCommands(CLI::App &app, Options &options);

} // namespace wpack

#endif
