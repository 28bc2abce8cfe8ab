// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_CLI_ATTEST_H
#define WPACK_CLI_ATTEST_H

#include "packager/cli/Session.h"
#include "packager/sbom/Sbom.h"
#include "packager/sign/Key.h"

namespace wpack {

/// A document about an image.
struct BillOfMaterials {
  std::string_view mediaType;
  std::string_view predicateType;
  std::string_view title;
  Json content;
};

/// What the image consists of, in both forms, read from the image itself:
/// nothing of it is taken from documents that come along.
Expected<std::vector<BillOfMaterials>> describeContents(ContentStore &store,
                                                        const Descriptor &root);

/// Makes these documents plain referrers of the image.
Status attachBills(ContentStore &store, const Descriptor &root);

/// Signs, about each native entry that was compiled here, how it was made, and
/// about the image what it consists of, if it has such a document. Returns how
/// many statements are new.
Expected<int> attestImage(ContentStore &store, const Reference &reference,
                          const Descriptor &root, const SigningKey &key);

/// The SHA-256 and the bytes of the program of an image.
struct ProgramBytes {
  Digest digest;
  std::string bytes;
};
Expected<ProgramBytes> readProgram(ContentStore &store,
                                   const Descriptor &entry);

} // namespace wpack

#endif
