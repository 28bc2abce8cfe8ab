// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_REGISTRY_ENDPOINT_H
#define WPACK_REGISTRY_ENDPOINT_H

#include "packager/registry/Retry.h"
#include "packager/registry/TokenAuth.h"
#include <functional>

namespace wpack {

struct EndpointOptions {
  bool plainHttp = false; ///< Do not use TLS.
  CredentialOptions credentials;
  RetryPolicy retry;
};

/// A request to a registry: below `/v2/`, or to a location it has named.
struct ApiRequest {
  std::string method;
  std::string path = {};            ///< `name/blobs/...`; or
  std::optional<Url> location = {}; ///< the whole URL.
  std::vector<std::pair<std::string, std::string>> headers = {};
  BlobSource *body = nullptr;
  int64_t bodySize = 0;
  bool push = false; ///< Needs the right to push, not only to pull.
  bool retry = true; ///< Whether it may be sent again after a failure.
};

/// One repository of one registry over HTTP: chooses TLS or not, proves who we
/// are, follows redirects, tries again. The `Authorization` header goes to the
/// registry's own origin only.
class Endpoint {
public:
  Endpoint(HttpClient &http, std::string host, std::string repository,
           EndpointOptions options);

  /// The answer's whole body is read, up to maxDocumentBytes.
  Expected<HttpResponse> send(const ApiRequest &request);
  /// The body comes as a stream; 404 and the like are answers too.
  Expected<std::unique_ptr<HttpStream>> open(const ApiRequest &request);

private:
  using Stream = std::unique_ptr<HttpStream>;
  Expected<Stream> retrying(const ApiRequest &request, HttpResponse *whole);
  Expected<Stream> authorised(const ApiRequest &request);
  Expected<Stream> redirected(const ApiRequest &request);
  Expected<Stream> onOwnScheme(const ApiRequest &request);
  Expected<Stream> once(const ApiRequest &request, const Url &url);
  Expected<bool> answerChallenge(const HttpResponse &head, bool push);
  std::string authorization(bool push) const;
  std::string scope(bool push) const;
  Url origin() const;

  HttpClient &http;
  std::string host;
  std::string repository;
  EndpointOptions options;
  std::string scheme;
  bool schemeIsSettled = false;
  std::string basic;             ///< Header value, once asked for.
  std::map<bool, Token> bearers; ///< By the right to push.
};

} // namespace wpack

#endif
