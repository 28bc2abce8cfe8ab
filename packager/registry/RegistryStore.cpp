// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/registry/RegistryStore.h"
#include "packager/registry/Download.h"
#include "packager/registry/RegistryError.h"
#include <thread>

namespace wpack {

/// Registries answer 404 to a request that does not name the manifest's type.
static std::pair<std::string, std::string> acceptManifests() {
  return {"Accept", concat(media::index, ", ", media::manifest, ", ",
                           media::dockerList, ", ", media::dockerManifest)};
}

RegistryStore::RegistryStore(HttpClient &http, const Reference &repository,
                             EndpointOptions options, int64_t chunkBytes)
    : name(repository.name()), repository(repository.repository),
      endpoint(http, repository.host, repository.repository, options),
      uploads{options.retry, chunkBytes} {}

std::string RegistryStore::describe() const { return name; }

std::string RegistryStore::blobsPath(const Digest &digest) const {
  return concat(repository, "/blobs/", digest.str());
}

std::string RegistryStore::manifestsPath(std::string_view reference) const {
  return concat(repository, "/manifests/", reference);
}

Expected<bool> RegistryStore::has(const Descriptor &blob) {
  ApiRequest request{"HEAD", blob.isManifest()
                                 ? manifestsPath(blob.digest.str())
                                 : blobsPath(blob.digest)};
  if (blob.isManifest())
    request.headers.push_back(acceptManifests());
  Expected<HttpResponse> response = endpoint.send(request);
  if (!response)
    return std::unexpected(response.error());
  if (response->status == 200)
    return true;
  if (response->status == 404)
    return false;
  return registryError("HEAD", *response);
}

Expected<std::unique_ptr<BlobSource>>
RegistryStore::open(const Descriptor &blob) {
  if (!blob.isManifest())
    return std::make_unique<VerifyingSource>(
        std::make_unique<Download>(endpoint, blobsPath(blob.digest), blob.size,
                                   uploads.retry),
        blob, describe());
  ApiRequest request{"GET", manifestsPath(blob.digest.str())};
  request.headers.push_back(acceptManifests());
  Expected<std::unique_ptr<HttpStream>> stream = endpoint.open(request);
  if (!stream)
    return std::unexpected(stream.error());
  if (HttpResponse head = (*stream)->head(); head.status != 200) {
    if (Expected<std::string> body = readAll(**stream, maxDocumentBytes))
      head.body = *body;
    return registryError("GET", head);
  }
  return std::make_unique<VerifyingSource>(std::move(*stream), blob,
                                           describe());
}

void RegistryStore::remember(const Digest &manifest, std::string bytes) {
  std::lock_guard guard(mutex);
  manifests[manifest] = std::move(bytes);
}

std::optional<std::string> RegistryStore::remembered(const Digest &manifest) {
  std::lock_guard guard(mutex);
  auto found = manifests.find(manifest);
  if (found == manifests.end())
    return std::nullopt;
  return found->second;
}

/// What a manifest names was seen in the registry before the manifest is sent.
/// While another client uploads the same blob, docker-registry loses sight of
/// it for a moment: that the blob is unknown is worth asking again.
Expected<HttpResponse> RegistryStore::sendManifest(const ApiRequest &request) {
  for (int attempt = 0;; ++attempt) {
    Expected<HttpResponse> response = endpoint.send(request);
    bool lostSight = response && response->status == 400 &&
                     response->body.contains("MANIFEST_BLOB_UNKNOWN");
    auto pause = pauseAfter(uploads.retry, attempt, response);
    if (!lostSight || attempt + 1 >= uploads.retry.attempts || !pause)
      return response;
    std::this_thread::sleep_for(*pause);
  }
}

Status RegistryStore::putManifest(const Descriptor &manifest,
                                  std::string_view reference,
                                  const std::string &bytes) {
  MemorySource body(bytes);
  ApiRequest request{"PUT", manifestsPath(reference)};
  request.headers = {{"Content-Type", manifest.mediaType}};
  request.body = &body;
  request.bodySize = int64_t(bytes.size());
  request.access = Access::Push;
  Expected<HttpResponse> response = sendManifest(request);
  if (!response)
    return std::unexpected(response.error());
  if (response->status != 201)
    return registryError("PUT", *response);
  std::string stored = response->header("docker-content-digest");
  if (!stored.empty() && stored != manifest.digest.str())
    return fail(name, ": the registry stored ", manifest.digest.str(),
                " under another digest, ", stored);
  // A registry that lists referrers says so; else it is for us to do.
  Expected<std::optional<Descriptor>> subject = subjectOf(bytes);
  if (!subject)
    return inContext(manifest.digest.str(), subject.error());
  if (*subject && response->header("oci-subject").empty())
    return addToFallback((*subject)->digest, manifest, bytes);
  return {};
}

Status RegistryStore::put(const Descriptor &blob, BlobSource &bytes) {
  if (!blob.isManifest())
    return uploadBlob(endpoint, repository, blob, bytes,
                      mountSource ? mountSource(blob.digest) : "", uploads);
  Expected<std::string> text = readAll(bytes, maxDocumentBytes);
  if (!text)
    return inContext(blob.digest.str(), text.error());
  if (Status stored = putManifest(blob, blob.digest.str(), *text); !stored)
    return stored;
  remember(blob.digest, std::move(*text));
  return {};
}

Expected<Descriptor> RegistryStore::resolve(const Reference &reference) {
  std::string wanted =
      reference.digest ? reference.digest->str() : reference.tag;
  ApiRequest request{"GET", manifestsPath(wanted)};
  request.headers = {acceptManifests()};
  Expected<HttpResponse> response = endpoint.send(request);
  if (!response)
    return std::unexpected(response.error());
  if (response->status == 404)
    return failAs(ErrorKind::NotFound, "no image ", reference.familiar(),
                  " in the registry");
  if (response->status != 200)
    return registryError("GET", *response);
  Expected<std::string> mediaType = manifestMediaType(response->body);
  if (!mediaType)
    return inContext(reference.familiar(), mediaType.error());
  Descriptor manifest = Descriptor::of(*mediaType, response->body);
  if (!manifest.isManifest())
    return fail(reference.familiar(), ": unknown kind of manifest '",
                *mediaType, "'");
  if (reference.digest) {
    Hasher hasher(reference.digest->algorithm());
    hasher.update(response->body);
    manifest.digest = hasher.finish();
    if (manifest.digest != *reference.digest)
      return fail(reference.familiar(),
                  ": the registry sent a manifest with "
                  "the digest ",
                  manifest.digest.str());
  }
  remember(manifest.digest, std::move(response->body));
  return manifest;
}

Status RegistryStore::tag(const Descriptor &manifest,
                          const Reference &reference) {
  if (std::optional<std::string> known = remembered(manifest.digest))
    return putManifest(manifest, reference.tag, *known);
  Expected<std::string> bytes = readDocument(manifest);
  if (!bytes)
    return std::unexpected(bytes.error());
  return putManifest(manifest, reference.tag, *bytes);
}

Status RegistryStore::remove(const Reference &reference) {
  std::string what = reference.digest ? reference.digest->str() : reference.tag;
  ApiRequest request{"DELETE", manifestsPath(what)};
  request.access = Access::Delete;
  Expected<HttpResponse> response = endpoint.send(request);
  if (!response)
    return std::unexpected(response.error());
  if (response->status == 202 || response->status == 200)
    return {};
  auto failure = registryError("DELETE", *response);
  if (response->status == 405 || response->status == 400)
    return fail(failure.error().message,
                reference.digest ? "; this registry does not delete"
                                 : "; this registry does not delete tags: "
                                   "remove the image with wpack rm --remote");
  return failure;
}

} // namespace wpack
