// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_OCI_REFERRERS_H
#define WPACK_OCI_REFERRERS_H

#include "packager/oci/CopyGraph.h"
#include "packager/oci/Manifest.h"

namespace wpack {

/// A manifest that names another one as its subject: an SBOM, a signature.
struct Referrer {
  Descriptor manifest;
  Manifest content;
  std::string type; ///< Its artifactType, else its config's media type.
};

/// The referrers of `subject` in the repository of `repository`. Each is read,
/// and left out if its own subject is another one: listings are often wrong.
/// So are those that cannot be parsed; more than 1000 are an error.
Expected<std::vector<Referrer>> readReferrers(ContentStore &store,
                                              const Reference &repository,
                                              const Digest &subject);

/// Copies what refers to `subject`, and what refers to that in turn.
Status copyReferrers(ContentStore &from, const Reference &repository,
                     ContentStore &to, const Digest &subject,
                     CopyReport &report, const CopyOptions &options = {});

} // namespace wpack

#endif
