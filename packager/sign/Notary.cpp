// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/sign/Notary.h"
#include "packager/oci/Base64.h"
#include "packager/oci/Referrers.h"
#include <algorithm>
#include <ctime>

namespace wpack {

static constexpr std::string_view envelopeType = "application/jose+json";
static constexpr std::string_view payloadType =
    "application/vnd.cncf.notary.payload.v1+json";
static constexpr std::string_view schemeKey = "io.cncf.notary.signingScheme";
static constexpr std::string_view timeKey = "io.cncf.notary.signingTime";
static constexpr std::string_view expiryKey = "io.cncf.notary.expiry";
static constexpr std::string_view agentKey = "io.cncf.notary.signingAgent";
static constexpr std::string_view thumbprintKey =
    "io.cncf.notary.x509chain.thumbprint#S256";
static constexpr std::string_view scheme = "notary.x509";
/// More signatures than this on one manifest are not looked at.
static constexpr size_t maxSignatures = 100;

/// base64url without padding, as JWS has it.
static std::string encodeUrl(std::string_view bytes) {
  std::string text = encodeBase64(bytes);
  while (text.ends_with('='))
    text.pop_back();
  std::ranges::replace(text, '+', '-');
  std::ranges::replace(text, '/', '_');
  return text;
}

static Expected<std::string> decodeUrl(std::string text) {
  if (text.find_first_of("+/=") != std::string::npos)
    return fail("not base64url");
  std::ranges::replace(text, '-', '+');
  std::ranges::replace(text, '_', '/');
  text.append((4 - text.size() % 4) % 4, '=');
  return decodeBase64(text);
}

static std::string formatSeconds(int64_t seconds) {
  std::tm parts = {};
  std::time_t time = seconds;
  char text[64] = {};
  if (::gmtime_r(&time, &parts))
    std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text;
}

/// RFC 3339, as seconds since 1970; fractions are cut off.
static Expected<int64_t> parseTime(const std::string &text) {
  std::tm parts = {};
  const char *rest = ::strptime(text.c_str(), "%Y-%m-%dT%H:%M:%S", &parts);
  if (!rest)
    return fail("'", text, "' is not a time");
  if (*rest == '.')
    for (++rest; *rest >= '0' && *rest <= '9';)
      ++rest;
  int64_t offset = 0;
  if (*rest == '+' || *rest == '-') {
    int hours = 0, minutes = 0, length = 0;
    if (std::sscanf(rest + 1, "%2d:%2d%n", &hours, &minutes, &length) != 2 ||
        length != 5)
      return fail("'", text, "' is not a time");
    offset = (*rest == '-' ? -1 : 1) * (hours * 3600 + minutes * 60);
    rest += 6;
  } else if (*rest++ != 'Z') {
    return fail("'", text, "' is not a time");
  }
  if (*rest)
    return fail("'", text, "' is not a time");
  return int64_t(::timegm(&parts)) - offset;
}

static Json targetJson(const Descriptor &manifest) {
  Json target = Json::object();
  target.set("mediaType", manifest.mediaType);
  target.set("digest", manifest.digest.str());
  target.set("size", manifest.size);
  return Json::object().set("targetArtifact", std::move(target));
}

Expected<std::string> makeNotarySignature(const Descriptor &manifest,
                                          const SigningKey &key,
                                          const std::vector<Certificate> &chain,
                                          int64_t time) {
  Json header = Json::object();
  header.set("alg", "ES256");
  header.set("crit", Json::of({std::string(schemeKey)}));
  header.set("cty", payloadType);
  header.set(std::string(schemeKey), scheme);
  header.set(std::string(timeKey), formatSeconds(time));
  std::string protectedPart = encodeUrl(header.dump());
  std::string payload = encodeUrl(targetJson(manifest).dump());
  Expected<std::string> der = key.sign(concat(protectedPart, ".", payload));
  if (!der)
    return std::unexpected(der.error());
  Expected<std::string> raw = signatureToRaw(*der);
  if (!raw)
    return std::unexpected(raw.error());
  Json certificates = Json::array();
  for (const Certificate &certificate : chain)
    certificates.push(encodeBase64(certificate.toDer()));
  Json open = Json::object();
  open.set("x5c", std::move(certificates));
  open.set(std::string(agentKey), "wpack");
  return Json::object()
      .set("payload", payload)
      .set("protected", protectedPart)
      .set("header", std::move(open))
      .set("signature", encodeUrl(*raw))
      .dump();
}

namespace {

/// An envelope taken apart; nothing in it is believed yet.
struct Envelope {
  std::string payload;
  std::string header;
  std::string signature;
  std::vector<Certificate> chain;
  std::string message; ///< What was signed.
};

Expected<Envelope> parseEnvelope(std::string_view bytes) {
  Expected<Json> json = Json::parse(bytes);
  if (!json)
    return std::unexpected(json.error());
  FieldReader fields(*json, "envelope");
  std::string payload = fields.requiredString("payload");
  std::string header = fields.requiredString("protected");
  std::string signature = fields.requiredString("signature");
  const Json *open = fields.optionalObject("header");
  if (!open)
    fields.note({"envelope: no header with certificates"});
  if (fields.error())
    return std::unexpected(*fields.error());
  FieldReader parts(*open, "envelope: header");
  std::vector<std::string> certificates = parts.optionalStrings("x5c");
  if (certificates.empty() || certificates.size() > 16)
    parts.note({"envelope: no certificates, or too many"});
  if (parts.error())
    return std::unexpected(*parts.error());
  Envelope envelope{"", "", "", {}, concat(header, ".", payload)};
  for (auto [text, out] : {std::pair(&payload, &envelope.payload),
                           std::pair(&header, &envelope.header),
                           std::pair(&signature, &envelope.signature)}) {
    Expected<std::string> decoded = decodeUrl(*text);
    if (!decoded)
      return inContext("envelope", decoded.error());
    *out = std::move(*decoded);
  }
  for (const std::string &text : certificates) {
    Expected<std::string> der = decodeBase64(text);
    if (!der)
      return inContext("envelope: certificate", der.error());
    Expected<Certificate> certificate = Certificate::fromDer(*der);
    if (!certificate)
      return inContext("envelope", certificate.error());
    envelope.chain.push_back(std::move(*certificate));
  }
  return envelope;
}

/// The protected header: every part of it that is critical must be understood.
Expected<std::string> checkHeader(const std::string &bytes, int64_t now) {
  Expected<Json> json = Json::parse(bytes);
  if (!json)
    return std::unexpected(json.error());
  FieldReader fields(*json, "protected header");
  std::string algorithm = fields.requiredString("alg");
  if (fields.requiredString("cty") != payloadType)
    fields.note({"protected header: another type of payload"});
  if (fields.requiredString(schemeKey) != scheme)
    fields.note({"protected header: another signing scheme"});
  std::string made = fields.requiredString(timeKey);
  std::string expiry = fields.optionalString(expiryKey);
  std::vector<std::string> critical = fields.optionalStrings("crit");
  auto isCritical = [&](std::string_view key) {
    return std::ranges::find(critical, key) != critical.end();
  };
  if (!isCritical(schemeKey) || (!expiry.empty() && !isCritical(expiryKey)))
    fields.note({"protected header: what must be critical is not"});
  for (const std::string &key : critical)
    if (key != schemeKey && key != expiryKey)
      fields.note(
          {concat("protected header: '", key, "' is critical, but not known")});
  if (fields.error())
    return std::unexpected(*fields.error());
  if (Expected<int64_t> time = parseTime(made); !time)
    return inContext("signing time", time.error());
  if (!expiry.empty()) {
    Expected<int64_t> end = parseTime(expiry);
    if (!end)
      return inContext("expiry", end.error());
    if (*end <= now)
      return fail("it has expired at ", expiry);
  }
  return algorithm;
}

Status checkTarget(const std::string &payload, const Descriptor &manifest) {
  Expected<Json> json = Json::parse(payload);
  if (!json)
    return std::unexpected(json.error());
  const Json *target = json->find("targetArtifact");
  if (!target)
    return fail("payload: 'targetArtifact' is missing");
  Expected<Descriptor> signedOne =
      Descriptor::fromJson(*target, "payload: targetArtifact");
  if (!signedOne)
    return std::unexpected(signedOne.error());
  if (signedOne->digest != manifest.digest ||
      signedOne->size != manifest.size ||
      signedOne->mediaType != manifest.mediaType)
    return fail("made for another image, ", signedOne->digest.str());
  return {};
}

} // namespace

Expected<std::string>
verifyNotarySignature(std::string_view envelope, const Descriptor &manifest,
                      const std::vector<Certificate> &roots, int64_t now) {
  Expected<Envelope> parts = parseEnvelope(envelope);
  if (!parts)
    return std::unexpected(parts.error());
  // Only after the chain is a certificate's key worth anything, and only after
  // the signature is the header worth reading; its algorithm is bound to the
  // key.
  if (Status trusted = verifyChain(parts->chain, roots, now); !trusted)
    return std::unexpected(trusted.error());
  Expected<Json> header = Json::parse(parts->header);
  const Json *alg = header ? header->find("alg") : nullptr;
  if (!alg || !alg->string())
    return fail("protected header: 'alg' is missing");
  if (Status good = parts->chain.front().verifyJws(
          *alg->string(), parts->message, parts->signature);
      !good)
    return std::unexpected(good.error());
  if (Expected<std::string> checked = checkHeader(parts->header, now); !checked)
    return std::unexpected(checked.error());
  if (Status checked = checkTarget(parts->payload, manifest); !checked)
    return std::unexpected(checked.error());
  return parts->chain.front().subject();
}

Expected<std::vector<std::string>>
readNotarySignatures(ContentStore &store, const Reference &repository,
                     const Digest &manifest) {
  auto referrers = readReferrers(store, repository, manifest);
  if (!referrers)
    return std::unexpected(referrers.error());
  std::vector<std::string> envelopes;
  for (const Referrer &referrer : *referrers) {
    const Manifest &content = referrer.content;
    bool isNotary =
        referrer.type == notaryType || content.config.mediaType == notaryType;
    if (!isNotary || content.layers.size() != 1 ||
        content.layers[0].mediaType != envelopeType ||
        content.layers[0].size > maxDocumentBytes)
      continue;
    if (envelopes.size() == maxSignatures)
      break;
    Expected<std::string> bytes = store.readDocument(content.layers[0]);
    if (!bytes)
      return std::unexpected(bytes.error());
    envelopes.push_back(std::move(*bytes));
  }
  return envelopes;
}

Expected<bool>
attachNotarySignature(ContentStore &store, const Reference &repository,
                      const Descriptor &manifest, const SigningKey &key,
                      const std::vector<Certificate> &chain, int64_t time) {
  auto existing = readNotarySignatures(store, repository, manifest.digest);
  if (!existing)
    return std::unexpected(existing.error());
  for (const std::string &envelope : *existing)
    if (verifyNotarySignature(envelope, manifest, {chain.front()}, time))
      return false;
  Expected<std::string> bytes = makeNotarySignature(manifest, key, chain, time);
  if (!bytes)
    return std::unexpected(bytes.error());
  Json thumbprints = Json::array();
  for (const Certificate &certificate : chain)
    thumbprints.push(certificate.thumbprint());
  Descriptor layer = Descriptor::of(envelopeType, *bytes);
  // The type in both places: registries from before OCI 1.1 list the config's.
  Manifest referrer{
      Descriptor::of(notaryType, "{}"),
      {layer},
      std::string(notaryType),
      Descriptor{manifest.mediaType, manifest.digest, manifest.size},
      {{std::string(thumbprintKey), thumbprints.dump()},
       {std::string(annotation::created), formatSeconds(time)}}};
  std::string text = referrer.serialise();
  if (Status stored = store.putBytes(referrer.config, "{}"); !stored)
    return std::unexpected(stored.error());
  if (Status stored = store.putBytes(layer, *bytes); !stored)
    return std::unexpected(stored.error());
  if (Status stored =
          store.putBytes(Descriptor::of(media::manifest, text), text);
      !stored)
    return std::unexpected(stored.error());
  return true;
}

} // namespace wpack
