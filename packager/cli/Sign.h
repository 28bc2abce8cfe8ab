// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_CLI_SIGN_H
#define WPACK_CLI_SIGN_H

#include "packager/cli/Session.h"
#include "packager/sign/Certificate.h"
#include "packager/sign/Key.h"

namespace wpack {

/// With what, and in which forms, something is to be signed.
struct Signing {
  std::unique_ptr<SigningKey> key; ///< Null: not in cosign's forms.
  bool classic = true;
  bool bundle = true;
  bool attest = true;
  std::unique_ptr<SigningKey> notaryKey; ///< Null: not in Notary's form.
  std::vector<Certificate> notaryChain;

  bool isEmpty() const { return !key && !notaryKey; }
};

/// What the options ask for, with the keys loaded.
Expected<Signing> loadSigning(const Options &options);

struct SignReport {
  int signatures = 0; ///< That were not there before.
  int attestations = 0;
};

/// Attests and signs the image, its entries and its artifact.
Expected<SignReport> signImage(ContentStore &store, const Reference &reference,
                               const Descriptor &root, const Signing &signing);

} // namespace wpack

#endif
