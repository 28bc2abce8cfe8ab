// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/oci/Reference.h"
#include <algorithm>

namespace wpack {

static constexpr std::string_view hubHost = "docker.io";

static bool isLowerAlnum(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}
static bool isAlnum(char c) {
  return isLowerAlnum(c) || (c >= 'A' && c <= 'Z');
}

/// One path component: runs of lower-case letters and digits, joined by '.',
/// '_', '__' or any number of '-'.
static bool isComponent(std::string_view text) {
  size_t at = 0;
  while (true) {
    size_t start = at;
    while (at < text.size() && isLowerAlnum(text[at]))
      ++at;
    if (at == start)
      return false;
    if (at == text.size())
      return true;
    char separator = text[at];
    size_t run = 0;
    while (at < text.size() && text[at] == separator) {
      ++at;
      ++run;
    }
    bool allowed = separator == '-' || (separator == '.' && run == 1) ||
                   (separator == '_' && run <= 2);
    if (!allowed)
      return false;
  }
}

static bool isRepository(std::string_view text) {
  while (true) {
    size_t slash = text.find('/');
    if (!isComponent(text.substr(0, slash)))
      return false;
    if (slash == std::string_view::npos)
      return true;
    text.remove_prefix(slash + 1);
  }
}

static bool isTag(std::string_view text) {
  auto isWord = [](char c) { return isAlnum(c) || c == '_'; };
  return !text.empty() && text.size() <= 128 && isWord(text[0]) &&
         std::ranges::all_of(
             text, [&](char c) { return isWord(c) || c == '.' || c == '-'; });
}

/// A DNS name, an IPv4 address or an IPv6 address in brackets; maybe a port.
static bool isHost(std::string_view text) {
  size_t portColon = text.rfind(':');
  if (text.starts_with('[')) {
    size_t close = text.find(']');
    if (close == std::string_view::npos || close < 3)
      return false;
    std::string_view address = text.substr(1, close - 1);
    if (!std::ranges::all_of(address, [](char c) {
          return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') ||
                 (c >= 'A' && c <= 'F') || c == ':' || c == '.';
        }))
      return false;
    if (close + 1 == text.size())
      return true;
    if (portColon != close + 1)
      return false;
  } else {
    std::string_view name = text.substr(0, portColon);
    if (name.empty() || !isAlnum(name.front()) || !isAlnum(name.back()) ||
        !std::ranges::all_of(
            name, [](char c) { return isAlnum(c) || c == '.' || c == '-'; }))
      return false;
    if (portColon == std::string_view::npos)
      return true;
  }
  std::string_view port = text.substr(portColon + 1);
  return !port.empty() && port.size() <= 5 &&
         std::ranges::all_of(port, [](char c) { return c >= '0' && c <= '9'; });
}

Expected<Reference> Reference::parse(std::string_view text) {
  auto malformed = [&](std::string_view why) {
    return fail("malformed reference '", text.substr(0, 300), "': ", why);
  };
  Reference reference;
  std::string_view rest = text;
  if (size_t at = rest.find('@'); at != std::string_view::npos) {
    Expected<Digest> digest = Digest::parse(rest.substr(at + 1));
    if (!digest)
      return malformed(digest.error().message);
    reference.digest = *digest;
    rest = rest.substr(0, at);
  }
  if (size_t slash = rest.find('/'); slash != std::string_view::npos) {
    std::string_view first = rest.substr(0, slash);
    if (first == "localhost" ||
        first.find_first_of(".:") != std::string_view::npos) {
      if (!isHost(first))
        return malformed("the part before the first '/' is no host[:port]");
      reference.host = first;
      reference.hasHost = true;
      rest = rest.substr(slash + 1);
    }
  }
  if (size_t colon = rest.rfind(':'); colon != std::string_view::npos) {
    reference.tag = rest.substr(colon + 1);
    rest = rest.substr(0, colon);
    if (!isTag(reference.tag))
      return malformed("a tag is 1 to 128 letters, digits, '_', '.', '-' and "
                       "starts with none of the last two");
  }
  if (!isRepository(rest))
    return malformed("a name is lower-case letters and digits, separated by "
                     "'/', '.', '_' or '-'; write host[:port]/name[:tag]");
  reference.repository = rest;
  if (!reference.hasHost || reference.host == hubHost) {
    reference.host = hubHost;
    if (rest.find('/') == std::string_view::npos)
      reference.repository = concat("library/", rest);
  }
  if (reference.name().size() > 255)
    return malformed("host and name are longer than 255 characters");
  if (reference.tag.empty() && !reference.digest)
    reference.tag = "latest";
  return reference;
}

std::string Reference::str() const {
  std::string text = name();
  if (!tag.empty())
    text += concat(":", tag);
  if (digest)
    text += concat("@", digest->str());
  return text;
}

std::string Reference::familiar() const {
  std::string text = str();
  if (hasHost || host != hubHost)
    return text;
  text.erase(0, hubHost.size() + 1);
  constexpr std::string_view library = "library/";
  if (text.starts_with(library))
    text.erase(0, library.size());
  return text;
}

Reference Reference::withTag(std::string newTag) const {
  Reference copy = *this;
  copy.tag = std::move(newTag);
  copy.digest.reset();
  return copy;
}

Reference Reference::withDigest(const Digest &newDigest) const {
  Reference copy = *this;
  copy.tag.clear();
  copy.digest = newDigest;
  return copy;
}

} // namespace wpack
