// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_REGISTRY_REGISTRYSTORE_H
#define WPACK_REGISTRY_REGISTRYSTORE_H

#include "packager/oci/ContentStore.h"
#include "packager/registry/Upload.h"
#include <functional>

namespace wpack {

/// Says in which other repository of the registry a blob may be found; empty
/// for none. Called from any thread.
using MountSource = std::function<std::string(const Digest &)>;

/// One repository of a registry, by the OCI distribution protocol. Threads may
/// share it.
class RegistryStore : public ContentStore {
public:
  /// `http` must outlive the store; `repository` is used without its tag.
  RegistryStore(HttpClient &http, const Reference &repository,
                EndpointOptions options, int64_t chunkBytes);

  std::string describe() const override;
  Expected<bool> has(const Descriptor &blob) override;
  Expected<std::unique_ptr<BlobSource>> open(const Descriptor &blob) override;
  Status put(const Descriptor &blob, BlobSource &bytes) override;
  Expected<Descriptor> resolve(const Reference &reference) override;
  Status tag(const Descriptor &manifest, const Reference &reference) override;
  Expected<std::vector<Descriptor>>
  referrerHints(const Reference &repository, const Digest &subject) override;

  /// Blobs are mounted from there instead of sent, where possible.
  void setMountSource(MountSource source) { mountSource = std::move(source); }
  /// All tags, page by page, in the registry's order.
  Expected<std::vector<std::string>> tags();
  /// Deletes a manifest, with all its tags; or, if the registry can, one tag.
  Status remove(const Reference &reference);

private:
  std::string blobsPath(const Digest &digest) const;
  std::string manifestsPath(std::string_view name) const;
  Expected<HttpResponse> sendManifest(const ApiRequest &request);
  Status putManifest(const Descriptor &manifest, std::string_view name,
                     const std::string &bytes);
  void remember(const Digest &manifest, std::string bytes);
  std::optional<std::string> remembered(const Digest &manifest);

  // The fallback tag of registries without a referrers API.
  Expected<Json> readFallback(const Digest &subject);
  Status addToFallback(const Digest &subject, const Descriptor &manifest,
                       std::string_view bytes);

  const std::string name;       ///< `host/repository`, for messages.
  const std::string repository; ///< As in the protocol's paths.
  Endpoint endpoint;
  const UploadOptions uploads;
  MountSource mountSource;

  std::mutex mutex; ///< Guards the next.
  /// Manifests that passed through, so that naming one needs no download.
  std::map<Digest, std::string> manifests;
  std::mutex fallbackMutex; ///< One writer of fallback tags at a time.
};

} // namespace wpack

#endif
