// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/oci/Referrers.h"

namespace wpack {

/// Bounds what a hostile listing can ask for.
static constexpr size_t maxReferrers = 1000;
/// A signature of an attestation of an image is the deepest in use.
static constexpr int maxDepth = 3;

Expected<std::vector<Referrer>> readReferrers(ContentStore &store,
                                              const Reference &repository,
                                              const Digest &subject) {
  Expected<std::vector<Descriptor>> hints =
      store.referrerHints(repository, subject);
  if (!hints)
    return std::unexpected(hints.error());
  if (hints->size() > maxReferrers)
    return fail(subject.str(), " in ", store.describe(), ": more than ",
                maxReferrers, " referrers are refused");
  std::vector<Referrer> referrers;
  for (const Descriptor &hint : *hints) {
    if (!hint.isManifest() || hint.isIndex())
      continue;
    Expected<std::string> bytes = store.readDocument(hint);
    if (!bytes && bytes.error().kind == ErrorKind::NotFound)
      continue; // Deleted, but still listed.
    if (!bytes)
      return std::unexpected(bytes.error());
    Expected<Manifest> manifest = Manifest::parse(*bytes);
    if (!manifest || !manifest->subject || manifest->subject->digest != subject)
      continue;
    std::string type = manifest->artifactType.empty()
                           ? manifest->config.mediaType
                           : manifest->artifactType;
    referrers.push_back(
        {Descriptor{hint.mediaType, hint.digest, hint.size, {}, type},
         std::move(*manifest), type});
  }
  return referrers;
}

static Status copyBelow(ContentStore &from, const Reference &repository,
                        ContentStore &to, const Digest &subject,
                        CopyReport &report, const CopyOptions &options,
                        int depth) {
  if (depth == maxDepth)
    return {};
  auto referrers = readReferrers(from, repository, subject);
  if (!referrers)
    return std::unexpected(referrers.error());
  for (const Referrer &referrer : *referrers) {
    if (Status copied = copyGraph(from, to, referrer.manifest, report, options);
        !copied)
      return copied;
    if (Status copied =
            copyBelow(from, repository, to, referrer.manifest.digest, report,
                      options, depth + 1);
        !copied)
      return copied;
  }
  return {};
}

Status copyReferrers(ContentStore &from, const Reference &repository,
                     ContentStore &to, const Digest &subject,
                     CopyReport &report, const CopyOptions &options) {
  return copyBelow(from, repository, to, subject, report, options, 0);
}

} // namespace wpack
