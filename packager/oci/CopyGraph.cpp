// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/oci/CopyGraph.h"
#include "packager/oci/Index.h"
#include "packager/oci/Manifest.h"
#include <atomic>
#include <thread>

namespace wpack {

/// Index in index in index, and then manifests: deeper is no honest image.
static constexpr int maxDepth = 4;
/// Bounds the work that a hostile index can ask for.
static constexpr size_t maxNodes = 10000;

Expected<std::vector<Descriptor>> childrenOf(const Descriptor &manifest,
                                             std::string_view bytes) {
  if (!manifest.isManifest())
    return std::vector<Descriptor>();
  if (manifest.isIndex()) {
    Expected<Index> index = Index::parse(bytes);
    if (!index)
      return inContext(manifest.digest.str(), index.error());
    return std::move(index->manifests);
  }
  Expected<Manifest> parsed = Manifest::parse(bytes);
  if (!parsed)
    return inContext(manifest.digest.str(), parsed.error());
  std::vector<Descriptor> children{parsed->config};
  children.insert(children.end(), parsed->layers.begin(), parsed->layers.end());
  return children;
}

namespace {

/// Depth-first walk that visits each digest once.
struct Walk {
  ContentStore &store; ///< Manifests are read from here.
  std::function<Status(const Descriptor &)> visit;

  Status descend(const Descriptor &node, int depth) {
    if (!done.insert(node.digest).second)
      return {};
    if (done.size() > maxNodes)
      return fail("an image of more than ", maxNodes, " parts is refused");
    if (depth > maxDepth)
      return fail(node.digest.str(), ": indexes are nested deeper than ",
                  maxDepth - 1);
    if (node.isManifest()) {
      Expected<std::string> bytes = store.readDocument(node);
      if (!bytes)
        return std::unexpected(bytes.error());
      Expected<std::vector<Descriptor>> children = childrenOf(node, *bytes);
      if (!children)
        return std::unexpected(children.error());
      for (const Descriptor &child : *children)
        if (Status copied = descend(child, depth + 1); !copied)
          return copied;
    }
    return visit(node);
  }

  std::set<Digest> done = {};
};

} // namespace

Status walkGraph(ContentStore &store, const Descriptor &root,
                 const std::function<Status(const Descriptor &)> &visit) {
  return Walk{store, visit}.descend(root, 0);
}

Status inParallel(size_t count, int jobs,
                  const std::function<Status(size_t)> &work) {
  std::atomic<size_t> next = 0;
  std::atomic<bool> failed = false;
  std::mutex mutex; // Guards the next.
  Status first;
  auto run = [&] {
    for (size_t i; !failed && (i = next++) < count;)
      if (Status done = work(i); !done) {
        std::lock_guard guard(mutex);
        if (!failed.exchange(true))
          first = done;
      }
  };
  std::vector<std::thread> threads;
  size_t wanted = std::min(count, size_t(std::max(jobs, 1)));
  for (size_t i = 1; i < wanted; ++i)
    threads.emplace_back(run);
  run();
  for (std::thread &thread : threads)
    thread.join();
  return first;
}

void SharedBlobs::acquire(const Digest &blob) {
  std::unique_lock lock(mutex);
  released.wait(lock, [&] { return held.insert(blob).second; });
}

void SharedBlobs::release(const Digest &blob) {
  {
    std::lock_guard guard(mutex);
    held.erase(blob);
  }
  released.notify_all();
}

namespace {

/// Passes a source on and tells how far it is.
class WatchedSource : public BlobSource {
public:
  WatchedSource(BlobSource &inner, CopyProgress *progress)
      : inner(inner), progress(progress) {}
  Expected<size_t> read(std::span<char> buffer) override {
    Expected<size_t> count = inner.read(buffer);
    if (count)
      advance(position + int64_t(*count));
    return count;
  }
  Status rewind() override {
    position = 0;
    return inner.rewind();
  }
  Status resume(BlobSource &known, int64_t count) override {
    advance(count);
    return inner.resume(known, count);
  }
  bool vouchesFor(const Descriptor &blob) const override {
    return inner.vouchesFor(blob);
  }
  int64_t reported() const { return furthest; }

private:
  /// What is read a second time does not count again.
  void advance(int64_t to) {
    position = to;
    if (progress && to > furthest)
      progress->moved(to - furthest);
    furthest = std::max(furthest, to);
  }
  BlobSource &inner;
  CopyProgress *progress;
  int64_t position = 0;
  int64_t furthest = 0;
};

/// One copy; its threads take blobs from a common list.
class Copy {
public:
  Copy(ContentStore &from, ContentStore &to, const CopyOptions &options,
       CopyReport &report)
      : from(from), to(to), options(options), report(report) {}

  Status one(const Descriptor &node) {
    if (!options.shared)
      return copyIfMissing(node);
    options.shared->acquire(node.digest);
    Status copied = copyIfMissing(node);
    options.shared->release(node.digest);
    return copied;
  }

private:
  Status copyIfMissing(const Descriptor &node) {
    Expected<bool> present = to.has(node);
    if (!present)
      return std::unexpected(present.error());
    int64_t moved = 0;
    if (!*present) {
      Expected<std::unique_ptr<BlobSource>> source = from.open(node);
      if (!source)
        return std::unexpected(source.error());
      WatchedSource watched(**source, options.progress);
      if (Status stored = to.put(node, watched); !stored)
        return stored;
      moved = watched.reported();
    }
    if (options.progress)
      options.progress->finished(node.size - std::min(moved, node.size));
    std::lock_guard guard(mutex);
    *present ? ++report.present : ++report.copied;
    report.bytes += *present ? 0 : node.size;
    return {};
  }

  ContentStore &from;
  ContentStore &to;
  const CopyOptions &options;
  CopyReport &report;
  std::mutex mutex; ///< Guards the report.
};

} // namespace

Status copyGraph(ContentStore &from, ContentStore &to, const Descriptor &root,
                 CopyReport &report, const CopyOptions &options) {
  if (Status ready = to.beginAdding(); !ready)
    return ready;
  std::vector<Descriptor> leaves, parents;
  int64_t bytes = 0;
  Status walked = walkGraph(from, root, [&](const Descriptor &node) {
    (node.isManifest() ? parents : leaves).push_back(node);
    bytes += node.size;
    return Status();
  });
  if (!walked)
    return walked;
  if (options.progress)
    options.progress->expect(int(leaves.size() + parents.size()), bytes);
  Copy copy(from, to, options, report);
  Status copied = inParallel(leaves.size(), options.jobs,
                             [&](size_t i) { return copy.one(leaves[i]); });
  if (!copied)
    return copied;
  for (const Descriptor &parent : parents)
    if (Status done = copy.one(parent); !done)
      return done;
  return {};
}

} // namespace wpack
