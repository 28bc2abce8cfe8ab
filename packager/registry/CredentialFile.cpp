// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/registry/CredentialFile.h"
#include "packager/oci/AtomicFile.h"
#include "packager/oci/Base64.h"
#include "packager/oci/Json.h"
#include "packager/registry/CredentialHelper.h"
#include <algorithm>
#include <functional>
#include <sys/file.h>

namespace wpack {

static constexpr std::string_view hubKey = "https://index.docker.io/v1/";

/// An empty object if there is no such file.
static Expected<Json> readObject(const std::string &file) {
  Expected<std::string> text = readFile(file, maxDocumentBytes);
  if (!text && text.error().kind == ErrorKind::NotFound)
    return Json::object();
  if (!text)
    return std::unexpected(text.error());
  Expected<Json> json = Json::parse(*text);
  if (!json)
    return inContext(file, json.error());
  if (!json->members())
    return fail(file, ": expected a JSON object");
  return json;
}

static std::string keyOf(const std::string &host) {
  return host == "docker.io" ? std::string(hubKey) : host;
}

/// The helper that keeps this host's credentials; empty: the file does.
static std::string helperOf(const Json &json, const std::string &host) {
  const Json *helpers = json.find("credHelpers");
  const Json *helper = helpers ? helpers->find(host) : nullptr;
  if (!helper)
    helper = json.find("credsStore");
  return helper && helper->string() ? *helper->string() : std::string();
}

static std::string directoryOf(const std::string &file) {
  size_t slash = file.rfind('/');
  return slash == std::string::npos ? "." : file.substr(0, slash);
}

Expected<std::string> fileWithEntry(const std::vector<std::string> &files,
                                    const std::string &host,
                                    const std::string &otherwise) {
  for (const std::string &file : files) {
    Expected<Json> json = readObject(file);
    if (!json)
      return std::unexpected(json.error());
    const Json *auths = json->find("auths");
    if ((auths && auths->find(keyOf(host))) || !helperOf(*json, host).empty())
      return file;
  }
  return otherwise;
}

/// Lets `change` alter the entries; writes if it says that it did.
static Expected<bool>
changeFile(const std::string &file,
           const std::function<Expected<bool>(Json &)> &change) {
  std::string directory = directoryOf(file);
  if (Status made = makeDirectories(directory, 0700); !made)
    return std::unexpected(made.error());
  // Two logins at a time must not lose one another's entry.
  Expected<FileHandle> lock = lockFile(file + ".lock", LOCK_EX);
  if (!lock)
    return std::unexpected(lock.error());
  Expected<Json> json = readObject(file);
  if (!json)
    return std::unexpected(json.error());
  Expected<bool> changed = change(*json);
  if (!changed || !*changed)
    return changed;
  if (Status written = replaceFile(directory, file.substr(file.rfind('/') + 1),
                                   json->dump() + "\n", 0600);
      !written)
    return std::unexpected(written.error());
  return true;
}

Expected<std::string> keepCredentials(const std::string &file,
                                      const std::string &host,
                                      const Credentials &credentials) {
  std::string place = file;
  Expected<bool> changed = changeFile(file, [&](Json &json) -> Expected<bool> {
    if (std::string helper = helperOf(json, host); !helper.empty()) {
      place = concat("docker-credential-", helper);
      if (Status told = tellHelper(helper, keyOf(host), credentials); !told)
        return std::unexpected(told.error());
      return false;
    }
    const Json *present = json.find("auths");
    Json auths = present && present->members() ? *present : Json::object();
    auths.set(keyOf(host),
              Json::object().set("auth",
                                 encodeBase64(concat(credentials.username, ":",
                                                     credentials.password))));
    json.set("auths", std::move(auths));
    return true;
  });
  if (!changed)
    return std::unexpected(changed.error());
  return place;
}

Expected<bool> forgetCredentials(const std::string &file,
                                 const std::string &host) {
  Expected<Json> present = readObject(file);
  if (!present)
    return std::unexpected(present.error());
  bool found = false;
  if (std::string helper = helperOf(*present, host); !helper.empty()) {
    Expected<bool> erased = eraseInHelper(helper, keyOf(host));
    if (!erased)
      return erased;
    found = *erased;
  }
  const Json *auths = present->find("auths");
  if (!auths || !auths->find(keyOf(host)))
    return found;
  Expected<bool> changed = changeFile(file, [&](Json &json) -> Expected<bool> {
    const Json *entries = json.find("auths");
    if (!entries || !entries->members())
      return false;
    Json::Object rest = *entries->members();
    std::erase_if(rest, [&](const Json::Member &entry) {
      return entry.key == keyOf(host);
    });
    json.set("auths", Json(std::move(rest)));
    return true;
  });
  return changed ? Expected<bool>(found || *changed) : changed;
}

} // namespace wpack
