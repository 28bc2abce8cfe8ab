// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A policy marked `final` is a ceiling: grants of a run choose from what it
// grants and cannot add to it.

#ifndef WRT_CEILING_H
#define WRT_CEILING_H

#include "runtime-stub/policy.h"

namespace wrt {

/// Whether the executable's policy grants at least what `grant` of a run does.
/// For directories see capDirectory; sizes and times are compared where they
/// are read. What is not known here is not covered.
bool isCovered(const Grant &grant);

/// Finds a directory of the executable's policy that covers the one a run asks
/// for: the same name for the guest, no less access, and the same host path or
/// one that leads to it. `host` becomes the policy's path and `below` what the
/// run's has behind it, which must be resolved beneath. All stay encoded. False
/// if there is none.
bool capDirectory(Span &host, Span guest, bool readOnly, Span &below);

} // namespace wrt

#endif
