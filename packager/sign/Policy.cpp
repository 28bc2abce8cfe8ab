// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/sign/Policy.h"
#include "packager/oci/Toml.h"
#include <algorithm>

namespace wpack {

static std::vector<std::string> located(std::vector<std::string> files,
                                        const std::string &directory) {
  for (std::string &file : files) {
    bool isPath = !file.starts_with('/') && !file.starts_with("env://") &&
                  !file.starts_with("pkcs11:");
    if (isPath && !directory.empty())
      file = concat(directory, "/", file);
  }
  return files;
}

/// `*` stands at the end only, after a '/' or alone: `host/te*` would fit
/// names that nobody thought of.
static bool isPattern(std::string_view text) {
  size_t star = text.find('*');
  return !text.empty() &&
         (star == std::string_view::npos || text == "*" ||
          (star + 1 == text.size() && star > 1 && text[star - 1] == '/'));
}

static Expected<PolicyRule> parseRule(const Json &json,
                                      const std::string &directory) {
  FieldReader fields(json, "rule");
  fields.allowOnly(
      {"repositories", "keys", "certificates", "threshold", "identity"});
  PolicyRule rule;
  rule.repositories = fields.optionalStrings("repositories");
  rule.keys = located(fields.optionalStrings("keys"), directory);
  rule.certificates =
      located(fields.optionalStrings("certificates"), directory);
  rule.identity = fields.optionalString("identity");
  if (int64_t threshold = fields.optionalSize("threshold"); threshold >= 0)
    rule.threshold = threshold;
  if (fields.error())
    return std::unexpected(*fields.error());
  if (rule.repositories.empty())
    return fail("rule: 'repositories' is missing");
  for (const std::string &pattern : rule.repositories)
    if (!isPattern(pattern))
      return fail("rule: '", pattern, "' is not host/name, host/path/* or *");
  size_t signers = rule.keys.size() + rule.certificates.size();
  if (rule.threshold < 1 || size_t(rule.threshold) > signers)
    return fail("rule for ", rule.repositories.front(), ": 'threshold' is ",
                rule.threshold, ", with ", signers,
                " in 'keys' and 'certificates'");
  return rule;
}

Expected<Policy> Policy::parse(std::string_view text,
                               const std::string &directory) {
  Expected<Json> toml = parseToml(text);
  if (!toml)
    return std::unexpected(toml.error());
  FieldReader fields(*toml, "policy");
  fields.allowOnly({"default", "rule"});
  std::string otherwise = fields.optionalString("default");
  if (!otherwise.empty() && otherwise != "reject" && otherwise != "portable")
    fields.note({"policy: 'default' must be reject or portable"});
  const Json *rules = fields.optionalArray("rule");
  if (fields.error())
    return std::unexpected(*fields.error());
  Policy policy;
  policy.rejectOthers = otherwise == "reject";
  for (const Json &element : rules ? *rules->elements() : Json::Array()) {
    Expected<PolicyRule> rule = parseRule(element, directory);
    if (!rule)
      return std::unexpected(rule.error());
    policy.rules.push_back(std::move(*rule));
  }
  return policy;
}

const PolicyRule *Policy::find(const Reference &reference) const {
  std::string name = reference.name();
  auto fits = [&name](const std::string &pattern) {
    if (pattern == "*" || pattern == name)
      return true;
    return pattern.ends_with("/*") &&
           name.starts_with(pattern.substr(0, pattern.size() - 1));
  };
  auto found = std::ranges::find_if(rules, [&](const PolicyRule &rule) {
    return std::ranges::any_of(rule.repositories, fits);
  });
  return found == rules.end() ? nullptr : &*found;
}

} // namespace wpack
