// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a registry lists: tags and referrers. A registry without a referrers API
// has an index under the tag `sha256-<hex>` instead, which clients keep among
// themselves. Nothing in the protocol locks it: each writer reads, adds,
// writes, and looks after a while whether another one overwrote its entry.

#include "packager/oci/Manifest.h"
#include "packager/registry/RegistryError.h"
#include "packager/registry/RegistryStore.h"
#include <algorithm>
#include <random>
#include <thread>

namespace wpack {

/// Bounds the work that a hostile registry can ask for.
static constexpr int maxPages = 1000;
static constexpr size_t maxListed = 100000;

/// The target of `Link: <...>; rel="next"`; empty if there is none.
static std::string nextLink(const HttpResponse &response) {
  std::string link = response.header("link");
  size_t begin = link.find('<'), end = link.find('>');
  if (begin == std::string::npos || end == std::string::npos || end < begin)
    return {};
  std::string_view rest = std::string_view(link).substr(end);
  if (rest.find("rel=\"next\"") == std::string_view::npos &&
      rest.find("rel=next") == std::string_view::npos)
    return {};
  return link.substr(begin + 1, end - begin - 1);
}

/// Goes through the pages of a list. `take` reads one and says whether there
/// may be more.
static Status
eachPage(Endpoint &endpoint, ApiRequest request,
         const std::function<Expected<bool>(const HttpResponse &)> &take) {
  for (int page = 0; page < maxPages; ++page) {
    Expected<HttpResponse> response = endpoint.send(request);
    if (!response)
      return std::unexpected(response.error());
    Expected<bool> more = take(*response);
    if (!more)
      return std::unexpected(more.error());
    std::string link = nextLink(*response);
    if (!*more || link.empty())
      return {};
    Expected<Url> next = endpoint.ownUrl(response->url, link);
    if (!next)
      return std::unexpected(next.error());
    request.location = std::move(*next);
  }
  return fail("a list of more than ", maxPages, " pages is refused");
}

Expected<std::vector<std::string>> RegistryStore::tags() {
  std::vector<std::string> all;
  auto take = [&](const HttpResponse &response) -> Expected<bool> {
    if (response.status == 404)
      return failAs(ErrorKind::NotFound, "no repository ", name,
                    " in the registry");
    if (response.status != 200)
      return registryError("GET", response);
    Expected<Json> json = Json::parse(response.body);
    if (!json)
      return inContext(concat("list of tags of ", name), json.error());
    FieldReader fields(*json, concat("list of tags of ", name));
    std::vector<std::string> some = fields.optionalStrings("tags");
    if (fields.error())
      return std::unexpected(*fields.error());
    all.insert(all.end(), some.begin(), some.end());
    return all.size() < maxListed;
  };
  Status listed = eachPage(
      endpoint, {"GET", concat(repository, "/tags/list?n=1000")}, take);
  if (!listed)
    return std::unexpected(listed.error());
  return all;
}

static Expected<std::vector<Descriptor>> descriptorsIn(const Json &index,
                                                       const std::string &of) {
  const Json *list = index.find("manifests");
  if (!list || !list->elements())
    return fail("list of referrers of ", of, ": 'manifests' must be an array");
  std::vector<Descriptor> hints;
  for (const Json &element : *list->elements()) {
    Expected<Descriptor> hint =
        Descriptor::fromJson(element, concat("list of referrers of ", of));
    if (!hint)
      return std::unexpected(hint.error());
    hints.push_back(std::move(*hint));
  }
  return hints;
}

Expected<std::vector<Descriptor>>
RegistryStore::referrerHints(const Reference &, const Digest &subject) {
  std::vector<Descriptor> hints;
  bool hasApi = true;
  auto take = [&](const HttpResponse &response) -> Expected<bool> {
    int status = response.status;
    hasApi = status != 404 && status != 400 && status != 405 && status != 501;
    if (!hasApi)
      return false;
    if (status != 200)
      return registryError("GET", response);
    Expected<Json> json = Json::parse(response.body);
    if (!json)
      return inContext(concat("list of referrers of ", subject.str()),
                       json.error());
    auto some = descriptorsIn(*json, subject.str());
    if (!some)
      return std::unexpected(some.error());
    hints.insert(hints.end(), some->begin(), some->end());
    return hints.size() < maxListed;
  };
  ApiRequest request{"GET", concat(repository, "/referrers/", subject.str())};
  request.headers = {{"Accept", std::string(media::index)}};
  if (Status listed = eachPage(endpoint, request, take); !listed)
    return std::unexpected(listed.error());
  if (hasApi)
    return hints;
  Expected<Json> fallback = readFallback(subject);
  if (!fallback && fallback.error().kind == ErrorKind::NotFound)
    return hints;
  if (!fallback)
    return std::unexpected(fallback.error());
  return descriptorsIn(*fallback, subject.str());
}

static std::string fallbackTag(const Digest &subject) {
  return concat(subject.algorithm(), "-", subject.hex());
}

Expected<Json> RegistryStore::readFallback(const Digest &subject) {
  ApiRequest request{"GET", manifestsPath(fallbackTag(subject))};
  request.headers = {{"Accept", std::string(media::index)}};
  Expected<HttpResponse> response = endpoint.send(request);
  if (!response)
    return std::unexpected(response.error());
  if (response->status == 404)
    return failAs(ErrorKind::NotFound, "no referrers");
  if (response->status != 200)
    return registryError("GET", *response);
  std::string where = concat(name, ":", fallbackTag(subject));
  Expected<Json> json = Json::parse(response->body);
  if (!json)
    return inContext(where, json.error());
  const Json *list = json->find("manifests");
  if (!list || !list->elements())
    return fail(where, ": no index, though it has the tag of one");
  return json;
}

static bool lists(const Json &index, const Digest &digest) {
  const Json::Array &entries = *index.find("manifests")->elements();
  return std::ranges::any_of(entries, [&](const Json &entry) {
    const Json *found = entry.find("digest");
    return found && found->string() && *found->string() == digest.str();
  });
}

/// As the specification wants an entry: with the type and all annotations.
static Expected<Descriptor> fallbackEntry(const Descriptor &manifest,
                                          std::string_view bytes) {
  Expected<Manifest> parsed = Manifest::parse(bytes);
  if (!parsed)
    return inContext(manifest.digest.str(), parsed.error());
  std::string type = parsed->artifactType.empty() ? parsed->config.mediaType
                                                  : parsed->artifactType;
  return Descriptor{
      manifest.mediaType, manifest.digest, manifest.size, {}, type,
      parsed->annotations};
}

Status RegistryStore::addToFallback(const Digest &subject,
                                    const Descriptor &manifest,
                                    std::string_view bytes) {
  Expected<Descriptor> entry = fallbackEntry(manifest, bytes);
  if (!entry)
    return std::unexpected(entry.error());
  std::lock_guard guard(fallbackMutex);
  std::minstd_rand random{std::random_device()()};
  auto slowest = std::chrono::milliseconds(20);
  // Seen twice in a row, with a pause, it is there to stay: a writer that
  // overwrites it must have read before we wrote.
  constexpr int maxRounds = 100;
  int seen = 0;
  for (int round = 0; round < maxRounds && seen < 2; ++round) {
    auto start = std::chrono::steady_clock::now();
    Expected<Json> index = readFallback(subject);
    if (!index && index.error().kind == ErrorKind::NotFound)
      index = Json::object()
                  .set("schemaVersion", 2)
                  .set("mediaType", media::index)
                  .set("manifests", Json::array());
    if (!index)
      return std::unexpected(index.error());
    if (lists(*index, manifest.digest)) {
      ++seen;
    } else {
      seen = 0;
      // Entries of others stay as they are, in their order.
      Json::Array entries = *index->find("manifests")->elements();
      entries.push_back(entry->toJson());
      index->set("manifests", std::move(entries));
      std::string text = index->dump();
      Descriptor document = Descriptor::of(media::index, text);
      if (Status put = putManifest(document, fallbackTag(subject), text); !put)
        return put;
      auto took = std::chrono::duration_cast<std::chrono::milliseconds>(
          std::chrono::steady_clock::now() - start);
      slowest = std::max(slowest, 2 * took);
    }
    if (seen < 2) // By chance, so that two writers do not keep in step.
      std::this_thread::sleep_for(slowest +
                                  slowest * int(random() % 100) / 100);
  }
  if (seen < 2)
    return fail(name, ":", fallbackTag(subject),
                ": other writers keep overwriting it; try again");
  return {};
}

} // namespace wpack
