// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/cli/Commands.h"
#include "packager/cli/Transfer.h"
#include <cstdio>

namespace wpack {

Status runTag(const Options &options) {
  Expected<Reference> from = Reference::parse(options.source);
  Expected<Reference> to = Reference::parse(options.destination);
  if (!from || !to)
    return failAs(ErrorKind::Usage,
                  from ? to.error().message : from.error().message);
  if (to->digest)
    return failAs(ErrorKind::Usage, "reference '", options.destination,
                  "' has a digest; a name cannot contain one");
  LayoutStore store = openStore(options);
  Expected<Descriptor> root = store.resolve(*from);
  if (!root)
    return std::unexpected(root.error());
  TransferReport report;
  if (Status copied =
          copyImage({store, *from}, {store, *to}, *root, false, {}, report);
      !copied)
    return copied;
  std::printf("tagged %s@%s\n", to->familiar().c_str(),
              root->digest.str().c_str());
  return {};
}

} // namespace wpack
