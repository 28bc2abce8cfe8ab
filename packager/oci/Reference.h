// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_OCI_REFERENCE_H
#define WPACK_OCI_REFERENCE_H

#include "packager/oci/Digest.h"
#include <optional>

namespace wpack {

/// `host[:port]/name[:tag][@digest]`, taken apart. A first component without
/// '.', ':' and other than `localhost` belongs to the name: the host is then
/// Docker Hub's, and the reference says so by `hasHost`.
struct Reference {
  std::string host; ///< With port, lower case as given: `127.0.0.1:5000`.
  std::string repository;
  std::string tag; ///< Empty if the reference has a digest only.
  std::optional<Digest> digest;
  bool hasHost = false;

  /// The tag is `latest` if there is neither tag nor digest.
  static Expected<Reference> parse(std::string_view text);

  /// `host/repository`.
  std::string name() const { return concat(host, "/", repository); }
  /// In full; parse(str()) is the same reference.
  std::string str() const;
  /// As a user would write it: without what parse adds for Docker Hub.
  std::string familiar() const;

  Reference withTag(std::string newTag) const;
  Reference withDigest(const Digest &newDigest) const;
};

} // namespace wpack

#endif
