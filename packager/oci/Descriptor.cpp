// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/oci/Descriptor.h"

namespace wpack {

std::string Platform::str() const {
  std::string text = concat(os, "/", architecture);
  if (!variant.empty())
    text += concat("/", variant);
  return text;
}

Descriptor Descriptor::of(std::string_view mediaType, std::string_view bytes) {
  return {std::string(mediaType), Digest::of(bytes), int64_t(bytes.size())};
}

Expected<Descriptor> Descriptor::fromJson(const Json &json,
                                          const std::string &where) {
  FieldReader fields(json, where);
  std::string mediaType = fields.requiredString("mediaType");
  std::string digestText = fields.requiredString("digest");
  int64_t size = fields.requiredSize("size");
  if (size > maxBlobBytes)
    fields.note({concat(where, ": 'size' is beyond all reason")});
  std::string artifactType = fields.optionalString("artifactType");
  Annotations annotations = fields.optionalStringMap("annotations");
  std::optional<Platform> platform;
  if (const Json *object = fields.optionalObject("platform")) {
    FieldReader parts(*object, where + ": platform");
    platform = Platform{parts.requiredString("os"),
                        parts.requiredString("architecture"),
                        parts.optionalString("variant")};
    if (parts.error())
      fields.note(*parts.error());
  }
  if (fields.error())
    return std::unexpected(*fields.error());
  Expected<Digest> digest = Digest::parse(digestText);
  if (!digest)
    return inContext(where, digest.error());
  return Descriptor{std::move(mediaType),
                    *digest,
                    size,
                    std::move(platform),
                    std::move(artifactType),
                    std::move(annotations)};
}

Json Descriptor::toJson() const {
  Json json = Json::object();
  json.set("mediaType", mediaType);
  if (!artifactType.empty())
    json.set("artifactType", artifactType);
  json.set("digest", digest.str());
  json.set("size", size);
  if (platform) {
    Json object = Json::object();
    object.set("architecture", platform->architecture);
    object.set("os", platform->os);
    if (!platform->variant.empty())
      object.set("variant", platform->variant);
    json.set("platform", std::move(object));
  }
  if (!annotations.empty())
    json.set("annotations", Json::of(annotations));
  return json;
}

std::string Descriptor::annotation(std::string_view key) const {
  auto found = annotations.find(std::string(key));
  return found == annotations.end() ? std::string() : found->second;
}

} // namespace wpack
