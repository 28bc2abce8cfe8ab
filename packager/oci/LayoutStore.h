// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_OCI_LAYOUTSTORE_H
#define WPACK_OCI_LAYOUTSTORE_H

#include "packager/oci/ContentStore.h"

namespace wpack {

/// An OCI image layout in a directory, holding images of any repository. Each
/// entry of index.json has the full name as `io.containerd.image.name`, and its
/// tag as `org.opencontainers.image.ref.name`.
///
/// Blobs and index.json appear by rename only, complete and synced, so a reader
/// needs no lock and a crash leaves at most a file `.tmp-*`. Writers of
/// index.json take turns by a lock on the file `.lock`.
class LayoutStore : public ContentStore {
public:
  /// Nothing is touched before the first call of another function; a directory
  /// that does not exist is an empty store, made by the first write.
  explicit LayoutStore(std::string root) : root(std::move(root)) {}

  std::string describe() const override;
  Expected<bool> has(const Descriptor &blob) override;
  Expected<std::unique_ptr<BlobSource>> open(const Descriptor &blob) override;
  Status put(const Descriptor &blob, BlobSource &bytes) override;
  Expected<Descriptor> resolve(const Reference &reference) override;
  Status tag(const Descriptor &manifest, const Reference &reference) override;

  struct Entry {
    Reference reference;
    Descriptor manifest;
  };
  /// Everything that has a name of ours, in the order of index.json.
  Expected<std::vector<Entry>> list();

private:
  std::string blobPath(const Digest &digest) const;
  Status ensureLayout();
  Expected<Json> readIndex();
  Expected<Descriptor> resolveDigest(const Reference &reference);

  std::string root;
};

} // namespace wpack

#endif
