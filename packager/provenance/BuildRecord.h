// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_PROVENANCE_BUILDRECORD_H
#define WPACK_PROVENANCE_BUILDRECORD_H

#include "packager/oci/Digest.h"
#include "packager/oci/Json.h"

namespace wpack {

/// One run of wasmc: all that is needed to repeat it and get the same bytes.
struct BuildRecord {
  Digest elf;                     ///< Of what came out.
  Digest wasm;                    ///< Of the module.
  std::string compiler;           ///< Version of wasmc.
  std::string target;             ///< `x86_64-linux`.
  std::string cpu;                ///< The level the code needs.
  std::string level;              ///< `O2`.
  std::vector<std::string> flags; ///< Further ones, in their order.

  /// The predicate of a SLSA provenance 1 statement about `elf`.
  Json toPredicate() const;
  /// The reverse, from any document. Its flags are not yet checked.
  static Expected<BuildRecord> fromPredicate(const Json &predicate);
};

/// The in-toto type of the predicate, and our own of the build.
inline constexpr std::string_view provenanceType =
    "https://slsa.dev/provenance/v1";
inline constexpr std::string_view wasmcBuildType = "urn:wpack:wasmc-build:1";

/// What was compiled on this machine by this user: a directory with a file for
/// each executable, named by its digest. It lies outside of any store, which
/// may come from others.
class BuildLedger {
public:
  explicit BuildLedger(std::string directory)
      : directory(std::move(directory)) {}
  Status add(const BuildRecord &record) const;
  /// ErrorKind::NotFound if the executable was not compiled here.
  Expected<BuildRecord> find(const Digest &elf) const;

private:
  std::string pathOf(const Digest &elf) const;
  std::string directory;
};

} // namespace wpack

#endif
