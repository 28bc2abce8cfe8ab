// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/oci/Manifest.h"

namespace wpack {

Expected<Manifest> Manifest::parse(std::string_view bytes) {
  Expected<Json> json = Json::parse(bytes);
  if (!json)
    return inContext("manifest", json.error());
  FieldReader fields(*json, "manifest");
  if (fields.requiredSize("schemaVersion") != 2)
    fields.note({"manifest: 'schemaVersion' must be 2"});
  std::string artifactType = fields.optionalString("artifactType");
  Annotations annotations = fields.optionalStringMap("annotations");
  const Json *config = fields.optionalObject("config");
  const Json *layers = fields.optionalArray("layers");
  const Json *subjectJson = fields.optionalObject("subject");
  if (!config)
    fields.note({"manifest: 'config' is missing"});
  if (fields.error())
    return std::unexpected(*fields.error());

  Expected<Descriptor> configDescriptor =
      Descriptor::fromJson(*config, "manifest: config");
  if (!configDescriptor)
    return std::unexpected(configDescriptor.error());
  Manifest manifest{*configDescriptor, {}, artifactType, {}, annotations};
  if (layers)
    for (const Json &element : *layers->elements()) {
      Expected<Descriptor> layer =
          Descriptor::fromJson(element, "manifest: layer");
      if (!layer)
        return std::unexpected(layer.error());
      manifest.layers.push_back(std::move(*layer));
    }
  if (subjectJson) {
    Expected<Descriptor> subject =
        Descriptor::fromJson(*subjectJson, "manifest: subject");
    if (!subject)
      return std::unexpected(subject.error());
    manifest.subject = std::move(*subject);
  }
  return manifest;
}

std::string Manifest::serialise() const {
  Json json = Json::object();
  json.set("schemaVersion", 2);
  json.set("mediaType", media::manifest);
  if (!artifactType.empty())
    json.set("artifactType", artifactType);
  json.set("config", config.toJson());
  Json list = Json::array();
  for (const Descriptor &layer : layers)
    list.push(layer.toJson());
  json.set("layers", std::move(list));
  if (subject)
    json.set("subject", subject->toJson());
  if (!annotations.empty())
    json.set("annotations", Json::of(annotations));
  return json.dump();
}

} // namespace wpack
