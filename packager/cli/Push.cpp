// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/cli/Build.h"
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

/// Builds if a module is given, or if the project here is about this image.
static Expected<std::vector<Reference>> buildIfWanted(const Options &options,
                                                      LayoutStore &local) {
  Expected<Reference> reference = parseReference(options);
  if (!reference)
    return std::unexpected(reference.error());
  bool wanted = !options.project.module.empty();
  if (!wanted && hasProject(options)) {
    Expected<Project> project = loadProject(options);
    if (!project)
      return std::unexpected(project.error());
    Expected<Reference> own = Reference::parse(project->reference);
    auto present = resolveIfPresent(local, *reference);
    if (!present)
      return std::unexpected(present.error());
    wanted = !*present || (own && own->name() == reference->name());
  }
  std::vector<Reference> references;
  if (!wanted)
    return withLevels(local, *reference);
  Expected<Project> project = loadProject(options);
  if (!project)
    return std::unexpected(project.error());
  auto products = buildIntoStore(*project, *reference, local);
  if (!products)
    return std::unexpected(products.error());
  std::optional<Reference> artifact = artifactReference(*reference);
  for (const Product &product : *products)
    if (!artifact || product.reference.str() != artifact->str())
      references.push_back(product.reference);
  return references;
}

static Expected<Shipment> prepare(const Options &options, LayoutStore &local,
                                  const Reference &reference) {
  Expected<Descriptor> root = local.resolve(reference);
  if (!root)
    return root.error().kind == ErrorKind::NotFound
               ? fail(root.error().message, "; build it first, or name a "
                                            "module to build")
               : std::unexpected(root.error());
  if (!options.key.empty()) {
    Expected<PrivateKey> key = loadPrivateKey(options.key);
    if (!key)
      return std::unexpected(key.error());
    Expected<int> made = signImage(local, reference, *root, *key);
    if (!made)
      return std::unexpected(made.error());
  }
  Shipment shipment{reference, *root, artifactReference(reference)};
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

static Status pushOne(const Options &options, LayoutStore &local,
                      RegistryStore &remote, const Reference &reference) {
  Expected<Shipment> shipment = prepare(options, local, reference);
  if (!shipment)
    return std::unexpected(shipment.error());

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

Status runPush(const Options &options) {
  LayoutStore local = openStore(options);
  auto references = buildIfWanted(options, local);
  if (!references)
    return std::unexpected(references.error());
  auto registry = Registry::connect(options, references->front());
  if (!registry)
    return std::unexpected(registry.error());
  for (const Reference &reference : *references)
    if (Status pushed =
            pushOne(options, local, (*registry)->store(), reference);
        !pushed)
      return pushed;
  return {};
}

} // namespace wpack
