// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/sign/Signer.h"
#include "packager/oci/Base64.h"
#include "packager/sign/Bundle.h"
#include "packager/sign/Payload.h"
#include "packager/sign/SignatureList.h"

namespace wpack {

/// Whether `layer` is a signature of `payload` by this key.
static bool isSignedAlready(const Descriptor &layer,
                            const Descriptor &payloadBlob,
                            const std::string &payload, const PublicKey &key) {
  if (layer.digest != payloadBlob.digest)
    return false;
  Expected<std::string> signature =
      decodeBase64(layer.annotation(annotation::cosignSignature));
  return signature && key.verify(payload, *signature);
}

Expected<bool> signManifest(ContentStore &store, const Descriptor &manifest,
                            const Reference &identity, const SigningKey &key) {
  Reference named = identity;
  named.digest.reset();
  std::string payload = Payload{named.str(), manifest.digest}.serialise();
  Descriptor layer = Descriptor::of(media::simpleSigning, payload);

  auto existing = readSignatures(store, identity, manifest.digest);
  if (!existing)
    return std::unexpected(existing.error());
  std::vector<Descriptor> layers;
  if (*existing)
    layers = std::move((*existing)->layers);
  Expected<PublicKey> publicKey = key.publicKey();
  if (!publicKey)
    return std::unexpected(publicKey.error());
  for (const Descriptor &old : layers)
    if (isSignedAlready(old, layer, payload, *publicKey))
      return false;

  Expected<std::string> signature = key.sign(payload);
  if (!signature)
    return std::unexpected(signature.error());
  layer.annotations[std::string(annotation::cosignSignature)] =
      encodeBase64(*signature);
  if (Status stored = store.putBytes(layer, payload); !stored)
    return std::unexpected(stored.error());
  layers.push_back(std::move(layer));
  if (Status written =
          writeSignatures(store, identity, manifest.digest, std::move(layers));
      !written)
    return std::unexpected(written.error());
  return true;
}

Expected<bool> signByBundle(ContentStore &store, const Descriptor &manifest,
                            const Reference &identity, const SigningKey &key) {
  Reference named = identity;
  named.digest.reset();
  // The name is more than cosign writes: without it a signature of one image
  // would do for any other repository.
  Statement statement{{{named.str(), manifest.digest}},
                      std::string(signatureType),
                      Json::object()};
  return attachBundle(store, identity, manifest, statement, key);
}

} // namespace wpack
