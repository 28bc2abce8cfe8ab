// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/cli/Commands.h"
#include "packager/cli/Keys.h"
#include "packager/cli/Steps.h"
#include "packager/oci/CopyGraph.h"
#include "packager/sign/SignatureList.h"
#include <cstdio>

namespace wpack {

namespace {

/// What goes to the registry for one reference.
struct Shipment {
  Reference reference;
  Descriptor root;
  std::optional<Reference> artifactName = {};
  std::optional<Descriptor> artifact = {};
};

} // namespace

static Expected<Shipment> prepare(const Options &options, LayoutStore &local) {
  Expected<Reference> reference = parseReference(options);
  if (!reference)
    return std::unexpected(reference.error());
  Expected<Descriptor> root = options.file.empty()
                                  ? local.resolve(*reference)
                                  : buildIntoStore(options, *reference, local);
  if (!root)
    return root.error().kind == ErrorKind::NotFound && options.file.empty()
               ? fail(root.error().message, "; build it first, or name a "
                                            "module to build")
               : std::unexpected(root.error());
  if (!options.key.empty()) {
    Expected<PrivateKey> key = loadPrivateKey(options.key);
    if (!key)
      return std::unexpected(key.error());
    Expected<int> made = signImage(local, *reference, *root, *key);
    if (!made)
      return std::unexpected(made.error());
  }
  Shipment shipment{*reference, *root, artifactReference(*reference)};
  if (shipment.artifactName) {
    auto artifact = resolveIfPresent(local, *shipment.artifactName);
    if (!artifact)
      return std::unexpected(artifact.error());
    shipment.artifact = *artifact;
  }
  return shipment;
}

static Status pushSignatures(LayoutStore &local, ContentStore &remote,
                             const Shipment &shipment, int &added) {
  Expected<std::vector<Descriptor>> manifests = signables(local, shipment.root);
  if (!manifests)
    return std::unexpected(manifests.error());
  if (shipment.artifact)
    manifests->push_back(*shipment.artifact);
  for (const Descriptor &manifest : *manifests) {
    Expected<int> copied =
        copySignatures(local, remote, shipment.reference, manifest.digest);
    if (!copied)
      return std::unexpected(copied.error());
    added += *copied;
  }
  return {};
}

Status runPush(const Options &options) {
  LayoutStore local = openStore(options);
  Expected<Shipment> shipment = prepare(options, local);
  if (!shipment)
    return std::unexpected(shipment.error());
  auto registry = Registry::connect(options, shipment->reference);
  if (!registry)
    return std::unexpected(registry.error());
  RegistryStore &remote = (*registry)->store();

  // Tags come last, and that of the index after all others: whoever sees it
  // finds everything it stands for, signatures included.
  CopyReport report;
  if (Status copied = copyGraph(local, remote, shipment->root, report); !copied)
    return copied;
  if (shipment->artifact)
    if (Status copied = copyGraph(local, remote, *shipment->artifact, report);
        !copied)
      return copied;
  int signatures = 0;
  if (Status copied = pushSignatures(local, remote, *shipment, signatures);
      !copied)
    return copied;
  if (shipment->artifact)
    if (Status tagged =
            remote.tag(*shipment->artifact, *shipment->artifactName);
        !tagged)
      return tagged;
  if (!shipment->reference.tag.empty())
    if (Status tagged = remote.tag(shipment->root, shipment->reference);
        !tagged)
      return tagged;
  Reference pushed = shipment->reference;
  pushed.digest = shipment->root.digest;
  std::printf("pushed %s (%d blobs sent, %s; %d were there; %d signatures "
              "added)\n",
              pushed.familiar().c_str(), report.copied,
              humanSize(report.bytes).c_str(), report.present, signatures);
  return {};
}

} // namespace wpack
