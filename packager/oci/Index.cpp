// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/oci/Index.h"

namespace wpack {

Expected<Index> Index::parse(std::string_view bytes) {
  Expected<Json> json = Json::parse(bytes);
  if (!json)
    return inContext("index", json.error());
  FieldReader fields(*json, "index");
  if (fields.requiredSize("schemaVersion") != 2)
    fields.note({"index: 'schemaVersion' must be 2"});
  Index index{{}, fields.optionalStringMap("annotations")};
  const Json *manifests = fields.optionalArray("manifests");
  if (fields.error())
    return std::unexpected(*fields.error());
  if (!manifests)
    return fail("index: 'manifests' is missing");
  for (const Json &element : *manifests->elements()) {
    Expected<Descriptor> entry = Descriptor::fromJson(element, "index: entry");
    if (!entry)
      return std::unexpected(entry.error());
    index.manifests.push_back(std::move(*entry));
  }
  return index;
}

std::string Index::serialise() const {
  Json json = Json::object();
  json.set("schemaVersion", 2);
  json.set("mediaType", media::index);
  Json list = Json::array();
  for (const Descriptor &entry : manifests)
    list.push(entry.toJson());
  json.set("manifests", std::move(list));
  if (!annotations.empty())
    json.set("annotations", Json::of(annotations));
  return json.dump();
}

} // namespace wpack
