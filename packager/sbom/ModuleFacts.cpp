// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A reader of two custom sections of modules that may have been made to harm:
// every length is compared with what is left before it is used.

#include "packager/sbom/ModuleFacts.h"
#include "packager/layer/Compressor.h"
#include "packager/oci/Json.h"
#include <optional>

namespace wpack {

/// More than any toolchain writes; the rest is left out.
static constexpr size_t maxIngredients = 10000;
static constexpr size_t maxListBytes = 8 << 20;

namespace {

/// Takes values from the front of some bytes; the first error sticks.
class Cursor {
public:
  explicit Cursor(std::string_view bytes) : rest(bytes) {}
  bool isDone() const { return broken || rest.empty(); }
  explicit operator bool() const { return !broken; }

  uint32_t number() {
    uint32_t value = 0;
    for (unsigned shift = 0; shift < 35; shift += 7) {
      if (rest.empty())
        break;
      auto byte = static_cast<unsigned char>(rest.front());
      rest.remove_prefix(1);
      value |= uint32_t(byte & 0x7f) << shift;
      if (!(byte & 0x80))
        return value;
    }
    broken = true;
    return 0;
  }
  std::string_view take(size_t length) {
    if (broken || length > rest.size()) {
      broken = true;
      return {};
    }
    std::string_view taken = rest.substr(0, length);
    rest.remove_prefix(length);
    return taken;
  }
  std::string_view text() { return take(number()); }
  std::string_view remaining() { return take(rest.size()); }

private:
  std::string_view rest;
  bool broken = false;
};

/// A name out of a foreign file, fit for JSON: control characters and what is
/// beyond ASCII become '?', and it is not long.
std::string clean(std::string_view text) {
  std::string out(text.substr(0, 256));
  for (char &c : out)
    if (static_cast<unsigned char>(c) < 0x20 ||
        static_cast<unsigned char>(c) > 0x7e)
      c = '?';
  return out;
}

void readProducers(std::string_view section, std::vector<Ingredient> &out) {
  Cursor cursor(section);
  for (uint32_t fields = cursor.number(); fields > 0 && !cursor.isDone();
       --fields) {
    std::string kind = clean(cursor.text());
    for (uint32_t values = cursor.number();
         values > 0 && cursor && out.size() < maxIngredients; --values) {
      std::string name = clean(cursor.text());
      std::string version = clean(cursor.text());
      if (cursor && !name.empty())
        out.push_back({kind, name, version});
    }
  }
}

void readCrates(std::string_view section, std::vector<Ingredient> &out) {
  Expected<std::string> text = inflateZlib(section, maxListBytes);
  if (!text)
    return;
  Expected<Json> json = Json::parse(*text);
  const Json *packages = json ? json->find("packages") : nullptr;
  if (!packages || !packages->elements())
    return;
  for (const Json &package : *packages->elements()) {
    const Json *name = package.find("name");
    const Json *version = package.find("version");
    const Json *kind = package.find("kind");
    // What only ran while building is no part of the program.
    if (kind && kind->string() && *kind->string() == "build")
      continue;
    if (name && name->string() && out.size() < maxIngredients)
      out.push_back(
          {"crate", clean(*name->string()),
           version && version->string() ? clean(*version->string()) : ""});
  }
}

} // namespace

std::vector<Ingredient> readIngredients(std::string_view module) {
  std::vector<Ingredient> ingredients;
  constexpr size_t headerBytes = 8;
  if (module.size() < headerBytes)
    return ingredients;
  Cursor sections(module.substr(headerBytes));
  while (!sections.isDone()) {
    std::string_view id = sections.take(1);
    std::string_view body = sections.text();
    if (!sections || id != std::string_view("\0", 1))
      continue;
    Cursor custom(body);
    std::string_view name = custom.text();
    if (name == "producers")
      readProducers(custom.remaining(), ingredients);
    else if (name == ".dep-v0")
      readCrates(custom.remaining(), ingredients);
  }
  return ingredients;
}

} // namespace wpack
