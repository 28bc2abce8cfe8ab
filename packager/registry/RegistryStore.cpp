// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/registry/RegistryStore.h"
#include "packager/registry/RegistryError.h"
#include <thread>

namespace wpack {

/// Registries answer 404 to a request that does not name the manifest's type.
static std::pair<std::string, std::string> acceptManifests() {
  return {"Accept", concat(media::index, ", ", media::manifest, ", ",
                           media::dockerList, ", ", media::dockerManifest)};
}

RegistryStore::RegistryStore(HttpClient &http, const Reference &repository,
                             EndpointOptions options)
    : name(repository.name()), repository(repository.repository),
      endpoint(http, repository.host, repository.repository, options),
      retry(options.retry) {}

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
  ApiRequest request{"GET", blob.isManifest() ? manifestsPath(blob.digest.str())
                                              : blobsPath(blob.digest)};
  if (blob.isManifest())
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

/// Opens a session and fills it: a POST, then one PUT that also closes it.
Expected<HttpResponse> RegistryStore::upload(const Descriptor &blob,
                                             BlobSource &bytes) {
  ApiRequest openSession{"POST", concat(repository, "/blobs/uploads/")};
  openSession.push = true;
  Expected<HttpResponse> session = endpoint.send(openSession);
  if (!session)
    return session;
  if (session->status != 202)
    return registryError("POST", *session);
  Expected<Url> location = session->url.resolve(session->header("location"));
  if (!location)
    return inContext("location of an upload", location.error());
  ApiRequest fill{"PUT"};
  // The location may carry the session's state as a query: add, do not set.
  fill.location = location->withQuery("digest", blob.digest.str());
  fill.headers = {{"Content-Type", "application/octet-stream"}};
  fill.body = &bytes;
  fill.bodySize = blob.size;
  fill.push = true;
  fill.retry = false; // A broken session is not filled again but replaced.
  return endpoint.send(fill);
}

Status RegistryStore::putBlob(const Descriptor &blob, BlobSource &bytes) {
  for (int attempt = 0;; ++attempt) {
    Expected<HttpResponse> done = upload(blob, bytes);
    if (done && done->status == 201)
      return {};
    bool sessionLost = done && done->status == 404;
    if (attempt + 1 >= retry.attempts || !(sessionLost || mayRetry(done))) {
      if (!done)
        return std::unexpected(done.error());
      return registryError("PUT", *done);
    }
    std::this_thread::sleep_for(pauseAfter(retry, attempt, done));
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
  request.push = true;
  Expected<HttpResponse> response = endpoint.send(request);
  if (!response)
    return std::unexpected(response.error());
  if (response->status != 201)
    return registryError("PUT", *response);
  std::string stored = response->header("docker-content-digest");
  if (!stored.empty() && stored != manifest.digest.str())
    return fail(name, ": the registry stored ", manifest.digest.str(),
                " under another digest, ", stored);
  return {};
}

Status RegistryStore::put(const Descriptor &blob, BlobSource &bytes) {
  if (!blob.isManifest())
    return putBlob(blob, bytes);
  Expected<std::string> text = readAll(bytes, maxDocumentBytes);
  if (!text)
    return inContext(blob.digest.str(), text.error());
  if (Status stored = putManifest(blob, blob.digest.str(), *text); !stored)
    return stored;
  manifests[blob.digest] = std::move(*text);
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
  manifests[manifest.digest] = std::move(response->body);
  return manifest;
}

Status RegistryStore::tag(const Descriptor &manifest,
                          const Reference &reference) {
  auto known = manifests.find(manifest.digest);
  if (known != manifests.end())
    return putManifest(manifest, reference.tag, known->second);
  Expected<std::string> bytes = readDocument(manifest);
  if (!bytes)
    return std::unexpected(bytes.error());
  return putManifest(manifest, reference.tag, *bytes);
}

} // namespace wpack
