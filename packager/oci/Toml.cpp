// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The only user of toml++, built without exceptions and without its formatters.
//
// toml++ 3.3 asserts what a file can make false (a table named `[:a]`), and in
// a release build tells the compiler to assume it: that would delete the check
// which follows. So its assumptions become nothing, before its code is read.

#include "packager/oci/Toml.h"
#include <algorithm>

#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#define TOML_ENABLE_WINDOWS_COMPAT 0
#define TOML_ASSERT(expr) static_assert(true)
#include <toml++/impl/preprocessor.h>
#undef TOML_ASSERT_ASSUME
#define TOML_ASSERT_ASSUME(expr) static_assert(true)
#include <toml++/toml.h>

namespace wpack {

/// As in JSON. toml++ stops arrays and inline tables at its own limit, but not
/// the dots of a key.
static constexpr int maxDepth = 64;

static std::string lineOf(const toml::source_region &place) {
  return concat("line ", place.begin.line);
}

static Expected<Json> toJson(const toml::node &node, int depth) {
  if (depth > maxDepth)
    return fail(lineOf(node.source()), ": nested deeper than ", maxDepth);
  if (const toml::table *table = node.as_table()) {
    Json json = Json::object();
    for (const auto &[key, value] : *table) {
      Expected<Json> member = toJson(value, depth + 1);
      if (!member)
        return member;
      json.set(std::string(key.str()), std::move(*member));
    }
    return json;
  }
  if (const toml::array *array = node.as_array()) {
    Json json = Json::array();
    for (const toml::node &value : *array) {
      Expected<Json> element = toJson(value, depth + 1);
      if (!element)
        return element;
      json.push(std::move(*element));
    }
    return json;
  }
  if (const auto *text = node.as_string())
    return Json(text->get());
  if (const auto *number = node.as_integer())
    return Json(number->get());
  if (const auto *truth = node.as_boolean())
    return Json::boolean(truth->get());
  if (const auto *number = node.as_floating_point())
    return Json::real(number->get());
  return fail(lineOf(node.source()), ": dates and times mean nothing here");
}

/// Whether there is a character from U+FB00 to U+FEFE: toml++ 3.3 takes the
/// question whether one of them is a space for one that cannot be asked.
static bool hasPresentationForm(std::string_view text) {
  for (size_t at = text.find('\xef'); at != std::string_view::npos;
       at = text.find('\xef', at + 1)) {
    auto byte = [&](size_t i) {
      return at + i < text.size() ? static_cast<unsigned char>(text[at + i])
                                  : 0;
    };
    bool isMark = byte(1) == 0xbb && byte(2) == 0xbf; // U+FEFF
    if (byte(1) >= 0xac && byte(1) <= 0xbb && !isMark)
      return true;
  }
  return false;
}

Expected<Json> parseToml(std::string_view text) {
  if (text.size() > size_t(maxTomlBytes))
    return fail("more than ", maxTomlBytes, " bytes of TOML");
  // toml++ takes time for each dot of a key that grows with the dots before.
  constexpr std::ptrdiff_t maxDots = 200;
  for (size_t at = 0; at < text.size();) {
    size_t end = std::min(text.find('\n', at), text.size());
    std::string_view line = text.substr(at, end - at);
    std::string_view key = line.substr(0, line.find_first_of("=#\"'"));
    if (std::ranges::count(key, '.') > maxDots)
      return fail("a key of more than ", maxDots, " dots");
    at = end + 1;
  }
  if (hasPresentationForm(text))
    return fail("a character between U+FB00 and U+FEFE, which cannot be read");
  toml::parse_result result = toml::parse(text);
  if (!result)
    return fail(lineOf(result.error().source()), ": ",
                result.error().description());
  return toJson(result.table(), 0);
}

} // namespace wpack
