// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/cli/Build.h"
#include "packager/cli/Commands.h"
#include "packager/cli/Progress.h"
#include "packager/cli/Sign.h"
#include "packager/cli/Transfer.h"

namespace wpack {

namespace {

/// What goes to the registry for one reference.
struct Shipment {
  Reference reference;
  Descriptor root;
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
  Expected<Signing> signing = loadSigning(options);
  if (!signing)
    return std::unexpected(signing.error());
  if (!signing->isEmpty())
    if (auto made = signImage(local, reference, *root, *signing); !made)
      return std::unexpected(made.error());
  return Shipment{reference, *root};
}

/// Content that other images of the same registry have in the store is likely
/// to be there: it need not be sent again.
static MountSource mountSourceOf(LayoutStore &local, const Reference &target) {
  std::map<Digest, std::string> places;
  Expected<std::vector<LayoutStore::Entry>> images = local.list();
  if (!images)
    return nullptr;
  for (const LayoutStore::Entry &image : *images)
    if (image.reference.host == target.host &&
        image.reference.repository != target.repository)
      // What cannot be read is no place to mount from, and no error here.
      (void)walkGraph(local, image.manifest, [&](const Descriptor &blob) {
        places.try_emplace(blob.digest, image.reference.repository);
        return Status();
      });
  return [places = std::move(places)](const Digest &digest) {
    auto found = places.find(digest);
    return found == places.end() ? std::string() : found->second;
  };
}

static Status pushOne(const Options &options, LayoutStore &local,
                      RegistryStore &remote, const Reference &reference) {
  Expected<Shipment> shipment = prepare(options, local, reference);
  if (!shipment)
    return std::unexpected(shipment.error());
  remote.setMountSource(mountSourceOf(local, shipment->reference));

  // Tags come last, and that of the index after all others: whoever sees it
  // finds everything it stands for, signatures included.
  TransferReport report;
  {
    Progress progress("sending", options);
    Status copied =
        copyImage({local, shipment->reference}, {remote, shipment->reference},
                  shipment->root, false, {options.jobs, &progress}, report);
    if (!copied)
      return copied;
  }
  printTransfer(options, shipment->reference, shipment->root, report,
                {"pushed", "sent"});
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
