// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/oci/ContentStore.h"

namespace wpack {

Expected<std::string> ContentStore::readDocument(const Descriptor &blob) {
  if (blob.size > maxDocumentBytes)
    return fail("document ", blob.digest.str(), " in ", describe(), " has ",
                blob.size, " bytes; at most ", maxDocumentBytes,
                " are accepted");
  Expected<std::unique_ptr<BlobSource>> source = open(blob);
  if (!source)
    return std::unexpected(source.error());
  return readAll(**source, maxDocumentBytes);
}

Status ContentStore::putBytes(const Descriptor &blob, std::string_view bytes) {
  MemorySource source(bytes);
  return put(blob, source);
}

Expected<std::optional<Descriptor>> subjectOf(std::string_view bytes) {
  Expected<Json> json = Json::parse(bytes);
  if (!json)
    return inContext("manifest", json.error());
  FieldReader fields(*json, "manifest");
  const Json *subject = fields.optionalObject("subject");
  if (fields.error())
    return std::unexpected(*fields.error());
  if (!subject)
    return std::nullopt;
  Expected<Descriptor> found =
      Descriptor::fromJson(*subject, "manifest: subject");
  if (!found)
    return std::unexpected(found.error());
  return std::move(*found);
}

Expected<std::string> manifestMediaType(std::string_view bytes) {
  Expected<Json> json = Json::parse(bytes);
  if (!json)
    return inContext("manifest", json.error());
  FieldReader fields(*json, "manifest");
  std::string mediaType = fields.optionalString("mediaType");
  if (fields.error())
    return std::unexpected(*fields.error());
  if (mediaType.empty())
    mediaType = json->find("manifests") ? media::index : media::manifest;
  return mediaType;
}

} // namespace wpack
