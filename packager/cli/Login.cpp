// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// login and logout.

#include "packager/cli/Commands.h"
#include "packager/cli/Keys.h"
#include "packager/cli/Places.h"
#include "packager/cli/Session.h"
#include "packager/registry/CredentialFile.h"
#include "packager/registry/RegistryError.h"
#include <cstdio>
#include <unistd.h>

namespace wpack {

/// The host as references begin with it, without scheme and path.
static Expected<Reference> parseHost(const Options &options) {
  std::string host = options.registryHost;
  for (std::string_view scheme : {"https://", "http://"})
    if (host.starts_with(scheme))
      host.erase(0, scheme.size());
  while (host.ends_with('/'))
    host.pop_back();
  Expected<Reference> reference = Reference::parse(concat(host, "/login"));
  if (!reference || !reference->hasHost || reference->host != host)
    return failAs(ErrorKind::Usage, "'", options.registryHost,
                  "' is no registry; write host[:port]");
  return reference;
}

static Expected<Credentials> askCredentials(const Options &options,
                                            const std::string &host) {
  if (options.passwordStdin) {
    Expected<std::string> password = passwordFromStdin();
    if (!password)
      return std::unexpected(password.error());
    return Credentials{options.username, *password, ""};
  }
  Expected<std::string> username =
      askOnTerminal(concat("User name for ", host, ": "), true);
  if (!username)
    return std::unexpected(username.error());
  Expected<std::string> password =
      askOnTerminal(concat("Password for ", *username, ": "), false);
  if (!password)
    return std::unexpected(password.error());
  return Credentials{*username, *password, ""};
}

/// Asks the registry whether it accepts the credentials.
static Status tryCredentials(const Options &options, const std::string &host,
                             const Credentials &credentials) {
  Expected<TlsOptions> tls = findTrust(options, host);
  if (!tls)
    return std::unexpected(tls.error());
  HttpClient http({*tls, "wpack"});
  EndpointOptions endpointOptions;
  endpointOptions.plainHttp = options.plainHttp;
  endpointOptions.credentials.given = credentials;
  Endpoint endpoint(http, host, "", endpointOptions);
  Expected<HttpResponse> answer = endpoint.send({"GET"});
  if (!answer)
    return std::unexpected(answer.error());
  if (answer->status == 401)
    return fail("registry ", host, " does not accept this user and password");
  if (answer->status != 200)
    return registryError("GET", *answer);
  return {};
}

Status runLogin(const Options &options) {
  Expected<Reference> reference = parseHost(options);
  if (!reference)
    return std::unexpected(reference.error());
  const std::string &host = reference->host;
  Expected<Credentials> credentials = askCredentials(options, host);
  if (!credentials)
    return std::unexpected(credentials.error());
  if (Status tried = tryCredentials(options, host, *credentials); !tried)
    return tried;
  std::string preferred =
      orHome("XDG_CONFIG_HOME", ".config") + "/containers/auth.json";
  if (std::string named = environmentValue("REGISTRY_AUTH_FILE");
      !named.empty())
    preferred = named;
  if (!options.authFile.empty())
    preferred = options.authFile;
  bool isChosen = preferred == options.authFile ||
                  preferred == environmentValue("REGISTRY_AUTH_FILE");
  Expected<std::string> file =
      isChosen ? Expected<std::string>(preferred)
               : fileWithEntry(credentialFiles(options), host, preferred);
  if (!file)
    return std::unexpected(file.error());
  Expected<std::string> kept = keepCredentials(*file, host, *credentials);
  if (!kept)
    return std::unexpected(kept.error());
  std::printf("logged in to %s; kept in %s\n", host.c_str(), kept->c_str());
  return {};
}

Status runLogout(const Options &options) {
  Expected<Reference> reference = parseHost(options);
  if (!reference)
    return std::unexpected(reference.error());
  std::vector<std::string> files = credentialFiles(options);
  if (!options.authFile.empty())
    files = {options.authFile};
  int forgotten = 0;
  for (const std::string &file : files) {
    Expected<bool> removed = forgetCredentials(file, reference->host);
    if (!removed)
      return std::unexpected(removed.error());
    forgotten += *removed;
  }
  if (forgotten == 0)
    return failAs(ErrorKind::NotFound, "no credentials for ", reference->host);
  std::printf("logged out of %s\n", reference->host.c_str());
  return {};
}

} // namespace wpack
