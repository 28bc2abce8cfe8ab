// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// untag takes names away, rm also what they stood for.

#include "packager/cli/Commands.h"
#include "packager/cli/Session.h"
#include <cstdio>

namespace wpack {

static Expected<std::vector<Reference>> parseAll(const Options &options) {
  std::vector<Reference> references;
  for (const std::string &text : options.references) {
    Expected<Reference> reference = Reference::parse(text);
    if (!reference)
      return failAs(ErrorKind::Usage, reference.error().message);
    references.push_back(std::move(*reference));
  }
  return references;
}

static Status untagInStore(LayoutStore &store, const Reference &reference) {
  if (reference.tag.empty() || reference.digest)
    return failAs(ErrorKind::Usage, "reference '", reference.familiar(),
                  "' is no name; say which tag to take away");
  Expected<bool> removed = store.untag(reference);
  if (!removed)
    return std::unexpected(removed.error());
  if (!*removed)
    return failAs(ErrorKind::NotFound, "no image ", reference.familiar(),
                  " in ", store.describe());
  return {};
}

/// The name `-wasm` goes with the image's.
static Status untagImage(LayoutStore &store, const Reference &reference) {
  if (Status untagged = untagInStore(store, reference); !untagged)
    return untagged;
  if (std::optional<Reference> artifact = artifactReference(reference))
    if (Expected<bool> removed = store.untag(*artifact); !removed)
      return std::unexpected(removed.error());
  return {};
}

Status runUntag(const Options &options) {
  Expected<std::vector<Reference>> references = parseAll(options);
  if (!references)
    return std::unexpected(references.error());
  LayoutStore store = openStore(options);
  for (const Reference &reference : *references) {
    if (!options.remote) {
      if (Status done = untagImage(store, reference); !done)
        return done;
    } else {
      if (reference.digest)
        return failAs(ErrorKind::Usage, "reference '", reference.familiar(),
                      "' is no name; see wpack rm --remote");
      auto registry = Registry::connect(options, reference);
      if (!registry)
        return std::unexpected(registry.error());
      if (Status done = (*registry)->store().remove(reference); !done)
        return done;
    }
    std::printf("untagged %s\n", reference.familiar().c_str());
  }
  return {};
}

/// A registry deletes by digest, so everything is resolved first. What refers
/// to the image goes before it, or nobody would find it any more.
static Status removeRemote(const Options &options, const Reference &reference) {
  auto registry = Registry::connect(options, reference);
  if (!registry)
    return std::unexpected(registry.error());
  RegistryStore &store = (*registry)->store();
  Expected<Descriptor> root = store.resolve(reference);
  if (!root)
    return std::unexpected(root.error());
  Expected<std::vector<Descriptor>> manifests = signables(store, *root);
  if (!manifests)
    return std::unexpected(manifests.error());
  std::vector<Descriptor> doomed;
  std::optional<Reference> artifactName = artifactReference(reference);
  if (artifactName) {
    auto artifact = resolveIfPresent(store, *artifactName);
    if (!artifact)
      return std::unexpected(artifact.error());
    if (*artifact) {
      manifests->push_back(**artifact);
      doomed.push_back(**artifact);
    }
  }
  // Entries may be shared with other images: only the index itself goes, and
  // the signatures of what goes.
  doomed.push_back(*root);
  for (const Descriptor &manifest : doomed) {
    for (std::string_view suffix : {".sig", ".att"}) {
      auto companion = resolveIfPresent(
          store, reference.withTag(concat(manifest.digest.algorithm(), "-",
                                          manifest.digest.hex(), suffix)));
      if (!companion)
        return std::unexpected(companion.error());
      if (*companion)
        if (Status gone =
                store.remove(reference.withDigest((*companion)->digest));
            !gone)
          return gone;
    }
    if (Status gone = store.remove(reference.withDigest(manifest.digest));
        !gone)
      return gone;
  }
  return {};
}

Status runRemove(const Options &options) {
  Expected<std::vector<Reference>> references = parseAll(options);
  if (!references)
    return std::unexpected(references.error());
  LayoutStore store = openStore(options);
  for (const Reference &reference : *references) {
    Status removed = options.remote ? removeRemote(options, reference)
                                    : untagImage(store, reference);
    if (!removed)
      return removed;
    std::printf("removed %s\n", reference.familiar().c_str());
  }
  if (options.remote)
    return {};
  Expected<LayoutStore::Garbage> garbage = store.collectGarbage(false);
  // Its content goes with the next collection then.
  if (!garbage && garbage.error().kind == ErrorKind::Busy)
    return {};
  if (!garbage)
    return std::unexpected(garbage.error());
  std::printf("freed %s (%d blobs)\n", humanSize(garbage->bytes).c_str(),
              garbage->blobs);
  return {};
}

} // namespace wpack
