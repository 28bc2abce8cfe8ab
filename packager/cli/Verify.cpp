// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/cli/Commands.h"
#include "packager/cli/Rebuild.h"
#include "packager/cli/Trust.h"
#include "packager/image/AdmittedModules.h"
#include "packager/oci/CopyGraph.h"
#include "packager/oci/Manifest.h"
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

/// What is to be verified: everything, or what a signature of the index covers.
static Expected<std::vector<Subject>>
chooseSubjects(Located &image, const Options &options, const Trust &trust) {
  Expected<std::vector<Subject>> subjects = findSubjects(image);
  // Notary's tools sign what they are given and nothing below it.
  if (subjects && (options.indexOnly || trust.keys.empty()))
    subjects->resize(1, subjects->front());
  return subjects;
}

static Status verifySubject(Located &image, const Subject &subject,
                            const Trust &trust, std::string &report) {
  auto signers = verifyManifest(image.store(), subject.manifest,
                                image.reference, trust, secondsNow());
  if (!signers)
    return inContext(subject.label, signers.error());
  for (const std::string &signer : *signers)
    report += concat("  ", subject.label, "  ", subject.manifest.digest.str(),
                     "  ", signer, "\n");
  if (!image.registry)
    return readEverything(image.store(), subject.manifest);
  return {};
}

/// Notes on the node that the module of a verified image may run.
static Status admit(Located &image, const std::string &list) {
  Expected<std::vector<Descriptor>> manifests =
      signables(image.store(), image.root);
  if (!manifests)
    return std::unexpected(manifests.error());
  Expected<std::string> name = commonModule(*manifests);
  if (!name)
    return std::unexpected(name.error());
  // What a list of names says of a manifest is nothing that anybody signed.
  Expected<Digest> module = Digest::parse(image.root.isIndex() ? *name : "");
  if (!module)
    return fail("nothing is admitted: no signed index names the module");
  return admitModule(list, *module,
                     image.reference.withDigest(image.root.digest).familiar());
}

Status runVerify(const Options &options) {
  Expected<Reference> reference = parseReference(options);
  if (!reference)
    return std::unexpected(reference.error());
  auto trust = trustFor(options, *reference);
  if (!trust)
    return std::unexpected(trust.error());
  if (!*trust)
    return failAs(ErrorKind::Usage, "nobody is trusted to sign ",
                  reference->familiar(),
                  "; give --key or --notary-root, or a policy");
  Expected<Located> image = locate(options);
  if (!image)
    return std::unexpected(image.error());
  std::string what = image->reference.familiar();
  Expected<std::vector<Subject>> subjects =
      chooseSubjects(*image, options, **trust);
  if (!subjects)
    return std::unexpected(subjects.error());
  std::string report;
  for (const Subject &subject : *subjects)
    if (Status done = verifySubject(*image, subject, **trust, report); !done)
      return inContext(what, done.error());
  if (options.rebuild) {
    auto lines = rebuildImage(image->store(), image->reference, image->root,
                              (*trust)->keys);
    if (!lines)
      return inContext(what, lines.error());
    for (const std::string &line : *lines)
      report += concat("  ", line, "\n");
  }
  if (!options.admitFile.empty())
    if (Status done = admit(*image, options.admitFile); !done)
      return inContext(what, done.error());
  std::printf("verified %s@%s\n%s", what.c_str(),
              image->root.digest.str().c_str(), report.c_str());
  return {};
}

} // namespace wpack
