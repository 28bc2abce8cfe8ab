// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/sign/Bundle.h"
#include "packager/oci/Base64.h"
#include "packager/oci/Referrers.h"
#include <algorithm>

namespace wpack {

static constexpr std::string_view payloadType = "application/vnd.in-toto+json";
static constexpr std::string_view emptyType =
    "application/vnd.oci.empty.v1+json";
/// Signatures in one envelope that are looked at.
static constexpr size_t maxSignatures = 16;
/// More bundles than this on one manifest are not looked at: each costs a
/// download and a check.
static constexpr size_t maxBundles = 100;

/// What DSSE signs: type and length of everything are part of it, so no bytes
/// can pass for others.
static std::string preAuthentication(std::string_view payload) {
  return concat("DSSEv1 ", payloadType.size(), " ", payloadType, " ",
                payload.size(), " ", payload);
}

Expected<Bundle> Bundle::make(std::string statement, const SigningKey &key) {
  Expected<std::string> signature = key.sign(preAuthentication(statement));
  if (!signature)
    return std::unexpected(signature.error());
  return Bundle{std::move(statement), {std::move(*signature)}};
}

std::string Bundle::serialise(const PublicKey &key) const {
  Json list = Json::array();
  for (const std::string &signature : signatures)
    list.push(Json::object().set("sig", encodeBase64(signature)));
  Json envelope = Json::object();
  envelope.set("payload", encodeBase64(payload));
  envelope.set("payloadType", payloadType);
  envelope.set("signatures", std::move(list));
  Json material = Json::object();
  material.set("publicKey", Json::object().set("hint", key.hint()));
  return Json::object()
      .set("mediaType", bundleMediaType)
      .set("verificationMaterial", std::move(material))
      .set("dsseEnvelope", std::move(envelope))
      .dump();
}

Expected<Bundle> Bundle::parse(std::string_view bytes) {
  Expected<Json> json = Json::parse(bytes);
  if (!json)
    return inContext("bundle", json.error());
  FieldReader top(*json, "bundle");
  const Json *envelope = top.optionalObject("dsseEnvelope");
  if (!envelope)
    top.note({"bundle: no DSSE envelope in it"});
  if (top.error())
    return std::unexpected(*top.error());
  FieldReader fields(*envelope, "bundle: envelope");
  if (fields.requiredString("payloadType") != payloadType)
    fields.note({"bundle: its payload is no in-toto statement"});
  std::string text = fields.requiredString("payload");
  const Json *list = fields.optionalArray("signatures");
  if (fields.error())
    return std::unexpected(*fields.error());
  Expected<std::string> payload = decodeBase64(text);
  if (!payload)
    return inContext("bundle: payload", payload.error());
  Bundle bundle{std::move(*payload), {}};
  for (const Json &element : list ? *list->elements() : Json::Array()) {
    const Json *sig = element.find("sig");
    Expected<std::string> signature =
        decodeBase64(sig && sig->string() ? *sig->string() : "");
    if (!signature)
      return inContext("bundle: signature", signature.error());
    if (bundle.signatures.size() < maxSignatures)
      bundle.signatures.push_back(std::move(*signature));
  }
  return bundle;
}

bool Bundle::isSignedBy(const PublicKey &key) const {
  std::string message = preAuthentication(payload);
  return std::ranges::any_of(signatures, [&](const std::string &signature) {
    return key.verify(message, signature);
  });
}

Expected<std::vector<Bundle>> readBundles(ContentStore &store,
                                          const Reference &repository,
                                          const Digest &subject) {
  auto referrers = readReferrers(store, repository, subject);
  if (!referrers)
    return std::unexpected(referrers.error());
  std::vector<Bundle> bundles;
  size_t looked = 0;
  for (const Referrer &referrer : *referrers) {
    const std::vector<Descriptor> &layers = referrer.content.layers;
    if (layers.size() != 1 || layers[0].mediaType != bundleMediaType ||
        layers[0].size > maxDocumentBytes)
      continue;
    if (++looked > maxBundles)
      break;
    Expected<std::string> bytes = store.readDocument(layers[0]);
    if (!bytes)
      return std::unexpected(bytes.error());
    // What others attached may be of another kind, or broken: it is no
    // evidence, but must not hide what is.
    if (Expected<Bundle> bundle = Bundle::parse(*bytes))
      bundles.push_back(std::move(*bundle));
  }
  return bundles;
}

Expected<bool> attachBundle(ContentStore &store, const Reference &repository,
                            const Descriptor &subject,
                            const Statement &statement, const SigningKey &key) {
  auto existing = readBundles(store, repository, subject.digest);
  if (!existing)
    return std::unexpected(existing.error());
  Expected<PublicKey> publicKey = key.publicKey();
  if (!publicKey)
    return std::unexpected(publicKey.error());
  std::string payload = statement.serialise();
  for (const Bundle &bundle : *existing)
    if (bundle.payload == payload && bundle.isSignedBy(*publicKey))
      return false;
  Expected<Bundle> bundle = Bundle::make(std::move(payload), key);
  if (!bundle)
    return std::unexpected(bundle.error());
  std::string bytes = bundle->serialise(*publicKey);
  Descriptor layer = Descriptor::of(bundleMediaType, bytes);
  Manifest manifest{
      Descriptor::of(emptyType, "{}"),
      {layer},
      std::string(bundleMediaType),
      Descriptor{subject.mediaType, subject.digest, subject.size},
      {{"dev.sigstore.bundle.content", "dsse-envelope"},
       {"dev.sigstore.bundle.predicateType", statement.predicateType},
       // Our signatures do not tell when they were made.
       {std::string(annotation::created), "1970-01-01T00:00:00Z"}}};
  std::string text = manifest.serialise();
  if (Status stored = store.putBytes(manifest.config, "{}"); !stored)
    return std::unexpected(stored.error());
  if (Status stored = store.putBytes(layer, bytes); !stored)
    return std::unexpected(stored.error());
  if (Status stored =
          store.putBytes(Descriptor::of(media::manifest, text), text);
      !stored)
    return std::unexpected(stored.error());
  return true;
}

Status attachDocument(ContentStore &store, const Descriptor &subject,
                      std::string_view mediaType, std::string_view bytes,
                      const std::string &title) {
  Descriptor layer = Descriptor::of(mediaType, bytes);
  layer.annotations[std::string(annotation::title)] = title;
  Manifest manifest{Descriptor::of(emptyType, "{}"),
                    {layer},
                    std::string(mediaType),
                    Descriptor{subject.mediaType, subject.digest, subject.size},
                    {}};
  std::string text = manifest.serialise();
  if (Status stored = store.putBytes(manifest.config, "{}"); !stored)
    return stored;
  if (Status stored = store.putBytes(layer, bytes); !stored)
    return stored;
  return store.putBytes(Descriptor::of(media::manifest, text), text);
}

Expected<std::vector<Statement>>
readStatements(ContentStore &store, const Reference &repository,
               const Digest &subject, std::string_view predicateType,
               const std::vector<PublicKey> &keys) {
  auto bundles = readBundles(store, repository, subject);
  if (!bundles)
    return std::unexpected(bundles.error());
  std::vector<Statement> statements;
  for (const Bundle &bundle : *bundles) {
    // First the signature: nothing is parsed before.
    bool isOurs = std::ranges::any_of(
        keys, [&](const PublicKey &key) { return bundle.isSignedBy(key); });
    if (!isOurs)
      continue;
    Expected<Statement> statement = Statement::parse(bundle.payload);
    if (statement && statement->predicateType == predicateType &&
        statement->find(subject))
      statements.push_back(std::move(*statement));
  }
  return statements;
}

} // namespace wpack
