// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/registry/Url.h"
#include "packager/oci/Digest.h"
#include <algorithm>

namespace wpack {

/// Spaces and control characters could end a request line or a header early.
static bool isClean(std::string_view text) {
  return std::ranges::all_of(text, [](char c) {
    auto value = static_cast<unsigned char>(c);
    return value > 0x20 && value != 0x7f;
  });
}

Expected<Url> Url::parse(std::string_view text) {
  auto malformed = [&] {
    return fail("malformed URL '", text.substr(0, text.find('?')), "'");
  };
  size_t colon = text.find("://");
  if (colon == std::string_view::npos || !isClean(text))
    return malformed();
  Url url;
  url.scheme = text.substr(0, colon);
  if (url.scheme != "http" && url.scheme != "https")
    return malformed();
  std::string_view rest = text.substr(colon + 3);
  size_t end = rest.find_first_of("/?#");
  url.host = rest.substr(0, end);
  // User and password in a URL would end up in messages and logs.
  if (url.host.empty() || url.host.find('@') != std::string::npos)
    return malformed();
  if (end != std::string_view::npos)
    url.target = rest.substr(end, rest.find('#') - end);
  if (!url.target.starts_with('/'))
    url.target.insert(0, "/");
  return url;
}

Expected<Url> Url::resolve(std::string_view location) const {
  if (location.find("://") < location.find_first_of("/?#") ||
      location.starts_with("http://") || location.starts_with("https://"))
    return parse(location);
  if (location.starts_with("//"))
    return parse(concat(scheme, ":", location));
  std::string_view path = std::string_view(target).substr(0, target.find('?'));
  if (location.starts_with('/'))
    path = "";
  else if (!location.starts_with('?'))
    path = path.substr(0, path.rfind('/') + 1);
  return parse(concat(scheme, "://", host, path, location));
}

Url Url::withQuery(std::string_view key, std::string_view value) const {
  Url url = *this;
  char joint = target.find('?') == std::string::npos ? '?' : '&';
  url.target += concat(joint, key, "=", percentEncode(value));
  return url;
}

std::string Url::redacted() const {
  return concat(scheme, "://", host,
                std::string_view(target).substr(0, target.find('?')));
}

bool isLoopback(std::string_view host) {
  if (host.starts_with('['))
    return host.substr(0, host.find(']') + 1) == "[::1]";
  std::string_view name = host.substr(0, host.find(':'));
  if (name == "localhost")
    return true;
  // Only an address counts: 127.example.org is a name like any other.
  return name.starts_with("127.") && std::ranges::count(name, '.') == 3 &&
         name.find_first_not_of("0123456789.") == std::string_view::npos;
}

std::string percentEncode(std::string_view text) {
  std::string encoded;
  for (char c : text) {
    bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                 (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' ||
                 c == '~';
    if (plain)
      encoded += c;
    else
      encoded += concat("%", toHex({&c, 1}));
  }
  return encoded;
}

} // namespace wpack
