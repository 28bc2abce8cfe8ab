// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/cli/Commands.h"
#include "packager/cli/Progress.h"
#include "packager/cli/Transfer.h"

namespace wpack {

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
