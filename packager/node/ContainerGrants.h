// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_NODE_CONTAINERGRANTS_H
#define WPACK_NODE_CONTAINERGRANTS_H

#include "packager/node/Bundle.h"

namespace wpack {

/// Grants of a container in the words of `wpack run`, separated by spaces:
/// `--dir=/cache --tcp-listen=0.0.0.0:8080`.
inline constexpr std::string_view grantsAnnotation = "io.wpack.grants";

/// What a container's description grants the program in it, as lines of
/// wrt::grantsVariable: the environment, each mounted directory under its name
/// in the container (read-only if mounted so), the working directory if it lies
/// in one of them, and what the annotation says. The rest of the root file
/// system is not granted. Errors name the annotation.
Expected<std::string> containerGrants(const Bundle &bundle);

} // namespace wpack

#endif
