// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/cli/Commands.h"
#include "packager/cli/Progress.h"
#include "packager/cli/Transfer.h"
#include "packager/cli/Trust.h"

namespace wpack {

/// Refuses what the policy does not allow, before anything of it is kept.
static Status admitAll(const Options &options, ContentStore &remote,
                       const Reference &reference, const Descriptor &root) {
  if (Expected<bool> admitted = admit(options, remote, reference, root);
      !admitted)
    return std::unexpected(admitted.error());
  std::optional<Reference> name = artifactReference(reference);
  if (!name)
    return {};
  auto artifact = resolveIfPresent(remote, *name);
  if (!artifact)
    return std::unexpected(artifact.error());
  if (!*artifact)
    return {};
  Expected<bool> admitted = admit(options, remote, *name, **artifact);
  return admitted ? Status() : std::unexpected(admitted.error());
}

Status runPull(const Options &options) {
  Expected<Reference> reference = parseReference(options);
  if (!reference)
    return std::unexpected(reference.error());
  LayoutStore local = openStore(options);
  auto registry = Registry::connect(options, *reference);
  if (!registry)
    return std::unexpected(registry.error());
  RegistryStore &remote = (*registry)->store();

  Expected<Descriptor> root = remote.resolve(*reference);
  if (!root)
    return std::unexpected(root.error());
  if (Status admitted = admitAll(options, remote, *reference, *root); !admitted)
    return admitted;
  TransferReport report;
  {
    Progress progress("receiving", options);
    Status copied = copyImage({remote, *reference}, {local, *reference}, *root,
                              false, {options.jobs, &progress}, report);
    if (!copied)
      return copied;
  }
  report.signatures = -1; // Of interest to who publishes them.
  printTransfer(options, *reference, *root, report, {"pulled", "received"});
  return {};
}

} // namespace wpack
