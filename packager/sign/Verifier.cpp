// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/sign/Verifier.h"
#include "packager/oci/Base64.h"
#include "packager/sign/Payload.h"
#include "packager/sign/SignatureList.h"

namespace wpack {

/// More signatures than this on one manifest are not looked at: each costs a
/// download and a check.
static constexpr size_t maxSignatures = 100;

/// One signature's check: the name it was made under, or what is wrong.
static Expected<std::string>
verifyLayer(ContentStore &store, const Descriptor &layer, const Digest &digest,
            const std::string &identity, const PublicKey &key) {
  if (layer.mediaType != media::simpleSigning)
    return fail("not a cosign signature");
  Expected<std::string> signature =
      decodeBase64(layer.annotation(annotation::cosignSignature));
  if (!signature)
    return fail("its signature is no base64");
  Expected<std::string> payload = store.readDocument(layer);
  if (!payload)
    return std::unexpected(payload.error());
  // First the signature: nothing is believed, or even parsed, before.
  if (!key.verify(*payload, *signature))
    return fail("made by another key, or altered");
  Expected<Payload> facts = Payload::parse(*payload);
  if (!facts)
    return std::unexpected(facts.error());
  if (facts->manifestDigest != digest)
    return fail("made for another image, ", facts->manifestDigest.str());
  Expected<Reference> named = Reference::parse(facts->dockerReference);
  if (!named || named->name() != identity)
    return fail("made for the name '", facts->dockerReference, "', not for ",
                identity, " (see --identity)");
  return facts->dockerReference;
}

Expected<std::string> verifyManifest(ContentStore &store,
                                     const Descriptor &manifest,
                                     const Reference &repository,
                                     const std::string &identity,
                                     const PublicKey &key) {
  auto signatures = readSignatures(store, repository, manifest.digest);
  if (!signatures)
    return std::unexpected(signatures.error());
  if (!*signatures || (*signatures)->layers.empty())
    return fail(manifest.digest.str(), " is not signed");
  std::string reason;
  size_t looked = 0;
  for (const Descriptor &layer : (*signatures)->layers) {
    if (++looked > maxSignatures)
      break;
    Expected<std::string> name =
        verifyLayer(store, layer, manifest.digest, identity, key);
    if (name)
      return name;
    reason = name.error().message;
  }
  return fail(manifest.digest.str(), ": none of its ",
              (*signatures)->layers.size(), " signature(s) is valid: ", reason);
}

} // namespace wpack
