// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_OCI_LAYOUTSTORE_H
#define WPACK_OCI_LAYOUTSTORE_H

#include "packager/oci/ContentStore.h"
#include "packager/oci/LayoutNames.h"
#include <functional>
#include <mutex>

namespace wpack {

/// An OCI image layout in a directory. As our own store it holds images of any
/// repository, by full name; as an export it is named by tags.
///
/// Blobs and lists of names appear by rename only, complete and synced, so a
/// reader needs no lock. A crash or a kill leaves at most files `.tmp-*`, and
/// `.part-*` of blobs, which the next transfer goes on with. Locks: writers of
/// names take turns at `.lock`; whoever adds content holds `.lock-content`
/// shared until the store object is gone, garbage collection holds it alone, so
/// that it never takes away what is about to be named. Safe to use from several
/// threads.
class LayoutStore : public ContentStore {
public:
  /// Nothing is touched before the first call of another function; a directory
  /// that does not exist is an empty store, made by the first write.
  explicit LayoutStore(std::string root, LayoutStyle style = {});

  std::string describe() const override;
  Status beginAdding() override;
  Expected<bool> has(const Descriptor &blob) override;
  Expected<std::unique_ptr<BlobSource>> open(const Descriptor &blob) override;
  Status put(const Descriptor &blob, BlobSource &bytes) override;
  Expected<Descriptor> resolve(const Reference &reference) override;
  Status tag(const Descriptor &manifest, const Reference &reference) override;
  Expected<std::vector<Descriptor>>
  referrerHints(const Reference &repository, const Digest &subject) override;

  using Entry = LayoutNames::Entry;
  /// Everything that has a name of ours, in the order of index.json.
  Expected<std::vector<Entry>> list();
  /// Takes a name away; the content stays. Returns whether it was there.
  Expected<bool> untag(const Reference &reference);

  struct Garbage {
    int blobs = 0;
    int64_t bytes = 0;
    int names = 0; ///< Signatures and referrers of content that is gone.
  };
  /// Removes what no name leads to, and what broken transfers left. With
  /// `dryRun` only counts. Errors: ErrorKind::Busy while others add content.
  Expected<Garbage> collectGarbage(bool dryRun);

  struct Health {
    int blobs = 0;
    int names = 0;
    std::vector<std::string> problems; ///< A line each.
  };
  /// Reads everything and compares it with its digest. With `repair` damaged
  /// blobs are removed, so that pulling brings them again.
  Expected<Health> check(bool repair);

  const std::string &path() const { return root; }

private:
  std::string blobDirectory(const Digest &digest) const;
  std::string blobPath(const Digest &digest) const;
  Status ensureLayout();
  Expected<Descriptor> resolveDigest(const Reference &reference);
  Status putManifest(const Descriptor &blob, BlobSource &bytes);
  Status eachBlobFile(
      const std::function<Status(const std::string &path, bool isBlob,
                                 const std::optional<Digest> &)> &visit) const;

  struct Shared {
    std::mutex mutex;
    FileHandle contentLock; ///< Shared with other processes that add.
  };

  std::string root;
  LayoutNames names;
  std::shared_ptr<Shared> shared;
};

} // namespace wpack

#endif
