// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/registry/Credentials.h"
#include "packager/oci/Base64.h"
#include "packager/oci/BlobSource.h"
#include "packager/oci/Json.h"
#include "packager/registry/CredentialHelper.h"

namespace wpack {

/// Under these names files may have an entry for a repository, the most
/// specific first: `host/ns/repo`, `host/ns`, `host`.
static std::vector<std::string> namesFor(const std::string &host,
                                         const std::string &repository) {
  std::vector<std::string> names;
  std::string name = concat(host, "/", repository);
  while (true) {
    names.push_back(name);
    size_t slash = name.rfind('/');
    if (slash == std::string::npos)
      break;
    name.resize(slash);
  }
  if (host == "docker.io")
    names.push_back("index.docker.io");
  return names;
}

/// `https://index.docker.io/v1/` and `index.docker.io` are the same key.
static std::string_view normalised(std::string_view key) {
  if (size_t scheme = key.find("://"); scheme != std::string_view::npos)
    key.remove_prefix(scheme + 3);
  while (key.ends_with('/'))
    key.remove_suffix(1);
  if (key.ends_with("/v1") || key.ends_with("/v2"))
    key.remove_suffix(3);
  return key;
}

static Expected<std::optional<Credentials>> fromEntry(const Json &entry,
                                                      const std::string &file) {
  FieldReader fields(entry, file + ": entry of 'auths'");
  std::string refreshToken = fields.optionalString("identitytoken");
  std::string auth = fields.optionalString("auth");
  std::string username = fields.optionalString("username");
  std::string password = fields.optionalString("password");
  if (fields.error())
    return std::unexpected(*fields.error());
  if (!refreshToken.empty())
    return Credentials{"", "", refreshToken};
  if (!auth.empty()) {
    Expected<std::string> plain = decodeBase64(auth);
    size_t colon = plain ? plain->find(':') : std::string::npos;
    if (colon == std::string::npos)
      return fail(file, ": 'auth' must be base64 of user:password");
    return Credentials{plain->substr(0, colon), plain->substr(colon + 1), ""};
  }
  if (!username.empty())
    return Credentials{username, password, ""};
  return std::nullopt; // Left by tools that keep the secret in a helper.
}

static Expected<std::optional<Credentials>>
fromFile(const std::string &path, const std::string &host,
         const std::string &repository) {
  Expected<std::string> text = readFile(path, maxDocumentBytes);
  if (!text && text.error().kind == ErrorKind::NotFound)
    return std::nullopt;
  if (!text)
    return std::unexpected(text.error());
  Expected<Json> json = Json::parse(*text);
  if (!json)
    return inContext(path, json.error());
  FieldReader fields(*json, path);
  const Json *helpers = fields.optionalObject("credHelpers");
  std::string store = fields.optionalString("credsStore");
  const Json *auths = fields.optionalObject("auths");
  if (fields.error())
    return std::unexpected(*fields.error());

  const Json *helper = helpers ? helpers->find(host) : nullptr;
  if (helper && helper->string())
    return askHelper(*helper->string(), host);
  if (!store.empty()) {
    auto found = askHelper(
        store, host == "docker.io" ? "https://index.docker.io/v1/" : host);
    if (!found || *found)
      return found;
  }
  if (auths)
    for (const std::string &name : namesFor(host, repository))
      for (const Json::Member &entry : *auths->members())
        if (normalised(entry.key) == name) {
          auto found = fromEntry(entry.value, path);
          if (!found || *found)
            return found;
        }
  return std::nullopt;
}

Expected<std::optional<Credentials>>
findCredentials(const CredentialOptions &options, const std::string &host,
                const std::string &repository) {
  if (options.given)
    return options.given;
  for (const std::string &path : options.files) {
    auto found = fromFile(path, host, repository);
    if (!found || *found)
      return found;
  }
  return std::nullopt;
}

} // namespace wpack
