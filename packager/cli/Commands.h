// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_CLI_COMMANDS_H
#define WPACK_CLI_COMMANDS_H

#include "packager/cli/Options.h"
#include "packager/oci/Error.h"

namespace wpack {

// One function per command, each in the file of its name. They print their
// result to standard output and return errors for main to print.

Status runInit(const Options &options);
Status runBuild(const Options &options);
Status runPush(const Options &options);
Status runPull(const Options &options);
/// Returns only if the program could not be started.
Status runRun(const Options &options);
Status runInspect(const Options &options);
Status runList(const Options &options);
Status runKeyGenerate(const Options &options);
Status runSign(const Options &options);
Status runVerify(const Options &options);
Status runCopy(const Options &options);
Status runTag(const Options &options);
Status runUntag(const Options &options);
Status runRemove(const Options &options);
Status runCollectGarbage(const Options &options);
Status runCheckStore(const Options &options);
Status runLogin(const Options &options);
Status runLogout(const Options &options);
Status runKubernetes(const Options &options);
Status runResolve(const Options &options);

} // namespace wpack

#endif
