// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_REGISTRY_REGISTRYSTORE_H
#define WPACK_REGISTRY_REGISTRYSTORE_H

#include "packager/oci/ContentStore.h"
#include "packager/registry/Endpoint.h"

namespace wpack {

/// One repository of a registry, by the OCI distribution protocol.
class RegistryStore : public ContentStore {
public:
  /// `http` must outlive the store; `repository` is used without its tag.
  RegistryStore(HttpClient &http, const Reference &repository,
                EndpointOptions options);

  std::string describe() const override;
  Expected<bool> has(const Descriptor &blob) override;
  Expected<std::unique_ptr<BlobSource>> open(const Descriptor &blob) override;
  Status put(const Descriptor &blob, BlobSource &bytes) override;
  Expected<Descriptor> resolve(const Reference &reference) override;
  Status tag(const Descriptor &manifest, const Reference &reference) override;

private:
  std::string blobsPath(const Digest &digest) const;
  std::string manifestsPath(std::string_view name) const;
  Status putBlob(const Descriptor &blob, BlobSource &bytes);
  Expected<HttpResponse> upload(const Descriptor &blob, BlobSource &bytes);
  Status putManifest(const Descriptor &manifest, std::string_view name,
                     const std::string &bytes);

  std::string name;       ///< `host/repository`, for messages.
  std::string repository; ///< As in the protocol's paths.
  Endpoint endpoint;
  RetryPolicy retry;
  /// Manifests that passed through, so that naming one needs no download.
  std::map<Digest, std::string> manifests;
};

} // namespace wpack

#endif
