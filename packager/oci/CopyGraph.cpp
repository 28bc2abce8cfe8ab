// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/oci/CopyGraph.h"
#include "packager/oci/Index.h"
#include "packager/oci/Manifest.h"
#include <set>

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

Status copyGraph(ContentStore &from, ContentStore &to, const Descriptor &root,
                 CopyReport &report) {
  auto copy = [&](const Descriptor &node) -> Status {
    Expected<bool> present = to.has(node);
    if (!present)
      return std::unexpected(present.error());
    if (*present) {
      ++report.present;
      return {};
    }
    Expected<std::unique_ptr<BlobSource>> source = from.open(node);
    if (!source)
      return std::unexpected(source.error());
    if (Status stored = to.put(node, **source); !stored)
      return stored;
    ++report.copied;
    report.bytes += node.size;
    return {};
  };
  return Walk{from, copy}.descend(root, 0);
}

} // namespace wpack
