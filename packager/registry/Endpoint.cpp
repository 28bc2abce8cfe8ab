// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Four wrappings around one request, each in a function of its own:
// retrying( authorised( redirected( onOwnScheme( once ))).

#include "packager/registry/Endpoint.h"
#include <thread>

namespace wpack {

static constexpr int maxRedirects = 5;

/// Docker Hub answers under another name than the one in references.
static std::string apiHost(const std::string &host) {
  return host == "docker.io" ? "registry-1.docker.io" : host;
}

Endpoint::Endpoint(HttpClient &http, std::string host, std::string repository,
                   EndpointOptions options)
    : http(http), host(std::move(host)), repository(std::move(repository)),
      options(std::move(options)),
      scheme(this->options.plainHttp ? "http" : "https"),
      schemeIsSettled(this->options.plainHttp) {}

Url Endpoint::origin() const { return {scheme, apiHost(host), "/v2/"}; }

std::string Endpoint::scope(bool push) const {
  return concat("repository:", repository, push ? ":pull,push" : ":pull");
}

std::string Endpoint::authorization(bool push) const {
  if (!basic.empty())
    return basic;
  auto found = bearers.find(push);
  if (found == bearers.end() ||
      found->second.expires < std::chrono::steady_clock::now())
    return {};
  return concat("Bearer ", found->second.value);
}

Expected<Endpoint::Stream> Endpoint::once(const ApiRequest &request,
                                          const Url &url) {
  if (request.body)
    if (Status rewound = request.body->rewind(); !rewound)
      return std::unexpected(rewound.error());
  HttpRequest plain{request.method, url, request.headers, request.body,
                    request.bodySize};
  if (url.sameOrigin(origin()))
    if (std::string value = authorization(request.push); !value.empty())
      plain.headers.emplace_back("Authorization", value);
  return http.open(plain);
}

Expected<Endpoint::Stream> Endpoint::onOwnScheme(const ApiRequest &request) {
  auto target = [&] {
    Url url = origin();
    url.target += request.path;
    return request.location.value_or(url);
  };
  Expected<Stream> stream = once(request, target());
  // Only a loopback server may do without TLS unasked: nobody listens there.
  if (!stream && stream.error().kind == ErrorKind::NotTls && !schemeIsSettled &&
      !request.location && isLoopback(host)) {
    scheme = "http";
    stream = once(request, target());
  }
  schemeIsSettled |= stream.has_value();
  return stream;
}

Expected<Endpoint::Stream> Endpoint::redirected(const ApiRequest &request) {
  Expected<Stream> stream = onOwnScheme(request);
  bool mayFollow = request.method == "GET" || request.method == "HEAD";
  for (int hops = 0; stream && mayFollow; ++hops) {
    const HttpResponse &head = (*stream)->head();
    bool isRedirect = head.status == 301 || head.status == 302 ||
                      head.status == 303 || head.status == 307 ||
                      head.status == 308;
    if (!isRedirect)
      break;
    if (hops == maxRedirects)
      return fail(request.method, " ", head.url.redacted(), ": more than ",
                  maxRedirects, " redirects");
    Expected<Url> next = head.url.resolve(head.header("location"));
    if (!next)
      return inContext("redirect", next.error());
    if (head.url.scheme == "https" && next->scheme != "https")
      return fail(request.method, " ", head.url.redacted(),
                  ": refused to follow a redirect from https to http");
    stream = once(request, *next);
  }
  return stream;
}

Expected<bool> Endpoint::answerChallenge(const HttpResponse &head, bool push) {
  if (!head.url.sameOrigin(origin()))
    return false; // Not the registry's question, so not for our credentials.
  bool secure = scheme == "https" || isLoopback(host);
  auto credentials = findCredentials(options.credentials, host, repository);
  if (!credentials)
    return std::unexpected(credentials.error());
  auto [first, last] = head.headers.equal_range("www-authenticate");
  for (auto header = first; header != last; ++header)
    for (const Challenge &challenge : parseChallenges(header->second)) {
      if (challenge.scheme == "bearer") {
        Expected<Token> token =
            fetchToken(http, challenge, scope(push), *credentials);
        if (!token)
          return std::unexpected(token.error());
        if (!secure)
          return fail("registry ", host, " does not use TLS; it gets no token");
        bearers.insert_or_assign(push, *token);
        return true;
      }
      bool usable = *credentials && (*credentials)->refreshToken.empty();
      if (challenge.scheme == "basic" && usable) {
        if (!secure)
          return fail("registry ", host,
                      " does not use TLS; it gets no credentials");
        basic = basicAuthorization(**credentials);
        return true;
      }
    }
  return false;
}

Expected<Endpoint::Stream> Endpoint::authorised(const ApiRequest &request) {
  Expected<Stream> stream = redirected(request);
  if (!stream || (*stream)->head().status != 401)
    return stream;
  // A refused Basic header will not be accepted on the second try either.
  if (!basic.empty())
    return stream;
  HttpResponse head = (*stream)->head();
  Expected<bool> answered = answerChallenge(head, request.push);
  if (!answered)
    return std::unexpected(answered.error());
  return *answered ? redirected(request) : std::move(stream);
}

Expected<Endpoint::Stream> Endpoint::retrying(const ApiRequest &request,
                                              HttpResponse *whole) {
  for (int attempt = 0;; ++attempt) {
    Expected<Stream> stream = authorised(request);
    Expected<HttpResponse> outcome =
        stream ? Expected<HttpResponse>((*stream)->head())
               : std::unexpected(stream.error());
    if (stream && whole) {
      Expected<std::string> body = readAll(**stream, maxDocumentBytes);
      if (body)
        outcome->body = std::move(*body);
      else
        outcome = inContext(outcome->url.redacted(), body.error());
    }
    bool last = !request.retry || attempt + 1 >= options.retry.attempts;
    if (last || !mayRetry(outcome)) {
      if (!outcome)
        return std::unexpected(outcome.error());
      if (whole)
        *whole = std::move(*outcome);
      return stream;
    }
    std::this_thread::sleep_for(pauseAfter(options.retry, attempt, outcome));
  }
}

Expected<HttpResponse> Endpoint::send(const ApiRequest &request) {
  HttpResponse response;
  Expected<Stream> stream = retrying(request, &response);
  if (!stream)
    return std::unexpected(stream.error());
  return response;
}

Expected<Endpoint::Stream> Endpoint::open(const ApiRequest &request) {
  return retrying(request, nullptr);
}

} // namespace wpack
