// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// SPDX 2.3 as JSON.

#include "packager/sbom/Sbom.h"

namespace wpack {

namespace {

/// Packages and what is between them.
struct Document {
  Json packages = Json::array();
  Json relationships = Json::array();
  int count = 0;

  /// Returns the package's identifier in the document.
  std::string add(const std::string &name, const std::string &version,
                  const Digest *digest, const std::string &purl,
                  const std::string &comment) {
    std::string id = concat("SPDXRef-", ++count);
    Json json = Json::object();
    json.set("SPDXID", id);
    json.set("name", name);
    if (!version.empty())
      json.set("versionInfo", version);
    json.set("downloadLocation", "NOASSERTION");
    json.set("filesAnalyzed", Json::boolean(false));
    json.set("licenseConcluded", "NOASSERTION");
    json.set("licenseDeclared", "NOASSERTION");
    json.set("copyrightText", "NOASSERTION");
    if (digest) {
      Json sums = Json::array();
      sums.push(Json::object()
                    .set("algorithm", "SHA256")
                    .set("checksumValue", digest->hex()));
      json.set("checksums", std::move(sums));
    }
    if (!purl.empty()) {
      Json references = Json::array();
      references.push(Json::object()
                          .set("referenceCategory", "PACKAGE-MANAGER")
                          .set("referenceType", "purl")
                          .set("referenceLocator", purl));
      json.set("externalRefs", std::move(references));
    }
    if (!comment.empty())
      json.set("comment", comment);
    packages.push(std::move(json));
    return id;
  }
  void relate(const std::string &from, std::string_view how,
              const std::string &to) {
    relationships.push(Json::object()
                           .set("spdxElementId", from)
                           .set("relationshipType", how)
                           .set("relatedSpdxElement", to));
  }
};

} // namespace

Json toSpdx(const ImageFacts &facts) {
  Document document;
  std::string module = document.add(facts.name + ".wasm", facts.version,
                                    &facts.wasm, "", "the portable program");
  document.relate("SPDXRef-DOCUMENT", "DESCRIBES", module);
  for (const Ingredient &part : facts.ingredients) {
    bool isCrate = part.kind == "crate";
    std::string id = document.add(
        part.name, part.version, nullptr,
        isCrate ? concat("pkg:cargo/", part.name, "@", part.version) : "",
        part.kind);
    if (isCrate)
      document.relate(module, "DEPENDS_ON", id);
    else
      document.relate(id, "BUILD_TOOL_OF", module);
  }
  for (const ImageFacts::Native &native : facts.natives) {
    std::string program =
        document.add(facts.name, facts.version, &native.elf, "",
                     concat(native.platform, ", ", native.cpu));
    document.relate("SPDXRef-DOCUMENT", "DESCRIBES", program);
    document.relate(program, "GENERATED_FROM", module);
    std::string stub = document.add("wasmc-runtime-stub", native.compiler,
                                    nullptr, "", native.platform);
    document.relate(program, "CONTAINS", stub);
    std::string compiler =
        document.add("wasmc", native.compiler, nullptr, "", "compiler");
    document.relate(compiler, "BUILD_TOOL_OF", program);
  }
  Json creators = Json::array();
  creators.push("Tool: wpack");
  Json json = Json::object();
  json.set("spdxVersion", "SPDX-2.3");
  json.set("dataLicense", "CC0-1.0");
  json.set("SPDXID", "SPDXRef-DOCUMENT");
  json.set("name", facts.name);
  // Must be unlike that of any other document: its own content names it.
  std::string content =
      concat(document.packages.dump(), document.relationships.dump());
  json.set("documentNamespace",
           concat("urn:wpack:sbom:", Digest::of(content).hex()));
  json.set("creationInfo", Json::object()
                               .set("created", facts.created)
                               .set("creators", std::move(creators)));
  json.set("packages", std::move(document.packages));
  json.set("relationships", std::move(document.relationships));
  return json;
}

} // namespace wpack
