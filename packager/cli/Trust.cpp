// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/cli/Trust.h"
#include "packager/cli/Keys.h"
#include "packager/oci/Toml.h"
#include "packager/sign/Policy.h"
#include <chrono>
#include <cstdlib>
#include <unistd.h>

namespace wpack {

int64_t secondsNow() {
  return std::chrono::duration_cast<std::chrono::seconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

/// The policy file that counts, or an empty string.
static std::string policyPath(const Options &options) {
  if (!options.policyFile.empty())
    return options.policyFile;
  if (const char *chosen = std::getenv("WPACK_POLICY"); chosen && *chosen)
    return chosen;
  const char *config = std::getenv("XDG_CONFIG_HOME");
  const char *home = std::getenv("HOME");
  std::string path =
      concat(config && *config ? std::string(config)
                               : concat(home ? home : "", "/.config"),
             "/wpack/policy.toml");
  // One that is there but cannot be read must not count as none.
  return ::access(path.c_str(), F_OK) == 0 ? path : std::string();
}

static Expected<std::optional<Policy>> loadPolicy(const std::string &path) {
  if (path.empty())
    return std::nullopt;
  Expected<std::string> text = readFile(path, maxTomlBytes);
  if (!text)
    return std::unexpected(text.error());
  size_t slash = path.rfind('/');
  Expected<Policy> policy = Policy::parse(
      *text, slash == std::string::npos ? "" : path.substr(0, slash));
  if (!policy)
    return inContext(path, policy.error());
  return std::move(*policy);
}

static Expected<Trust> loadTrust(const std::vector<std::string> &keys,
                                 const std::vector<std::string> &roots) {
  Trust trust;
  for (const std::string &name : keys) {
    Expected<PublicKey> key = loadPublicKey(name);
    if (!key)
      return std::unexpected(key.error());
    trust.keys.push_back(std::move(*key));
  }
  for (const std::string &name : roots) {
    Expected<std::vector<Certificate>> certificates = loadCertificates(name);
    if (!certificates)
      return std::unexpected(certificates.error());
    trust.roots.insert(trust.roots.end(), certificates->begin(),
                       certificates->end());
  }
  return trust;
}

/// The repository that signatures must name.
static Expected<std::string> identityFor(const std::string &wanted,
                                         const Reference &reference) {
  if (wanted.empty())
    return reference.name();
  if (wanted == "*")
    return wanted;
  Expected<Reference> identity = Reference::parse(wanted);
  if (!identity)
    return failAs(ErrorKind::Usage, identity.error().message);
  return identity->name();
}

Expected<std::optional<Trust>> trustFor(const Options &options,
                                        const Reference &reference) {
  std::vector<std::string> keys = options.keys;
  std::vector<std::string> roots = options.notaryRoots;
  std::string wanted = options.identity;
  size_t threshold = size_t(options.threshold);
  if (keys.empty() && roots.empty()) {
    std::string path = policyPath(options);
    Expected<std::optional<Policy>> policy = loadPolicy(path);
    if (!policy)
      return std::unexpected(policy.error());
    if (!*policy)
      return std::nullopt;
    const PolicyRule *rule = (*policy)->find(reference);
    if (!rule && (*policy)->rejectOthers)
      return fail(reference.familiar(), " is refused: no rule of ", path,
                  " allows ", reference.name());
    if (!rule)
      return std::nullopt;
    keys = rule->keys;
    roots = rule->certificates;
    threshold = size_t(rule->threshold);
    if (wanted.empty())
      wanted = rule->identity;
  }
  Expected<std::string> identity = identityFor(wanted, reference);
  if (!identity)
    return std::unexpected(identity.error());
  Expected<Trust> trust = loadTrust(keys, roots);
  if (!trust)
    return std::unexpected(trust.error());
  trust->threshold = threshold;
  trust->identity = *identity;
  trust->nameless = reference.digest.has_value();
  return std::move(*trust);
}

Expected<bool> admit(const Options &options, ContentStore &store,
                     const Reference &reference, const Descriptor &root) {
  auto trust = trustFor(options, reference);
  if (!trust)
    return std::unexpected(trust.error());
  if (!*trust)
    return false;
  auto signers = verifyManifest(store, root, reference, **trust, secondsNow());
  if (!signers)
    return fail(reference.familiar(), " is refused: ", signers.error().message);
  return true;
}

} // namespace wpack
