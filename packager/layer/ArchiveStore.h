// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_LAYER_ARCHIVESTORE_H
#define WPACK_LAYER_ARCHIVESTORE_H

#include "packager/layer/Archive.h"
#include "packager/oci/AtomicFile.h"
#include "packager/oci/LayoutStore.h"
#include <mutex>

namespace wpack {

/// An OCI archive in the making: content is appended as it comes, names at the
/// end. Of what went in only manifests can be read again.
class ArchiveStore : public ContentStore {
public:
  /// The file appears, or is replaced, when finish succeeds.
  static Expected<std::unique_ptr<ArchiveStore>> create(std::string path);

  std::string describe() const override { return path; }
  Expected<bool> has(const Descriptor &blob) override;
  Expected<std::unique_ptr<BlobSource>> open(const Descriptor &blob) override;
  Status put(const Descriptor &blob, BlobSource &bytes) override;
  Expected<Descriptor> resolve(const Reference &reference) override;
  Status tag(const Descriptor &manifest, const Reference &reference) override;
  Expected<std::vector<Descriptor>>
  referrerHints(const Reference &repository, const Digest &subject) override;

  Status finish();

private:
  ArchiveStore(std::string path, AtomicFile file);

  std::string path;
  AtomicFile file;
  ArchiveWriter writer;
  std::mutex mutex;                        ///< A tar grows at one end only.
  std::map<Digest, std::string> documents; ///< Those that may be read again.
  std::map<Digest, int64_t> present;
  Json images = Json::array();
  Json others = Json::array();
};

/// Unpacks an OCI archive, compressed or not, into `directory`, where a
/// LayoutStore can read it. Only what belongs to a layout is written.
Status unpackLayout(const std::string &archive, const std::string &directory);

/// What an archive of this many bytes may unpack to.
int64_t unpackLimit(int64_t archiveBytes);

} // namespace wpack

#endif
