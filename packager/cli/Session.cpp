// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/cli/Session.h"
#include "packager/cli/Places.h"
#include "packager/oci/Index.h"
#include <cstdlib>
#include <unistd.h>

namespace wpack {

Expected<Reference> parseReference(const Options &options) {
  Expected<Reference> reference = Reference::parse(options.reference);
  if (!reference)
    return failAs(ErrorKind::Usage, reference.error().message);
  return reference;
}

LayoutStore openStore(const Options &options) {
  std::string root = options.store;
  if (root.empty())
    root = environmentValue("WPACK_STORE");
  if (root.empty())
    root = orHome("XDG_DATA_HOME", ".local/share") + "/wpack/store";
  return LayoutStore(root);
}

Expected<std::string> passwordFromStdin() {
  FileSource input(FileHandle(::dup(STDIN_FILENO)), "standard input");
  constexpr int64_t maxPassword = 64 << 10;
  Expected<std::string> password = readAll(input, maxPassword);
  if (!password)
    return inContext("password on standard input", password.error());
  while (password->ends_with('\n') || password->ends_with('\r'))
    password->pop_back();
  return password;
}

Expected<std::unique_ptr<Registry>>
Registry::connect(const Options &options, const Reference &reference) {
  EndpointOptions endpoint;
  endpoint.plainHttp = options.plainHttp;
  endpoint.credentials.files = credentialFiles(options);
  if (options.passwordStdin) {
    Expected<std::string> password = passwordFromStdin();
    if (!password)
      return std::unexpected(password.error());
    endpoint.credentials.given = Credentials{options.username, *password, ""};
  }
  if (!options.authFile.empty() &&
      ::access(options.authFile.c_str(), R_OK) != 0)
    return systemError("cannot open", options.authFile);
  Expected<TlsOptions> tls = findTrust(options, reference.host);
  if (!tls)
    return std::unexpected(tls.error());
  HttpOptions http{*tls, "wpack"};
  std::unique_ptr<Registry> registry(new Registry(std::move(http)));
  registry->registryStore = std::make_unique<RegistryStore>(
      registry->http, reference, std::move(endpoint),
      options.chunkMegabytes << 20);
  return registry;
}

Expected<Located> locate(const Options &options) {
  Expected<Reference> reference = parseReference(options);
  if (!reference)
    return std::unexpected(reference.error());
  LayoutStore local = openStore(options);
  if (!options.remote) {
    Expected<Descriptor> root = local.resolve(*reference);
    if (root)
      return Located{local, nullptr, *reference, *root};
    if (root.error().kind != ErrorKind::NotFound)
      return std::unexpected(root.error());
    if (!reference->hasHost)
      return fail(root.error().message, "; build or pull it, or say --remote");
  }
  auto registry = Registry::connect(options, *reference);
  if (!registry)
    return std::unexpected(registry.error());
  Expected<Descriptor> root = (*registry)->store().resolve(*reference);
  if (!root)
    return std::unexpected(root.error());
  return Located{local, std::move(*registry), *reference, *root};
}

Expected<std::vector<Descriptor>> signables(ContentStore &store,
                                            const Descriptor &root) {
  std::vector<Descriptor> manifests{root};
  if (!root.isIndex())
    return manifests;
  Expected<std::string> bytes = store.readDocument(root);
  if (!bytes)
    return std::unexpected(bytes.error());
  Expected<Index> index = Index::parse(*bytes);
  if (!index)
    return inContext(root.digest.str(), index.error());
  manifests.insert(manifests.end(), index->manifests.begin(),
                   index->manifests.end());
  return manifests;
}

std::optional<Reference> companionReference(const Reference &reference,
                                            const std::string &suffix) {
  constexpr size_t maxTag = 128;
  if (reference.tag.empty() || reference.digest ||
      reference.tag.ends_with("-wasm") ||
      reference.tag.size() + 1 + suffix.size() > maxTag)
    return std::nullopt;
  return reference.withTag(concat(reference.tag, "-", suffix));
}

std::optional<Reference> artifactReference(const Reference &reference) {
  return companionReference(reference, "wasm");
}

Expected<std::vector<Reference>> withLevels(LayoutStore &store,
                                            const Reference &reference) {
  std::vector<Reference> references{reference};
  if (reference.tag.empty() || reference.digest)
    return references;
  Expected<std::vector<LayoutStore::Entry>> entries = store.list();
  if (!entries)
    return std::unexpected(entries.error());
  std::string prefix = reference.tag + "-";
  for (const LayoutStore::Entry &entry : *entries)
    if (entry.reference.name() == reference.name() &&
        entry.reference.tag.starts_with(prefix) &&
        isCpuLevel(entry.reference.tag.substr(prefix.size())))
      references.push_back(reference.withTag(entry.reference.tag));
  return references;
}

Expected<std::optional<Descriptor>>
resolveIfPresent(ContentStore &store, const Reference &reference) {
  Expected<Descriptor> found = store.resolve(reference);
  if (found)
    return *found;
  if (found.error().kind == ErrorKind::NotFound)
    return std::nullopt;
  return std::unexpected(found.error());
}

std::string humanSize(int64_t bytes) {
  constexpr std::string_view units[] = {"B", "kB", "MB", "GB", "TB"};
  size_t unit = 0;
  int64_t tenth = 0; // Kept apart: floating point is not worth one decimal.
  for (; bytes >= 1000 && unit + 1 < std::size(units); ++unit) {
    tenth = bytes % 1000 / 100;
    bytes /= 1000;
  }
  if (unit == 0)
    return concat(bytes, " B");
  return concat(bytes, ".", tenth, " ", units[unit]);
}

} // namespace wpack
