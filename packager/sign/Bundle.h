// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_SIGN_BUNDLE_H
#define WPACK_SIGN_BUNDLE_H

#include "packager/oci/ContentStore.h"
#include "packager/sign/Key.h"
#include "packager/sign/Statement.h"

namespace wpack {

inline constexpr std::string_view bundleMediaType =
    "application/vnd.dev.sigstore.bundle.v0.3+json";

/// A Sigstore bundle, version 0.3: a statement in a DSSE envelope.
struct Bundle {
  std::string payload; ///< The statement's bytes.
  std::vector<std::string> signatures;

  /// Signs a statement.
  static Expected<Bundle> make(std::string statement, const SigningKey &key);
  static Expected<Bundle> parse(std::string_view bytes);
  /// `key` goes into it as a hint only.
  std::string serialise(const PublicKey &key) const;
  /// Whether one of the signatures is by this key.
  bool isSignedBy(const PublicKey &key) const;
};

/// Signs the statement and makes the bundle a referrer of `subject`, in the
/// repository of `repository`. Returns false if this key has made this
/// statement there already.
Expected<bool> attachBundle(ContentStore &store, const Reference &repository,
                            const Descriptor &subject,
                            const Statement &statement, const SigningKey &key);

/// Makes a document a referrer of `subject`, of the document's own type: found
/// by scanners, believed by nobody. Does nothing if it is there already.
Status attachDocument(ContentStore &store, const Descriptor &subject,
                      std::string_view mediaType, std::string_view bytes,
                      const std::string &title);

/// The statements in bundles on `subject`, as they are.
Expected<std::vector<Bundle>> readBundles(ContentStore &store,
                                          const Reference &repository,
                                          const Digest &subject);

/// The statements about `subject` of this type that one of `keys` has signed
/// there. Bundles of others are passed over.
Expected<std::vector<Statement>>
readStatements(ContentStore &store, const Reference &repository,
               const Digest &subject, std::string_view predicateType,
               const std::vector<PublicKey> &keys);

} // namespace wpack

#endif
