// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_SBOM_SBOM_H
#define WPACK_SBOM_SBOM_H

#include "packager/oci/Digest.h"
#include "packager/oci/Json.h"
#include "packager/sbom/ModuleFacts.h"

namespace wpack {

inline constexpr std::string_view spdxMediaType = "application/spdx+json";
inline constexpr std::string_view cycloneMediaType =
    "application/vnd.cyclonedx+json";
/// The in-toto types of statements that hold them.
inline constexpr std::string_view spdxPredicate = "https://spdx.dev/Document";
inline constexpr std::string_view cyclonePredicate =
    "https://cyclonedx.org/bom";

/// What an image consists of.
struct ImageFacts {
  std::string name;    ///< Of the program: `app`.
  std::string version; ///< May be empty.
  std::string created; ///< RFC 3339.
  Digest wasm;
  std::vector<Ingredient> ingredients; ///< Of the module.

  /// An executable: the module's code, and the runtime stub of its compiler.
  struct Native {
    std::string platform;
    std::string cpu;
    std::string compiler; ///< Version of wasmc, and so of the stub.
    Digest elf;
  };
  std::vector<Native> natives;
};

/// The same facts in the two usual forms; the result depends on them alone.
Json toSpdx(const ImageFacts &facts);
Json toCycloneDx(const ImageFacts &facts);

} // namespace wpack

#endif
