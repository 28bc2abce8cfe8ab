// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_SBOM_MODULEFACTS_H
#define WPACK_SBOM_MODULEFACTS_H

#include "packager/oci/Error.h"
#include <vector>

namespace wpack {

/// A tool, language or library that went into a module.
struct Ingredient {
  /// What the module calls it: `language`, `processed-by`, `sdk`, or `crate`.
  std::string kind;
  std::string name;
  std::string version; ///< May be empty.
};

/// What toolchains left in a module about its making: the `producers` section,
/// and the list of crates that cargo-auditable embeds as `.dep-v0`. A module
/// that says nothing gives an empty list, and so does what cannot be read: such
/// sections have no bearing on the code. `module` may be any bytes at all.
std::vector<Ingredient> readIngredients(std::string_view module);

} // namespace wpack

#endif
