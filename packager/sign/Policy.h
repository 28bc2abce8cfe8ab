// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_SIGN_POLICY_H
#define WPACK_SIGN_POLICY_H

#include "packager/oci/Reference.h"
#include <vector>

namespace wpack {

/// Who must have signed the images of some repositories. Keys are files, or
/// what else key options take; certificates are PEM files of roots.
struct PolicyRule {
  std::vector<std::string> repositories; ///< `host/name`, `host/team/*`, `*`.
  std::vector<std::string> keys;
  std::vector<std::string> certificates;
  int64_t threshold = 1;
  std::string identity; ///< Empty: the repository's own name.
};

/// A policy file: the first rule that fits a repository decides.
struct Policy {
  std::vector<PolicyRule> rules;
  /// Whether images that no rule fits are refused; else their portable entry
  /// may be pulled and run.
  bool rejectOthers = false;

  /// Reads TOML. Relative paths are made relative to `directory`.
  static Expected<Policy> parse(std::string_view text,
                                const std::string &directory);
  /// The rule for this image, or null.
  const PolicyRule *find(const Reference &reference) const;
};

} // namespace wpack

#endif
