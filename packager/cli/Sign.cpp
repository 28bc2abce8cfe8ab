// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/cli/Sign.h"
#include "packager/cli/Attest.h"
#include "packager/cli/Commands.h"
#include "packager/cli/Keys.h"
#include "packager/cli/Trust.h"
#include "packager/sign/Notary.h"
#include "packager/sign/Signer.h"
#include <cstdio>

namespace wpack {

Expected<Signing> loadSigning(const Options &options) {
  Signing signing;
  signing.classic = options.signatureForm != "bundle";
  signing.bundle = options.signatureForm != "classic";
  signing.attest = signing.bundle && !options.noAttestation;
  if (!options.key.empty()) {
    auto key = loadSigningKey(options.key);
    if (!key)
      return std::unexpected(key.error());
    signing.key = std::move(*key);
  }
  if (options.notaryKey.empty())
    return signing;
  auto key = loadSigningKey(options.notaryKey);
  if (!key)
    return std::unexpected(key.error());
  Expected<std::vector<Certificate>> chain =
      loadCertificates(options.notaryCertificate);
  if (!chain)
    return std::unexpected(chain.error());
  Expected<PublicKey> publicKey = (*key)->publicKey();
  if (!publicKey)
    return std::unexpected(publicKey.error());
  if (!chain->front().isKeyOf(*publicKey))
    return fail(options.notaryCertificate,
                ": its first certificate is not of "
                "the key ",
                options.notaryKey);
  if (Status fit = checkSigningCertificate(chain->front()); !fit)
    return inContext(options.notaryCertificate, fit.error());
  signing.notaryKey = std::move(*key);
  signing.notaryChain = std::move(*chain);
  return signing;
}

/// Signs one manifest in all forms; returns how many signatures are new.
static Expected<int> signOne(ContentStore &store, const Descriptor &manifest,
                             const Reference &identity,
                             const Signing &signing) {
  int made = 0;
  if (signing.key && signing.bundle) {
    Expected<bool> added =
        signByBundle(store, manifest, identity, *signing.key);
    if (!added)
      return std::unexpected(added.error());
    made += *added;
  }
  if (signing.key && signing.classic) {
    Expected<bool> added =
        signManifest(store, manifest, identity, *signing.key);
    if (!added)
      return std::unexpected(added.error());
    made += *added;
  }
  if (signing.notaryKey) {
    Expected<bool> added =
        attachNotarySignature(store, identity, manifest, *signing.notaryKey,
                              signing.notaryChain, secondsNow());
    if (!added)
      return std::unexpected(added.error());
    made += *added;
  }
  return made;
}

Expected<SignReport> signImage(ContentStore &store, const Reference &reference,
                               const Descriptor &root, const Signing &signing) {
  SignReport report;
  // What is stated about the image comes before its signature.
  if (signing.key && signing.attest) {
    Expected<int> made = attestImage(store, reference, root, *signing.key);
    if (!made)
      return std::unexpected(made.error());
    report.attestations = *made;
  }
  // The index alone would do for cosign; engines look at the entry they run.
  Expected<std::vector<Descriptor>> manifests = signables(store, root);
  if (!manifests)
    return std::unexpected(manifests.error());
  std::vector<std::pair<Descriptor, Reference>> subjects;
  for (const Descriptor &manifest : *manifests)
    subjects.emplace_back(manifest, reference);
  if (std::optional<Reference> name = artifactReference(reference)) {
    auto artifact = resolveIfPresent(store, *name);
    if (!artifact)
      return std::unexpected(artifact.error());
    if (*artifact)
      subjects.emplace_back(**artifact, *name);
  }
  for (const auto &[manifest, identity] : subjects) {
    Expected<int> made = signOne(store, manifest, identity, signing);
    if (!made)
      return std::unexpected(made.error());
    report.signatures += *made;
  }
  return report;
}

Status runSign(const Options &options) {
  if (options.key.empty() && options.notaryKey.empty())
    return failAs(ErrorKind::Usage, "nothing to sign with; give --key or "
                                    "--notary-key");
  Expected<Located> image = locate(options);
  if (!image)
    return std::unexpected(image.error());
  Expected<Signing> signing = loadSigning(options);
  if (!signing)
    return std::unexpected(signing.error());
  Expected<SignReport> report =
      signImage(image->store(), image->reference, image->root, *signing);
  if (!report)
    return std::unexpected(report.error());
  std::printf("signed %s@%s in %s (%d signatures, %d attestations added)\n",
              image->reference.familiar().c_str(),
              image->root.digest.str().c_str(),
              image->store().describe().c_str(), report->signatures,
              report->attestations);
  return {};
}

} // namespace wpack
