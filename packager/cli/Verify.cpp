// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/cli/Commands.h"
#include "packager/cli/Keys.h"
#include "packager/cli/Session.h"
#include "packager/oci/CopyGraph.h"
#include "packager/oci/Manifest.h"
#include "packager/sign/Verifier.h"
#include <cstdio>

namespace wpack {

/// One manifest whose signature is asked for, and its name for people.
struct Subject {
  Descriptor manifest;
  std::string label;
};

static std::string labelOf(const Descriptor &manifest) {
  if (manifest.platform)
    return manifest.platform->str();
  return manifest.isIndex() ? "index" : "image";
}

/// All entries that name the module they come from must name the same.
static Expected<std::string>
commonModule(const std::vector<Descriptor> &manifests) {
  std::string common;
  for (const Descriptor &manifest : manifests) {
    std::string digest = manifest.annotation(annotation::wasmDigest);
    if (digest.empty())
      continue;
    if (!common.empty() && digest != common)
      return fail("entry ", labelOf(manifest), " was made from the module ",
                  digest, ", another one from ", common);
    common = digest;
  }
  return common;
}

/// The artifact must hold the module the entries were made from.
static Status checkArtifact(ContentStore &store, const Descriptor &artifact,
                            const std::string &module) {
  Expected<std::string> bytes = store.readDocument(artifact);
  if (!bytes)
    return std::unexpected(bytes.error());
  Expected<Manifest> manifest = Manifest::parse(*bytes);
  if (!manifest)
    return inContext("Wasm artifact", manifest.error());
  bool same = manifest->layers.size() == 1 &&
              (module.empty() || manifest->layers[0].digest.str() == module);
  if (!same)
    return fail("the Wasm artifact does not hold the module ", module,
                " that the image was made from");
  return {};
}

/// Reads every blob below `root`; the store compares it with its digest.
static Status readEverything(ContentStore &store, const Descriptor &root) {
  return walkGraph(store, root, [&](const Descriptor &blob) -> Status {
    Expected<std::unique_ptr<BlobSource>> source = store.open(blob);
    if (!source)
      return std::unexpected(source.error());
    std::vector<char> buffer(256 << 10);
    while (true) {
      Expected<size_t> count = (*source)->read(buffer);
      if (!count)
        return std::unexpected(count.error());
      if (*count == 0)
        return {};
    }
  });
}

static Expected<std::vector<Subject>> findSubjects(Located &image) {
  Expected<std::vector<Descriptor>> manifests =
      signables(image.store(), image.root);
  if (!manifests)
    return std::unexpected(manifests.error());
  Expected<std::string> module = commonModule(*manifests);
  if (!module)
    return std::unexpected(module.error());
  std::vector<Subject> subjects;
  for (const Descriptor &manifest : *manifests)
    subjects.push_back({manifest, labelOf(manifest)});
  if (std::optional<Reference> name = artifactReference(image.reference)) {
    auto artifact = resolveIfPresent(image.store(), *name);
    if (!artifact)
      return std::unexpected(artifact.error());
    if (*artifact) {
      if (Status checked = checkArtifact(image.store(), **artifact, *module);
          !checked)
        return std::unexpected(checked.error());
      subjects.push_back({**artifact, "Wasm artifact"});
    }
  }
  return subjects;
}

static Expected<std::string> identityFor(const Options &options,
                                         const Reference &reference) {
  if (options.identity.empty())
    return reference.name();
  Expected<Reference> identity = Reference::parse(options.identity);
  if (!identity)
    return failAs(ErrorKind::Usage, identity.error().message);
  return identity->name();
}

Status runVerify(const Options &options) {
  Expected<PublicKey> key = loadPublicKey(options.key);
  if (!key)
    return std::unexpected(key.error());
  Expected<Located> image = locate(options);
  if (!image)
    return std::unexpected(image.error());
  Expected<std::string> identity = identityFor(options, image->reference);
  if (!identity)
    return std::unexpected(identity.error());
  Expected<std::vector<Subject>> subjects = findSubjects(*image);
  if (!subjects)
    return std::unexpected(subjects.error());

  std::string what = image->reference.familiar();
  std::string report;
  for (const Subject &subject : *subjects) {
    Expected<std::string> name = verifyManifest(
        image->store(), subject.manifest, image->reference, *identity, *key);
    if (!name)
      return inContext(concat(what, ": ", subject.label), name.error());
    report += concat("  ", subject.label, "  ", subject.manifest.digest.str(),
                     "  signed as ", *name, "\n");
    if (!image->registry)
      if (Status read = readEverything(image->store(), subject.manifest); !read)
        return inContext(what, read.error());
  }
  std::printf("verified %s@%s\n%s", what.c_str(),
              image->root.digest.str().c_str(), report.c_str());
  return {};
}

} // namespace wpack
