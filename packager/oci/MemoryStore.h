// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_OCI_MEMORYSTORE_H
#define WPACK_OCI_MEMORYSTORE_H

#include "packager/oci/ContentStore.h"

namespace wpack {

/// Content that is being made, before it goes to a store that lasts.
class MemoryStore : public ContentStore {
public:
  std::string describe() const override { return "memory"; }
  Expected<bool> has(const Descriptor &blob) override;
  Expected<std::unique_ptr<BlobSource>> open(const Descriptor &blob) override;
  Status put(const Descriptor &blob, BlobSource &bytes) override;
  Expected<Descriptor> resolve(const Reference &reference) override;
  Status tag(const Descriptor &manifest, const Reference &reference) override;
  Expected<std::vector<Descriptor>>
  referrerHints(const Reference &repository, const Digest &subject) override;

  /// Takes bytes over and describes them.
  Descriptor add(std::string_view mediaType, std::string bytes);

private:
  std::map<Digest, std::string> blobs;
  std::map<std::string, Descriptor> tags;
  std::vector<std::pair<Digest, Descriptor>> referrers; ///< With subject.
};

} // namespace wpack

#endif
