// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_DRIVER_VERSION_H
#define COMPILER_DRIVER_VERSION_H

namespace wasmc {

/// As the project's build file states it.
constexpr char version[] = WASMC_VERSION;

} // namespace wasmc

#endif
