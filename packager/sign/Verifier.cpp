// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is there is a heap of claims, put by anybody who may write to the
// repository. Each is checked against each key that is trusted; those that
// hold are counted by key, so that one signer who signs twice, or a key that
// is listed twice, counts once. A claim that does not hold proves nothing, and
// cannot hide one that does.

#include "packager/sign/Verifier.h"
#include "packager/oci/Base64.h"
#include "packager/sign/Bundle.h"
#include "packager/sign/Notary.h"
#include "packager/sign/Payload.h"
#include "packager/sign/SignatureList.h"
#include <algorithm>
#include <set>

namespace wpack {

/// More signatures than this on one manifest are not looked at: each costs a
/// download and a check.
static constexpr size_t maxSignatures = 100;

namespace {

/// Collects who has signed one manifest.
class Count {
public:
  Count(ContentStore &store, const Descriptor &manifest,
        const Reference &repository, const Trust &trust, int64_t now)
      : store(store), manifest(manifest), repository(repository), trust(trust),
        now(now) {}

  Status addClassic();
  Status addBundles();
  Status addNotary();
  Expected<std::vector<std::string>> result() const;

private:
  void accept(const std::string &signer, const std::string &line) {
    if (signers.insert(signer).second)
      lines.push_back(line);
  }
  /// Nothing wrong with this name, or what is.
  std::string wrongName(const std::string &name, bool mayBeMissing) const;
  Expected<std::string> checkClassic(const Descriptor &layer,
                                     const PublicKey &key);
  /// Returns whether it is a statement by `key` that is no signature.
  bool addBundle(const Bundle &bundle, const PublicKey &key);

  ContentStore &store;
  const Descriptor &manifest;
  const Reference &repository;
  const Trust &trust;
  int64_t now;
  size_t seen = 0;    ///< Claims to have signed, by key.
  std::string reason; ///< Why the last one did not count.
  std::string other;  ///< What a trusted key has stated that is no signature.
  std::set<std::string> signers;
  std::vector<std::string> lines;
};

std::string Count::wrongName(const std::string &name, bool mayBeMissing) const {
  if (trust.identity == "*" || (name.empty() && mayBeMissing))
    return "";
  if (name.empty())
    return concat("made without a name, which counts only for an image asked "
                  "for by its digest (see --identity)");
  Expected<Reference> named = Reference::parse(name);
  if (!named || named->name() != trust.identity)
    return concat("made for the name '", name, "', not for ", trust.identity,
                  " (see --identity)");
  return "";
}

Expected<std::string> Count::checkClassic(const Descriptor &layer,
                                          const PublicKey &key) {
  if (layer.mediaType != media::simpleSigning)
    return fail("not a cosign signature");
  Expected<std::string> signature =
      decodeBase64(layer.annotation(annotation::cosignSignature));
  if (!signature)
    return fail("its signature is no base64");
  Expected<std::string> payload = store.readDocument(layer);
  if (!payload)
    return std::unexpected(payload.error());
  // First the signature: nothing is believed, or even parsed, before.
  if (!key.verify(*payload, *signature))
    return fail("made by another key, or altered");
  Expected<Payload> facts = Payload::parse(*payload);
  if (!facts)
    return std::unexpected(facts.error());
  if (facts->manifestDigest != manifest.digest)
    return fail("made for another image, ", facts->manifestDigest.str());
  if (std::string wrong = wrongName(facts->dockerReference, false);
      !wrong.empty())
    return fail(wrong);
  return concat("signed as ", facts->dockerReference);
}

Status Count::addClassic() {
  if (trust.keys.empty())
    return {};
  auto signatures = readSignatures(store, repository, manifest.digest);
  if (!signatures)
    return std::unexpected(signatures.error());
  if (!*signatures)
    return {};
  size_t looked = 0;
  for (const Descriptor &layer : (*signatures)->layers) {
    ++seen;
    if (++looked > maxSignatures)
      break;
    for (const PublicKey &key : trust.keys) {
      Expected<std::string> line = checkClassic(layer, key);
      if (line)
        accept(key.hint(), *line);
      else
        reason = line.error().message;
    }
  }
  return {};
}

bool Count::addBundle(const Bundle &bundle, const PublicKey &key) {
  // First the signature: nothing is believed, or even parsed, before.
  if (!bundle.isSignedBy(key)) {
    reason = "made by another key, or altered";
    return false;
  }
  Expected<Statement> statement = Statement::parse(bundle.payload);
  if (!statement) {
    reason = statement.error().message;
    return false;
  }
  // cosign 3.1 takes any statement for a signature. But who states where a
  // program comes from, or what it consists of, has not said "run it".
  if (statement->predicateType != signatureType) {
    other = statement->predicateType;
    return true;
  }
  const Statement::Subject *subject = statement->find(manifest.digest);
  std::string wrong = subject ? wrongName(subject->name, trust.nameless)
                              : "made for another image";
  if (!wrong.empty())
    reason = wrong;
  else
    accept(key.hint(), subject->name.empty()
                           ? std::string("signed without a name")
                           : concat("signed as ", subject->name));
  return false;
}

Status Count::addBundles() {
  if (trust.keys.empty())
    return {};
  auto bundles = readBundles(store, repository, manifest.digest);
  if (!bundles)
    return std::unexpected(bundles.error());
  for (const Bundle &bundle : *bundles) {
    bool isOther = false;
    for (const PublicKey &key : trust.keys)
      isOther |= addBundle(bundle, key);
    seen += !isOther;
  }
  return {};
}

Status Count::addNotary() {
  if (trust.roots.empty())
    return {};
  auto envelopes = readNotarySignatures(store, repository, manifest.digest);
  if (!envelopes)
    return std::unexpected(envelopes.error());
  for (const std::string &envelope : *envelopes) {
    ++seen;
    for (const Certificate &root : trust.roots) {
      Expected<std::string> subject =
          verifyNotarySignature(envelope, manifest, {root}, now);
      if (subject)
        accept(root.thumbprint(), concat("signed by ", *subject));
      else
        reason = subject.error().message;
    }
  }
  return {};
}

Expected<std::vector<std::string>> Count::result() const {
  if (signers.size() >= std::max<size_t>(trust.threshold, 1))
    return lines;
  if (seen == 0)
    return fail(manifest.digest.str(), " is not signed",
                other.empty() ? ""
                              : concat(": a statement of another kind, ", other,
                                       ", is no signature"));
  if (signers.empty())
    return fail(manifest.digest.str(), ": none of its ", seen,
                " signature(s) is valid: ", reason);
  return fail(manifest.digest.str(), ": signed by ", signers.size(),
              " of those who are trusted, ", trust.threshold, " are needed");
}

} // namespace

Expected<std::vector<std::string>>
verifyManifest(ContentStore &store, const Descriptor &manifest,
               const Reference &repository, const Trust &trust, int64_t now) {
  if (trust.keys.empty() && trust.roots.empty())
    return fail("nobody is trusted to sign ", repository.name());
  Count count(store, manifest, repository, trust, now);
  for (Status added :
       {count.addClassic(), count.addBundles(), count.addNotary()})
    if (!added)
      return std::unexpected(added.error());
  return count.result();
}

} // namespace wpack
