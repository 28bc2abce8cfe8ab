// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// CycloneDX 1.5 as JSON.

#include "packager/sbom/Sbom.h"

namespace wpack {

static Json component(std::string_view type, const std::string &ref,
                      const std::string &name, const std::string &version) {
  Json json = Json::object();
  json.set("type", type);
  json.set("bom-ref", ref);
  json.set("name", name);
  if (!version.empty())
    json.set("version", version);
  return json;
}

static Json hashOf(const Digest &digest) {
  Json list = Json::array();
  list.push(Json::object().set("alg", "SHA-256").set("content", digest.hex()));
  return list;
}

static Json dependency(const std::string &ref,
                       const std::vector<std::string> &on) {
  return Json::object().set("ref", ref).set("dependsOn", Json::of(on));
}

static Json property(std::string_view name, const std::string &value) {
  Json list = Json::array();
  list.push(Json::object().set("name", name).set("value", value));
  return list;
}

Json toCycloneDx(const ImageFacts &facts) {
  Json components = Json::array(), dependencies = Json::array();
  std::vector<std::string> crates, programs{"module"};
  Json module =
      component("application", "module", facts.name + ".wasm", facts.version);
  module.set("hashes", hashOf(facts.wasm));
  components.push(std::move(module));
  int count = 0;
  for (const Ingredient &part : facts.ingredients) {
    std::string ref = concat("part-", ++count);
    bool isCrate = part.kind == "crate";
    Json json = component(isCrate ? "library" : "application", ref, part.name,
                          part.version);
    if (isCrate) {
      json.set("purl", concat("pkg:cargo/", part.name, "@", part.version));
      crates.push_back(ref);
    } else {
      // A tool: it made the program, but is not in it.
      json.set("scope", "excluded");
      json.set("properties", property("wasm:producers", part.kind));
    }
    components.push(std::move(json));
  }
  dependencies.push(dependency("module", crates));
  for (const ImageFacts::Native &native : facts.natives) {
    std::string ref = concat("native:", native.platform);
    std::string stub = concat("stub:", native.platform);
    Json json = component("application", ref, facts.name, facts.version);
    json.set("hashes", hashOf(native.elf));
    json.set("properties", property("wpack:cpu", native.cpu));
    components.push(std::move(json));
    components.push(
        component("library", stub, "wasmc-runtime-stub", native.compiler));
    dependencies.push(dependency(ref, {"module", stub}));
    programs.push_back(ref);
  }
  dependencies.push(dependency("image", programs));

  Json tools = Json::array();
  tools.push(Json::object().set("type", "application").set("name", "wpack"));
  for (const ImageFacts::Native &native : facts.natives)
    if (&native == &facts.natives.front())
      tools.push(Json::object()
                     .set("type", "application")
                     .set("name", "wasmc")
                     .set("version", native.compiler));
  Json metadata = Json::object();
  metadata.set("timestamp", facts.created);
  metadata.set("tools", Json::object().set("components", std::move(tools)));
  metadata.set("component",
               component("container", "image", facts.name, facts.version));
  Json json = Json::object();
  json.set("bomFormat", "CycloneDX");
  json.set("specVersion", "1.5");
  json.set("version", 1);
  json.set("metadata", std::move(metadata));
  json.set("components", std::move(components));
  json.set("dependencies", std::move(dependencies));
  return json;
}

} // namespace wpack
