// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_REGISTRY_ENDPOINT_H
#define WPACK_REGISTRY_ENDPOINT_H

#include "packager/registry/Retry.h"
#include "packager/registry/TokenAuth.h"
#include <mutex>

namespace wpack {

struct EndpointOptions {
  bool plainHttp = false; ///< Do not use TLS.
  CredentialOptions credentials;
  RetryPolicy retry;
};

enum class Access { Pull, Push, Delete };

/// A request to a registry: below `/v2/`, or to a location it has named.
struct ApiRequest {
  std::string method;
  std::string path = {};            ///< `name/blobs/...`; or
  std::optional<Url> location = {}; ///< the whole URL.
  std::vector<std::pair<std::string, std::string>> headers = {};
  BlobSource *body = nullptr;
  int64_t bodySize = 0;
  Access access = Access::Pull; ///< What right it needs here.
  std::string alsoPull = {};    ///< Another repository it reads from.
  bool retry = true; ///< Whether it may be sent again after a failure.
};

/// One repository of one registry over HTTP: chooses TLS or not, proves who we
/// are, follows redirects, tries again. The `Authorization` header goes to the
/// registry's own origin only. Threads may share it.
class Endpoint {
public:
  Endpoint(HttpClient &http, std::string host, std::string repository,
           EndpointOptions options);

  /// The answer's whole body is read, up to maxDocumentBytes.
  Expected<HttpResponse> send(const ApiRequest &request);
  /// The body comes as a stream; 404 and the like are answers too.
  Expected<std::unique_ptr<HttpStream>> open(const ApiRequest &request);

  /// What else there is on the registry, for following links of it.
  Expected<Url> ownUrl(const Url &base, std::string_view link) const;

private:
  using Stream = std::unique_ptr<HttpStream>;
  /// A token, and the challenge that it answered, to get the next one.
  struct Bearer {
    Token token;
    Challenge challenge;
  };
  Expected<Stream> retrying(const ApiRequest &request, HttpResponse *whole);
  Expected<Stream> authorised(const ApiRequest &request);
  Expected<Stream> redirected(const ApiRequest &request,
                              const std::string &authorization);
  Expected<Stream> onOwnScheme(const ApiRequest &request,
                               const std::string &authorization);
  Expected<Stream> once(const ApiRequest &request, const Url &url,
                        const std::string &authorization);
  Expected<std::string> authorization(const ApiRequest &request);
  Expected<std::string> answerChallenge(const HttpResponse &head,
                                        const ApiRequest &request,
                                        const std::string &refused);
  Expected<std::string> askForToken(const Challenge &challenge,
                                    const std::string &scope);
  Expected<std::optional<Credentials>> credentials();
  std::string scopeOf(const ApiRequest &request) const;
  Url origin() const;

  HttpClient &http;
  const std::string host;
  const std::string repository;
  const EndpointOptions options;

  mutable std::mutex schemeMutex; ///< Guards the next two.
  std::string scheme;
  bool schemeIsSettled;

  std::mutex authMutex; ///< Guards the rest, while tokens are fetched, too.
  std::string basic;    ///< Header value, once asked for.
  std::map<std::string, Bearer> bearers; ///< By scope.
};

} // namespace wpack

#endif
