// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_NODE_OWNCOMMANDS_H
#define WPACK_NODE_OWNCOMMANDS_H

#include "packager/node/Settings.h"
#include <span>

namespace wpack {

/// `wasmc-oci wasm COMMAND…`: what an administrator asks of us and no runtime
/// knows. `words` begin with COMMAND.
Status runOwnCommand(const Settings &settings, std::span<char *const> words);

} // namespace wpack

#endif
