// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/cli/Places.h"
#include <algorithm>
#include <cstdlib>
#include <filesystem>

namespace wpack {

std::string environmentValue(const char *name) {
  const char *value = std::getenv(name);
  return value ? value : "";
}

std::string orHome(const char *variable, const char *belowHome) {
  std::string value = environmentValue(variable);
  return value.empty() ? concat(environmentValue("HOME"), "/", belowHome)
                       : value;
}

std::vector<std::string> credentialFiles(const Options &options) {
  std::vector<std::string> files;
  if (!options.authFile.empty())
    files.push_back(options.authFile);
  if (std::string file = environmentValue("REGISTRY_AUTH_FILE"); !file.empty())
    files.push_back(file);
  if (std::string dir = environmentValue("XDG_RUNTIME_DIR"); !dir.empty())
    files.push_back(dir + "/containers/auth.json");
  files.push_back(orHome("XDG_CONFIG_HOME", ".config") +
                  "/containers/auth.json");
  files.push_back(orHome("DOCKER_CONFIG", ".docker") + "/config.json");
  return files;
}

/// Takes what one directory has; returns whether it had anything.
static Expected<bool> trustFrom(const std::string &directory, TlsOptions &tls) {
  std::vector<std::string> files;
  std::error_code failed;
  for (std::filesystem::directory_iterator at(directory, failed), end;
       !failed && at != end; at.increment(failed))
    files.push_back(at->path().string());
  std::ranges::sort(files);
  constexpr int64_t maxCertificates = 4 << 20;
  for (const std::string &file : files) {
    if (file.ends_with(".crt")) {
      Expected<std::string> pem = readFile(file, maxCertificates);
      if (!pem)
        return std::unexpected(pem.error());
      tls.caBundle += concat(*pem, "\n");
    } else if (file.ends_with(".cert") && tls.certificate.empty()) {
      std::string key = file.substr(0, file.size() - 5) + ".key";
      if (std::ranges::find(files, key) == files.end())
        return fail(file, ": its key ", key, " is missing");
      tls.certificate = file;
      tls.key = key;
    }
  }
  return !tls.caBundle.empty() || !tls.certificate.empty();
}

Expected<TlsOptions> findTrust(const Options &options,
                               const std::string &host) {
  TlsOptions tls{options.caFile, ""};
  tls.certificate = options.tlsCertificate;
  tls.key = options.tlsKey;
  if (!tls.caFile.empty() || !tls.certificate.empty())
    return tls;
  for (const std::string &place :
       {orHome("XDG_CONFIG_HOME", ".config") + "/containers",
        orHome("DOCKER_CONFIG", ".docker"), std::string("/etc/containers"),
        std::string("/etc/docker")}) {
    Expected<bool> found = trustFrom(concat(place, "/certs.d/", host), tls);
    if (!found)
      return std::unexpected(found.error());
    if (*found)
      break;
  }
  return tls;
}

} // namespace wpack
