// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/cli/Commands.h"
#include "packager/cli/Keys.h"
#include "packager/cli/Steps.h"
#include "packager/sign/Signer.h"
#include <cstdio>

namespace wpack {

Expected<int> signImage(ContentStore &store, const Reference &reference,
                        const Descriptor &root, const PrivateKey &key) {
  int made = 0;
  auto signOne = [&](const Descriptor &manifest,
                     const Reference &identity) -> Status {
    Expected<bool> added = signManifest(store, manifest, identity, key);
    if (!added)
      return std::unexpected(added.error());
    made += *added;
    return {};
  };
  // The index alone would do for cosign; engines look at the entry they run.
  Expected<std::vector<Descriptor>> manifests = signables(store, root);
  if (!manifests)
    return std::unexpected(manifests.error());
  for (const Descriptor &manifest : *manifests)
    if (Status done = signOne(manifest, reference); !done)
      return std::unexpected(done.error());
  if (std::optional<Reference> name = artifactReference(reference)) {
    auto artifact = resolveIfPresent(store, *name);
    if (!artifact)
      return std::unexpected(artifact.error());
    if (*artifact)
      if (Status done = signOne(**artifact, *name); !done)
        return std::unexpected(done.error());
  }
  return made;
}

Status runSign(const Options &options) {
  Expected<Located> image = locate(options);
  if (!image)
    return std::unexpected(image.error());
  Expected<PrivateKey> key = loadPrivateKey(options.key);
  if (!key)
    return std::unexpected(key.error());
  Expected<int> made =
      signImage(image->store(), image->reference, image->root, *key);
  if (!made)
    return std::unexpected(made.error());
  std::printf("signed %s@%s in %s (%d signatures added)\n",
              image->reference.familiar().c_str(),
              image->root.digest.str().c_str(),
              image->store().describe().c_str(), *made);
  return {};
}

} // namespace wpack
