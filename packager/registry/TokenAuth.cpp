// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/registry/TokenAuth.h"
#include "packager/oci/Base64.h"
#include "packager/registry/RegistryError.h"
#include <algorithm>

namespace wpack {

std::string basicAuthorization(const Credentials &credentials) {
  return concat("Basic ", encodeBase64(concat(credentials.username, ":",
                                              credentials.password)));
}

/// A scope attribute holds several scopes separated by spaces.
static std::vector<std::string> splitScopes(std::string_view scopes) {
  std::vector<std::string> list;
  while (!scopes.empty()) {
    size_t space = std::min(scopes.find(' '), scopes.size());
    if (space > 0)
      list.emplace_back(scopes.substr(0, space));
    scopes.remove_prefix(std::min(space + 1, scopes.size()));
  }
  return list;
}

static std::string joinScopes(const std::vector<std::string> &list) {
  std::string joined;
  for (const std::string &scope : list)
    joined += concat(joined.empty() ? "" : " ", scope);
  return joined;
}

/// Whether `scope` gives all that `asked` names: the same resource, with the
/// same or more actions, in any order.
static bool covers(std::string_view scope, std::string_view asked) {
  size_t colon = asked.rfind(':');
  if (colon == std::string_view::npos ||
      scope.substr(0, scope.rfind(':')) != asked.substr(0, colon))
    return scope == asked;
  std::string granted =
      concat(",", scope.substr(std::min(colon + 1, scope.size())), ",");
  std::string_view actions = asked.substr(colon + 1);
  while (!actions.empty()) {
    size_t comma = std::min(actions.find(','), actions.size());
    if (!granted.contains(concat(",", actions.substr(0, comma), ",")))
      return false;
    actions.remove_prefix(std::min(comma + 1, actions.size()));
  }
  return true;
}

static Expected<Token> parseToken(const std::string &body) {
  Expected<Json> json = Json::parse(body);
  // The body is not quoted: it may hold the token.
  if (!json)
    return fail("the token server's answer is no JSON");
  FieldReader fields(*json, "token server's answer");
  std::string value = fields.optionalString("token");
  if (value.empty())
    value = fields.optionalString("access_token");
  int64_t lifetime = fields.optionalSize("expires_in");
  if (fields.error())
    return std::unexpected(*fields.error());
  bool clean = std::ranges::all_of(value, [](char c) {
    return static_cast<unsigned char>(c) > 0x20 && c != 0x7f;
  });
  if (value.empty() || !clean)
    return fail("the token server's answer has no usable token");
  // Less than a minute is not meant: the default of servers that say nothing.
  constexpr int64_t shortest = 60, longest = 3600, margin = 10;
  lifetime = std::clamp(lifetime, shortest, longest);
  return Token{value, std::chrono::steady_clock::now() +
                          std::chrono::seconds(lifetime - margin)};
}

Expected<Token> fetchToken(HttpClient &http, const Challenge &challenge,
                           const std::string &scope,
                           const std::optional<Credentials> &credentials) {
  Expected<Url> realm = Url::parse(challenge.param("realm"));
  if (!realm)
    return inContext("realm of the Bearer challenge", realm.error());
  if (realm->scheme != "https" && !isLoopback(realm->host))
    return fail("token server ", realm->redacted(),
                " does not use TLS; it gets no credentials");
  // The challenge may ask for less than this request and the next ones need,
  // or, where names differ, for something else.
  std::vector<std::string> scopeList = splitScopes(scope);
  for (std::string &asked : splitScopes(challenge.param("scope")))
    if (std::ranges::none_of(scopeList, [&](const std::string &ours) {
          return covers(ours, asked);
        }))
      scopeList.push_back(std::move(asked));
  HttpRequest request{"GET", *realm};
  std::string form;
  bool refresh = credentials && !credentials->refreshToken.empty();
  if (refresh) {
    request.method = "POST";
    request.headers.emplace_back("Content-Type",
                                 "application/x-www-form-urlencoded");
    form = concat("grant_type=refresh_token&client_id=wpack&service=",
                  percentEncode(challenge.param("service")),
                  "&scope=", percentEncode(joinScopes(scopeList)),
                  "&refresh_token=", percentEncode(credentials->refreshToken));
  } else {
    if (std::string service = challenge.param("service"); !service.empty())
      request.url = request.url.withQuery("service", service);
    for (const std::string &one : scopeList)
      request.url = request.url.withQuery("scope", one);
    if (credentials)
      request.headers.emplace_back("Authorization",
                                   basicAuthorization(*credentials));
  }
  MemorySource body(form);
  if (refresh) {
    request.body = &body;
    request.bodySize = int64_t(form.size());
  }
  auto stream = http.open(request);
  if (!stream)
    return std::unexpected(stream.error());
  Expected<std::string> text = readAll(**stream, maxDocumentBytes);
  if (!text)
    return std::unexpected(text.error());
  HttpResponse response = (*stream)->head();
  if (response.status != 200) {
    response.body = *text;
    return registryError(request.method, response);
  }
  return parseToken(*text);
}

} // namespace wpack
