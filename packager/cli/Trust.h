// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_CLI_TRUST_H
#define WPACK_CLI_TRUST_H

#include "packager/cli/Session.h"
#include "packager/sign/Verifier.h"

namespace wpack {

/// Whom the options, else the policy file, trust to sign this image; nothing if
/// neither says anything about it. An error if the policy refuses it.
Expected<std::optional<Trust>> trustFor(const Options &options,
                                        const Reference &reference);

/// Refuses an image that is not signed as trustFor wants it. Returns whether
/// somebody who is trusted has signed it. A signature of an index covers its
/// entries, which it names by digest.
Expected<bool> admit(const Options &options, ContentStore &store,
                     const Reference &reference, const Descriptor &root);

/// Seconds since 1970.
int64_t secondsNow();

} // namespace wpack

#endif
