// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_CLI_SESSION_H
#define WPACK_CLI_SESSION_H

#include "packager/cli/Options.h"
#include "packager/oci/LayoutStore.h"
#include "packager/registry/RegistryStore.h"

namespace wpack {

/// The reference of the command line; an error in it is one of usage.
Expected<Reference> parseReference(const Options &options);

/// The local store that the options and the environment name.
LayoutStore openStore(const Options &options);

/// The password that --password-stdin announces.
Expected<std::string> passwordFromStdin();

/// A connection to the registry of `reference`.
class Registry {
public:
  static Expected<std::unique_ptr<Registry>>
  connect(const Options &options, const Reference &reference);
  RegistryStore &store() { return *registryStore; }

private:
  explicit Registry(HttpOptions options) : http(std::move(options)) {}
  HttpClient http;
  std::unique_ptr<RegistryStore> registryStore;
};

/// Where an image is, and what its reference stands for there.
struct Located {
  LayoutStore local;
  std::unique_ptr<Registry> registry; ///< Null if it is in the local store.
  Reference reference;
  Descriptor root;

  ContentStore &store() {
    return registry ? static_cast<ContentStore &>(registry->store()) : local;
  }
};

/// Finds the image by the rule of --help: first the store, then the registry if
/// the reference has a host; with --remote the registry only.
Expected<Located> locate(const Options &options);

/// The index or manifest itself and, for an index, its entries: all that is to
/// be signed.
Expected<std::vector<Descriptor>> signables(ContentStore &store,
                                            const Descriptor &root);

/// The reference of an image that belongs to another one: `app:1-SUFFIX` for
/// `app:1`. Nothing for a reference without tag, and for one that belongs to
/// another image in that way itself.
std::optional<Reference> companionReference(const Reference &reference,
                                            const std::string &suffix);

/// The Wasm artifact's reference for that of an image.
std::optional<Reference> artifactReference(const Reference &reference);

/// The image itself, and those in the store that were built with it for higher
/// CPU levels.
Expected<std::vector<Reference>> withLevels(LayoutStore &store,
                                            const Reference &reference);

/// Resolves a reference that may name nothing.
Expected<std::optional<Descriptor>>
resolveIfPresent(ContentStore &store, const Reference &reference);

/// 1234567 as `1.2 MB`.
std::string humanSize(int64_t bytes);

} // namespace wpack

#endif
