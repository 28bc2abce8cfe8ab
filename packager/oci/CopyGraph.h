// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_OCI_COPYGRAPH_H
#define WPACK_OCI_COPYGRAPH_H

#include "packager/oci/ContentStore.h"
#include <condition_variable>
#include <functional>
#include <mutex>
#include <set>

namespace wpack {

struct CopyReport {
  int copied = 0;
  int present = 0; ///< Was there already.
  int64_t bytes = 0;
};

/// Hears how a copy is getting on. Called from several threads.
class CopyProgress {
public:
  virtual ~CopyProgress() = default;
  /// So many more bytes, in so many more blobs, are to be looked at.
  virtual void expect(int blobs, int64_t bytes) = 0;
  virtual void moved(int64_t bytes) = 0;
  /// A blob is done with; `skipped` of its bytes did not have to move.
  virtual void finished(int64_t skipped) = 0;
};

/// Lets copies that run side by side send what they share once: registries may
/// stumble over two uploads of the same blob at a time.
class SharedBlobs {
public:
  /// Waits until nobody else holds the blob.
  void acquire(const Digest &blob);
  void release(const Digest &blob);

private:
  std::mutex mutex; ///< Guards `held`.
  std::condition_variable released;
  std::set<Digest> held;
};

struct CopyOptions {
  int jobs = 4; ///< Blobs at a time.
  CopyProgress *progress = nullptr;
  SharedBlobs *shared = nullptr; ///< For several copies to the same store.
};

/// Calls `work` for 0 to `count` - 1, by up to `jobs` threads. The first error
/// stops it.
Status inParallel(size_t count, int jobs,
                  const std::function<Status(size_t)> &work);

/// Copies a manifest or index with everything it names, children before
/// parents, and skips what is there. The target gets no name for it. Both
/// stores must bear being used by several threads if there are several jobs.
Status copyGraph(ContentStore &from, ContentStore &to, const Descriptor &root,
                 CopyReport &report, const CopyOptions &options = {});

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
