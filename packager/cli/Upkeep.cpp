// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// gc and fsck.

#include "packager/cli/Commands.h"
#include "packager/cli/Session.h"
#include <cstdio>

namespace wpack {

Status runCollectGarbage(const Options &options) {
  LayoutStore store = openStore(options);
  Expected<LayoutStore::Garbage> garbage = store.collectGarbage(options.dryRun);
  if (!garbage)
    return std::unexpected(garbage.error());
  std::printf("%s %s (%d blobs, %d signatures and referrers)\n",
              options.dryRun ? "would free" : "freed",
              humanSize(garbage->bytes).c_str(), garbage->blobs,
              garbage->names);
  return {};
}

Status runCheckStore(const Options &options) {
  LayoutStore store = openStore(options);
  Expected<LayoutStore::Health> health = store.check(options.repair);
  if (!health)
    return std::unexpected(health.error());
  for (const std::string &problem : health->problems)
    std::printf("%s\n", problem.c_str());
  if (!health->problems.empty())
    return fail(store.describe(), ": ", health->problems.size(),
                " problems; pull or build what is damaged again",
                options.repair ? "" : ", after wpack fsck --repair");
  std::printf("%s is sound (%d blobs, %d names)\n", store.describe().c_str(),
              health->blobs, health->names);
  return {};
}

} // namespace wpack
