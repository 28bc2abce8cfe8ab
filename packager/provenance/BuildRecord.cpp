// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/provenance/BuildRecord.h"

namespace wpack {

static constexpr std::string_view builderPrefix = "urn:wpack:wasmc:";

static Json digestJson(const Digest &digest) {
  return Json::object().set(std::string(digest.algorithm()), digest.hex());
}

Json BuildRecord::toPredicate() const {
  Json parameters = Json::object();
  parameters.set("target", target);
  parameters.set("cpu", cpu);
  parameters.set("level", level);
  parameters.set("flags", Json::of(flags));
  Json source = Json::object();
  source.set("uri", "app.wasm");
  source.set("digest", digestJson(wasm));
  Json dependencies = Json::array();
  dependencies.push(std::move(source));
  Json definition = Json::object();
  definition.set("buildType", wasmcBuildType);
  definition.set("externalParameters", std::move(parameters));
  definition.set("internalParameters", Json::object());
  definition.set("resolvedDependencies", std::move(dependencies));

  Json product = Json::object();
  product.set("name", "app");
  product.set("digest", digestJson(elf));
  Json products = Json::array();
  products.push(std::move(product));
  Json details = Json::object();
  details.set("builder",
              Json::object().set("id", concat(builderPrefix, compiler)));
  // No time and no number of the run: the same build says the same.
  details.set("metadata", Json::object());
  details.set("byproducts", std::move(products));
  return Json::object()
      .set("buildDefinition", std::move(definition))
      .set("runDetails", std::move(details));
}

/// The digest in the first element of a list of resources.
static Expected<Digest> firstDigest(const Json *list, std::string_view where) {
  if (!list || !list->elements() || list->elements()->empty())
    return fail(where, ": empty");
  const Json *digests = list->elements()->front().find("digest");
  const Json *sha256 = digests ? digests->find("sha256") : nullptr;
  if (!sha256 || !sha256->string())
    return fail(where, ": no sha256 digest");
  Expected<Digest> digest = Digest::parse(concat("sha256:", *sha256->string()));
  if (!digest)
    return inContext(where, digest.error());
  return digest;
}

Expected<BuildRecord> BuildRecord::fromPredicate(const Json &predicate) {
  const Json none = Json::object();
  auto orNone = [&none](const Json *object) -> const Json & {
    return object ? *object : none;
  };
  FieldReader top(predicate, "provenance");
  FieldReader definition(orNone(top.optionalObject("buildDefinition")),
                         "provenance: buildDefinition");
  FieldReader details(orNone(top.optionalObject("runDetails")),
                      "provenance: runDetails");
  FieldReader builder(orNone(details.optionalObject("builder")),
                      "provenance: builder");
  FieldReader parameters(
      orNone(definition.optionalObject("externalParameters")),
      "provenance: externalParameters");
  if (definition.requiredString("buildType") != wasmcBuildType)
    definition.note({"provenance: not of a build by wasmc"});
  std::string id = builder.requiredString("id");
  if (!id.starts_with(builderPrefix))
    builder.note({"provenance: not built by wasmc"});
  std::string target = parameters.requiredString("target");
  std::string cpu = parameters.requiredString("cpu");
  std::string level = parameters.requiredString("level");
  std::vector<std::string> flags = parameters.optionalStrings("flags");
  const Json *sources = definition.optionalArray("resolvedDependencies");
  const Json *products = details.optionalArray("byproducts");
  for (const FieldReader *fields :
       {&top, &definition, &details, &builder, &parameters})
    if (fields->error())
      return std::unexpected(*fields->error());
  Expected<Digest> wasm =
      firstDigest(sources, "provenance: resolvedDependencies");
  if (!wasm)
    return std::unexpected(wasm.error());
  Expected<Digest> elf = firstDigest(products, "provenance: byproducts");
  if (!elf)
    return std::unexpected(elf.error());
  return BuildRecord{
      *elf,  *wasm,           id.substr(builderPrefix.size()), target, cpu,
      level, std::move(flags)};
}

} // namespace wpack
