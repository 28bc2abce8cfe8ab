// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_OCI_LAYOUTNAMES_H
#define WPACK_OCI_LAYOUTNAMES_H

#include "packager/oci/ContentStore.h"
#include <functional>

namespace wpack {

/// How images in a layout are named, and in which file.
struct LayoutStyle {
  /// By tag alone, as in layouts of other tools, not by full name.
  bool byTag = false;
  /// Everything in index.json, where all tools look. Otherwise it lists the
  /// images that engines can run, and wpack.json lists artifacts, signatures
  /// and referrers: engines that import a layout want to run all of index.json.
  bool oneIndex = false;
};

/// The names in a layout: entries of index.json and wpack.json. Those of other
/// tools, and fields unknown here, are kept.
class LayoutNames {
public:
  LayoutNames(std::string root, LayoutStyle style)
      : root(std::move(root)), style(style) {}

  struct Entry {
    Reference reference;
    Descriptor manifest;
  };
  /// Entries whose name is a reference; without annotations.
  Expected<std::vector<Entry>> list() const;
  /// What a name stands for: ErrorKind::NotFound if nothing.
  Expected<Descriptor> find(const Reference &reference) const;
  /// Every entry as it is written, annotations included.
  Expected<std::vector<Descriptor>> all() const;

  // These write; the caller holds the lock on names.

  /// `isImage` says whether engines can run it.
  Status set(const Descriptor &manifest, const Reference &reference,
             bool isImage);
  Expected<bool> remove(const Reference &reference);
  /// An entry without name, for something that refers to `subject`.
  Status addReferrer(const Descriptor &manifest, const Digest &subject);
  /// Removes the entries that `isDead` says are; returns how many.
  Expected<int> prune(const std::function<bool(const Descriptor &)> &isDead);

private:
  Expected<Json> read(const std::string &file) const;
  Expected<Json::Array> entries() const;
  Expected<int> edit(const std::string &file,
                     const std::function<bool(const Json &)> &isDead,
                     std::optional<Json> added) const;
  bool hasName(const Json &entry, const Reference &reference) const;

  std::string root;
  LayoutStyle style;
};

/// The content of the file `oci-layout`.
inline constexpr std::string_view layoutMarker =
    R"({"imageLayoutVersion":"1.0.0"})";

/// Stands for the name of an image in a layout that gives it only a tag.
inline constexpr std::string_view namelessImage = "image";

/// A list of names grows with every image and signature, so it may be larger
/// than one document of an image.
inline constexpr int64_t maxLayoutListBytes = 64 << 20;

/// A manifest's entry under a name.
Descriptor namedEntry(const Descriptor &manifest, const Reference &reference);

/// Whether container engines can run it, as `tag` lets suppose: all else is
/// listed apart from images. Reads manifests from `store`.
Expected<bool> isRunnable(ContentStore &store, const Descriptor &manifest,
                          const std::string &tag);

/// The digest that a signature's tag, as `sha256-<hex>.sig`, belongs to.
std::optional<Digest> taggedSubject(std::string_view tag);

} // namespace wpack

#endif
