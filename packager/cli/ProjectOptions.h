// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_CLI_PROJECTOPTIONS_H
#define WPACK_CLI_PROJECTOPTIONS_H

#include "packager/cli/Options.h"

namespace CLI {
class App;
}

namespace wpack {

/// The options of `build` and `push` that say what wpack.toml says too.
void addProjectOptions(CLI::App &app, Options &options);

} // namespace wpack

#endif
