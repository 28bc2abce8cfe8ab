// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_SIGN_STATEMENT_H
#define WPACK_SIGN_STATEMENT_H

#include "packager/oci/Digest.h"
#include "packager/oci/Json.h"

namespace wpack {

/// The predicate of a statement that is a signature and says nothing else.
inline constexpr std::string_view signatureType =
    "https://sigstore.dev/cosign/sign/v1";

/// An in-toto statement, version 1: something said about some content.
struct Statement {
  struct Subject {
    std::string name; ///< May be empty.
    Digest digest;
  };
  std::vector<Subject> subjects;
  std::string predicateType;
  Json predicate;

  /// Only the bytes as they were signed count; these facts are read from them.
  static Expected<Statement> parse(std::string_view bytes);
  std::string serialise() const;
  /// The subject with this digest, or null.
  const Subject *find(const Digest &digest) const;
};

} // namespace wpack

#endif
