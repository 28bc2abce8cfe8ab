// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/sign/SignatureList.h"
#include <algorithm>

namespace wpack {

Reference signatureTag(const Reference &repository,
                       const Digest &signedDigest) {
  return repository.withTag(
      concat(signedDigest.algorithm(), "-", signedDigest.hex(), ".sig"));
}

Expected<std::optional<Manifest>> readSignatures(ContentStore &store,
                                                 const Reference &repository,
                                                 const Digest &signedDigest) {
  Reference tag = signatureTag(repository, signedDigest);
  Expected<Descriptor> found = store.resolve(tag);
  if (!found && found.error().kind == ErrorKind::NotFound)
    return std::nullopt;
  if (!found)
    return std::unexpected(found.error());
  if (found->isIndex())
    return fail(tag.str(), ": an index where signatures are expected");
  Expected<std::string> bytes = store.readDocument(*found);
  if (!bytes)
    return std::unexpected(bytes.error());
  Expected<Manifest> manifest = Manifest::parse(*bytes);
  if (!manifest)
    return inContext(tag.str(), manifest.error());
  return std::move(*manifest);
}

Status writeSignatures(ContentStore &store, const Reference &repository,
                       const Digest &signedDigest,
                       std::vector<Descriptor> layers) {
  Json diffIds = Json::array();
  for (const Descriptor &layer : layers)
    diffIds.push(layer.digest.str());
  // Verifiers want an image config, and do not look into it.
  Json json = Json::object();
  json.set("architecture", "");
  json.set("os", "");
  json.set("config", Json::object());
  json.set(
      "rootfs",
      Json::object().set("type", "layers").set("diff_ids", std::move(diffIds)));
  std::string config = json.dump();
  Manifest manifest{Descriptor::of(media::config, config), std::move(layers)};
  std::string bytes = manifest.serialise();
  Descriptor root = Descriptor::of(media::manifest, bytes);
  if (Status stored = store.putBytes(manifest.config, config); !stored)
    return stored;
  if (Status stored = store.putBytes(root, bytes); !stored)
    return stored;
  return store.tag(root, signatureTag(repository, signedDigest));
}

/// The same payload may be signed by several keys.
static bool isSameSignature(const Descriptor &a, const Descriptor &b) {
  return a.digest == b.digest && a.annotation(annotation::cosignSignature) ==
                                     b.annotation(annotation::cosignSignature);
}

Expected<int> copySignatures(ContentStore &from,
                             const Reference &fromRepository, ContentStore &to,
                             const Reference &toRepository,
                             const Digest &signedDigest) {
  auto source = readSignatures(from, fromRepository, signedDigest);
  if (!source || !*source)
    return source ? Expected<int>(0) : std::unexpected(source.error());
  auto target = readSignatures(to, toRepository, signedDigest);
  if (!target)
    return std::unexpected(target.error());
  std::vector<Descriptor> layers;
  if (*target)
    layers = (*target)->layers;
  int added = 0;
  for (const Descriptor &layer : (*source)->layers) {
    if (std::ranges::any_of(layers, [&](const Descriptor &known) {
          return isSameSignature(known, layer);
        }))
      continue;
    Expected<std::string> payload = from.readDocument(layer);
    if (!payload)
      return std::unexpected(payload.error());
    if (Status stored = to.putBytes(layer, *payload); !stored)
      return std::unexpected(stored.error());
    layers.push_back(layer);
    ++added;
  }
  if (added == 0)
    return 0;
  if (Status written =
          writeSignatures(to, toRepository, signedDigest, std::move(layers));
      !written)
    return std::unexpected(written.error());
  return added;
}

} // namespace wpack
