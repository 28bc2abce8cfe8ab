// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/oci/MemoryStore.h"

namespace wpack {

Expected<bool> MemoryStore::has(const Descriptor &blob) {
  return blobs.contains(blob.digest);
}

Expected<std::unique_ptr<BlobSource>>
MemoryStore::open(const Descriptor &blob) {
  auto found = blobs.find(blob.digest);
  if (found == blobs.end())
    return failAs(ErrorKind::NotFound, "no blob ", blob.digest.str(),
                  " in memory");
  return std::make_unique<VerifyingSource>(
      std::make_unique<MemorySource>(found->second), blob, describe());
}

Status MemoryStore::put(const Descriptor &blob, BlobSource &bytes) {
  Expected<std::string> text = readAll(bytes, blob.size);
  if (!text)
    return inContext(blob.digest.str(), text.error());
  if (Hasher hasher(blob.digest.algorithm());
      hasher.update(*text), hasher.finish() != blob.digest)
    return fail("blob ", blob.digest.str(), ": its bytes have another digest");
  if (blob.isManifest()) {
    Expected<std::optional<Descriptor>> subject = subjectOf(*text);
    if (!subject)
      return inContext(blob.digest.str(), subject.error());
    if (*subject && !blobs.contains(blob.digest))
      referrers.emplace_back((*subject)->digest, blob);
  }
  blobs[blob.digest] = std::move(*text);
  return {};
}

Expected<std::vector<Descriptor>>
MemoryStore::referrerHints(const Reference &, const Digest &subject) {
  std::vector<Descriptor> hints;
  for (const auto &[of, manifest] : referrers)
    if (of == subject)
      hints.push_back(manifest);
  return hints;
}

Expected<Descriptor> MemoryStore::resolve(const Reference &reference) {
  auto found = tags.find(reference.str());
  if (found == tags.end())
    return failAs(ErrorKind::NotFound, "no image ", reference.familiar(),
                  " in memory");
  return found->second;
}

Status MemoryStore::tag(const Descriptor &manifest,
                        const Reference &reference) {
  tags.insert_or_assign(reference.str(), manifest);
  return {};
}

Descriptor MemoryStore::add(std::string_view mediaType, std::string bytes) {
  Descriptor blob = Descriptor::of(mediaType, bytes);
  blobs[blob.digest] = std::move(bytes);
  return blob;
}

} // namespace wpack
