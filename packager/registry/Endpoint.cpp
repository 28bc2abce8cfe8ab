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

Url Endpoint::origin() const {
  std::lock_guard guard(schemeMutex);
  return {scheme, apiHost(host), "/v2/"};
}

Expected<Url> Endpoint::ownUrl(const Url &base, std::string_view link) const {
  Expected<Url> url = base.resolve(link);
  if (url && !url->sameOrigin(origin()))
    return fail(base.redacted(), ": its next page is said to be at ",
                url->redacted(), ", which is another host");
  return url;
}

std::string Endpoint::scopeOf(const ApiRequest &request) const {
  if (repository.empty())
    return {};
  std::string_view actions = request.access == Access::Pull   ? ":pull"
                             : request.access == Access::Push ? ":pull,push"
                                                              : ":pull,delete";
  std::string scope = concat("repository:", repository, actions);
  if (!request.alsoPull.empty())
    scope += concat(" repository:", request.alsoPull, ":pull");
  return scope;
}

Expected<std::optional<Credentials>> Endpoint::credentials() {
  auto found = findCredentials(options.credentials, host, repository);
  if (found && *found && origin().scheme != "https" && !isLoopback(host))
    return fail("registry ", host, " does not use TLS; it gets no credentials");
  return found;
}

Expected<std::string> Endpoint::askForToken(const Challenge &challenge,
                                            const std::string &scope) {
  auto known = credentials();
  if (!known)
    return std::unexpected(known.error());
  Expected<Token> token = fetchToken(http, challenge, scope, *known);
  if (!token)
    return std::unexpected(token.error());
  if (origin().scheme != "https" && !isLoopback(host))
    return fail("registry ", host, " does not use TLS; it gets no token");
  bearers.insert_or_assign(scope, Bearer{*token, challenge});
  return concat("Bearer ", token->value);
}

/// The header's value for a request; empty if nothing was asked for so far.
Expected<std::string> Endpoint::authorization(const ApiRequest &request) {
  std::lock_guard guard(authMutex);
  if (!basic.empty())
    return basic;
  std::string scope = scopeOf(request);
  auto found = bearers.find(scope);
  if (found == bearers.end())
    return std::string();
  // Renewed before use: a refusal would come only after the whole body.
  if (found->second.token.expires < std::chrono::steady_clock::now())
    return askForToken(Challenge(found->second.challenge), scope);
  return concat("Bearer ", found->second.token.value);
}

Expected<Endpoint::Stream> Endpoint::once(const ApiRequest &request,
                                          const Url &url,
                                          const std::string &authorization) {
  if (request.body)
    if (Status rewound = request.body->rewind(); !rewound)
      return std::unexpected(rewound.error());
  HttpRequest plain{request.method, url, request.headers, request.body,
                    request.bodySize};
  if (!authorization.empty() && url.sameOrigin(origin()))
    plain.headers.emplace_back("Authorization", authorization);
  return http.open(plain);
}

Expected<Endpoint::Stream>
Endpoint::onOwnScheme(const ApiRequest &request,
                      const std::string &authorization) {
  auto send = [&](Url url) {
    url.target += request.path;
    return once(request, request.location.value_or(url), authorization);
  };
  Url tried = origin();
  Expected<Stream> stream = send(tried);
  if (request.location)
    return stream;
  bool mayFallBack = false;
  {
    std::lock_guard guard(schemeMutex);
    // Only a loopback server may do without TLS unasked: nobody listens there.
    mayFallBack = !stream && stream.error().kind == ErrorKind::NotTls &&
                  tried.scheme == "https" && isLoopback(host) &&
                  (!schemeIsSettled || scheme == "http");
    if (mayFallBack)
      scheme = "http";
    schemeIsSettled |= stream.has_value();
  }
  if (!mayFallBack)
    return stream;
  stream = send(origin());
  std::lock_guard guard(schemeMutex);
  schemeIsSettled |= stream.has_value();
  return stream;
}

Expected<Endpoint::Stream>
Endpoint::redirected(const ApiRequest &request,
                     const std::string &authorization) {
  Expected<Stream> stream = onOwnScheme(request, authorization);
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
    stream = once(request, *next, authorization);
  }
  return stream;
}

/// What to send instead of `refused`, or nothing if there is nothing better.
Expected<std::string> Endpoint::answerChallenge(const HttpResponse &head,
                                                const ApiRequest &request,
                                                const std::string &refused) {
  if (!head.url.sameOrigin(origin()))
    return std::string(); // Not the registry's question: not for our secrets.
  std::lock_guard guard(authMutex);
  // A refused Basic header will not be accepted on the second try either.
  if (refused.starts_with("Basic "))
    return std::string();
  std::string scope = scopeOf(request);
  auto found = bearers.find(scope);
  std::string current = found == bearers.end()
                            ? basic
                            : concat("Bearer ", found->second.token.value);
  if (!current.empty() && current != refused)
    return current; // Another thread was faster.
  auto [first, last] = head.headers.equal_range("www-authenticate");
  for (auto header = first; header != last; ++header)
    for (const Challenge &challenge : parseChallenges(header->second)) {
      if (challenge.scheme == "bearer")
        return askForToken(challenge, scope);
      if (challenge.scheme != "basic")
        continue;
      auto known = credentials();
      if (!known)
        return std::unexpected(known.error());
      if (*known && (*known)->refreshToken.empty())
        return basic = basicAuthorization(**known);
    }
  return std::string();
}

Expected<Endpoint::Stream> Endpoint::authorised(const ApiRequest &request) {
  Expected<std::string> value = authorization(request);
  if (!value)
    return std::unexpected(value.error());
  Expected<Stream> stream = redirected(request, *value);
  if (!stream || (*stream)->head().status != 401)
    return stream;
  Expected<std::string> better =
      answerChallenge((*stream)->head(), request, *value);
  if (!better)
    return std::unexpected(better.error());
  return better->empty() ? std::move(stream) : redirected(request, *better);
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
    std::optional<std::chrono::milliseconds> pause =
        pauseAfter(options.retry, attempt, outcome);
    if (last || !mayRetry(outcome) || !pause) {
      if (!outcome)
        return std::unexpected(outcome.error());
      if (whole)
        *whole = std::move(*outcome);
      return stream;
    }
    std::this_thread::sleep_for(*pause);
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
