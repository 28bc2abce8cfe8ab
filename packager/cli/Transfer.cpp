// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/cli/Transfer.h"
#include "packager/oci/Referrers.h"
#include "packager/sign/SignatureList.h"
#include <cstdio>

namespace wpack {

/// Attestations of cosign's classic form: copied as they are, never merged.
static Status copyAttestations(const Place &from, const Place &to,
                               const Digest &subject,
                               const CopyOptions &options, CopyReport &report) {
  std::string tag = concat(subject.algorithm(), "-", subject.hex(), ".att");
  auto found = resolveIfPresent(from.store, from.reference.withTag(tag));
  if (!found || !*found)
    return found ? Status() : std::unexpected(found.error());
  Reference target = to.reference.withTag(tag);
  auto present = resolveIfPresent(to.store, target);
  if (!present)
    return std::unexpected(present.error());
  if (*present)
    return {};
  if (Status copied = copyGraph(from.store, to.store, **found, report, options);
      !copied)
    return copied;
  return to.store.tag(**found, target);
}

Status copyCompanions(const Place &from, const Place &to,
                      const std::vector<Descriptor> &manifests,
                      const CopyOptions &options, TransferReport &report) {
  std::mutex mutex;   // Guards the report.
  SharedBlobs shared; // All referrers have the same empty config.
  CopyOptions quiet{1, nullptr, &shared};
  // Each asks the registry several times, so they go side by side.
  return inParallel(manifests.size(), options.jobs, [&](size_t i) -> Status {
    const Digest &subject = manifests[i].digest;
    CopyReport copy;
    if (Status copied = copyReferrers(from.store, from.reference, to.store,
                                      subject, copy, quiet);
        !copied)
      return copied;
    if (Status copied = copyAttestations(from, to, subject, quiet, copy);
        !copied)
      return copied;
    Expected<int> added = copySignatures(from.store, from.reference, to.store,
                                         to.reference, subject);
    if (!added)
      return std::unexpected(added.error());
    std::lock_guard guard(mutex);
    report.signatures += *added;
    report.copy.copied += copy.copied;
    report.copy.present += copy.present;
    report.copy.bytes += copy.bytes;
    return {};
  });
}

Status copyImage(const Place &from, const Place &to, const Descriptor &root,
                 bool imageOnly, const CopyOptions &options,
                 TransferReport &report) {
  if (Status copied =
          copyGraph(from.store, to.store, root, report.copy, options);
      !copied)
    return copied;
  std::optional<Reference> artifactName = artifactReference(from.reference);
  std::optional<Reference> artifactTarget = artifactReference(to.reference);
  if (!imageOnly) {
    Expected<std::vector<Descriptor>> manifests = signables(from.store, root);
    if (!manifests)
      return std::unexpected(manifests.error());
    std::optional<Descriptor> artifact;
    if (artifactName && artifactTarget) {
      auto found = resolveIfPresent(from.store, *artifactName);
      if (!found)
        return std::unexpected(found.error());
      artifact = *found;
    }
    if (artifact) {
      manifests->push_back(*artifact);
      if (Status copied =
              copyGraph(from.store, to.store, *artifact, report.copy, options);
          !copied)
        return copied;
    }
    if (Status copied = copyCompanions(from, to, *manifests, options, report);
        !copied)
      return copied;
    if (artifact)
      if (Status tagged = to.store.tag(*artifact, *artifactTarget); !tagged)
        return tagged;
  }
  if (to.reference.tag.empty())
    return {};
  return to.store.tag(root, to.reference.withTag(to.reference.tag));
}

void printTransfer(const Options &options, const Reference &reference,
                   const Descriptor &root, const TransferReport &report,
                   std::pair<const char *, const char *> verbs) {
  Reference full = reference;
  full.digest = root.digest;
  const CopyReport &copy = report.copy;
  if (options.json) {
    Json json = Json::object();
    json.set("reference", reference.familiar());
    json.set("digest", root.digest.str());
    json.set("copied", copy.copied);
    json.set("present", copy.present);
    json.set("bytes", copy.bytes);
    if (report.signatures >= 0)
      json.set("signatures", report.signatures);
    std::printf("%s\n", json.dump().c_str());
  } else if (!options.quiet) {
    std::string signatures =
        report.signatures >= 0
            ? concat("; ", report.signatures, " signatures added")
            : std::string();
    std::printf("%s %s (%d blobs %s, %s; %d were there%s)\n", verbs.first,
                full.familiar().c_str(), copy.copied, verbs.second,
                humanSize(copy.bytes).c_str(), copy.present,
                signatures.c_str());
  }
}

} // namespace wpack
