// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/sign/Payload.h"
#include "packager/oci/Json.h"

namespace wpack {

static constexpr std::string_view signatureType =
    "cosign container image signature";

Expected<Payload> Payload::parse(std::string_view bytes) {
  Expected<Json> json = Json::parse(bytes);
  if (!json)
    return inContext("signature payload", json.error());
  const Json none = Json::object();
  auto orNone = [&none](const Json *object) -> const Json & {
    return object ? *object : none;
  };
  FieldReader top(*json, "signature payload");
  FieldReader critical(orNone(top.optionalObject("critical")), "critical");
  FieldReader identity(orNone(critical.optionalObject("identity")),
                       "critical: identity");
  FieldReader image(orNone(critical.optionalObject("image")),
                    "critical: image");
  std::string reference = identity.optionalString("docker-reference");
  std::string digestText = image.requiredString("docker-manifest-digest");
  if (critical.requiredString("type") != signatureType)
    critical.note({"critical: another type of signature"});
  for (const FieldReader *fields : {&top, &critical, &identity, &image})
    if (fields->error())
      return inContext("signature payload", *fields->error());
  Expected<Digest> digest = Digest::parse(digestText);
  if (!digest)
    return inContext("signature payload", digest.error());
  return Payload{std::move(reference), *digest};
}

std::string Payload::serialise() const {
  Json critical = Json::object();
  critical.set("identity",
               Json::object().set("docker-reference", dockerReference));
  critical.set("image", Json::object().set("docker-manifest-digest",
                                           manifestDigest.str()));
  critical.set("type", signatureType);
  return Json::object()
      .set("critical", std::move(critical))
      .set("optional", Json())
      .dump();
}

} // namespace wpack
