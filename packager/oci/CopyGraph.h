// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_OCI_COPYGRAPH_H
#define WPACK_OCI_COPYGRAPH_H

#include "packager/oci/ContentStore.h"
#include <functional>

namespace wpack {

struct CopyReport {
  int copied = 0;
  int present = 0; ///< Was there already.
  int64_t bytes = 0;
};

/// Copies a manifest or index with everything it names, children before
/// parents, and skips what is there. The target gets no name for it.
Status copyGraph(ContentStore &from, ContentStore &to, const Descriptor &root,
                 CopyReport &report);

/// What a manifest or index names, in its order; nothing for other blobs.
/// A subject is not part of it.
Expected<std::vector<Descriptor>> childrenOf(const Descriptor &manifest,
                                             std::string_view bytes);

/// Calls `visit` for everything `root` names, and for `root`, children first;
/// content named twice is visited once. Stops at the first error.
Status walkGraph(ContentStore &store, const Descriptor &root,
                 const std::function<Status(const Descriptor &)> &visit);

} // namespace wpack

#endif
