// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_CLI_TRANSFER_H
#define WPACK_CLI_TRANSFER_H

#include "packager/cli/Session.h"
#include "packager/oci/CopyGraph.h"

namespace wpack {

/// An image on its way: where it is, and what it is called there.
struct Place {
  ContentStore &store;
  Reference reference;
};

struct TransferReport {
  CopyReport copy;
  int signatures = 0; ///< Added; -1: not worth a word.
};

/// Copies what belongs to `manifests`, for each: signatures, which are added to
/// those at the target, classic attestations, and referrers.
Status copyCompanions(const Place &from, const Place &to,
                      const std::vector<Descriptor> &manifests,
                      const CopyOptions &options, TransferReport &report);

/// Copies the image, its artifact, and what belongs to them; names come last,
/// that of the image after all others. With `imageOnly` nothing but the image.
Status copyImage(const Place &from, const Place &to, const Descriptor &root,
                 bool imageOnly, const CopyOptions &options,
                 TransferReport &report);

/// Prints what came of it, as --quiet and --json say. `verbs` are as in
/// `pushed` and `sent`.
void printTransfer(const Options &options, const Reference &reference,
                   const Descriptor &root, const TransferReport &report,
                   std::pair<const char *, const char *> verbs);

} // namespace wpack

#endif
