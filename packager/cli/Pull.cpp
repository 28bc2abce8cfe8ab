// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/cli/Commands.h"
#include "packager/cli/Session.h"
#include "packager/oci/CopyGraph.h"
#include "packager/sign/SignatureList.h"
#include <cstdio>

namespace wpack {

/// Everything below `root`, and the signatures of `root` and its entries.
static Status pullOne(RegistryStore &remote, LayoutStore &local,
                      const Reference &reference, const Descriptor &root,
                      CopyReport &report) {
  if (Status copied = copyGraph(remote, local, root, report); !copied)
    return copied;
  Expected<std::vector<Descriptor>> manifests = signables(local, root);
  if (!manifests)
    return std::unexpected(manifests.error());
  for (const Descriptor &manifest : *manifests)
    if (Expected<int> added =
            copySignatures(remote, local, reference, manifest.digest);
        !added)
      return std::unexpected(added.error());
  return {};
}

Status runPull(const Options &options) {
  Expected<Reference> reference = parseReference(options);
  if (!reference)
    return std::unexpected(reference.error());
  LayoutStore local = openStore(options);
  auto registry = Registry::connect(options, *reference);
  if (!registry)
    return std::unexpected(registry.error());
  RegistryStore &remote = (*registry)->store();

  Expected<Descriptor> root = remote.resolve(*reference);
  if (!root)
    return std::unexpected(root.error());
  CopyReport report;
  if (Status pulled = pullOne(remote, local, *reference, *root, report);
      !pulled)
    return pulled;
  if (std::optional<Reference> name = artifactReference(*reference)) {
    auto artifact = resolveIfPresent(remote, *name);
    if (!artifact)
      return std::unexpected(artifact.error());
    if (*artifact) {
      if (Status pulled = pullOne(remote, local, *name, **artifact, report);
          !pulled)
        return pulled;
      if (Status tagged = local.tag(**artifact, *name); !tagged)
        return tagged;
    }
  }
  if (!reference->tag.empty())
    if (Status tagged = local.tag(*root, reference->withTag(reference->tag));
        !tagged)
      return tagged;
  Reference pulled = *reference;
  pulled.digest = root->digest;
  std::printf("pulled %s (%d blobs received, %s; %d were there)\n",
              pulled.familiar().c_str(), report.copied,
              humanSize(report.bytes).c_str(), report.present);
  return {};
}

} // namespace wpack
