// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_OCI_CONTENTSTORE_H
#define WPACK_OCI_CONTENTSTORE_H

#include "packager/oci/BlobSource.h"
#include "packager/oci/Reference.h"

namespace wpack {

/// A place that keeps content by digest and gives some of it names. A
/// directory, a registry's repository and memory look alike through it, so a
/// push is a copy from one to another.
class ContentStore {
public:
  virtual ~ContentStore() = default;

  /// How errors and messages call this store.
  virtual std::string describe() const = 0;
  /// From now on content that is there stays there, named or not, as long as
  /// this object lives: to be called before has() decides what is copied.
  virtual Status beginAdding() { return {}; }
  /// Whether the content is there; its bytes are not looked at.
  virtual Expected<bool> has(const Descriptor &blob) = 0;
  /// The content; its end is an error if size or digest differ.
  virtual Expected<std::unique_ptr<BlobSource>>
  open(const Descriptor &blob) = 0;
  /// Keeps the content, unless size or digest differ. What a manifest names
  /// must be there before it; one with a subject becomes a referrer of it.
  virtual Status put(const Descriptor &blob, BlobSource &bytes) = 0;
  /// What a name, or a digest, stands for: ErrorKind::NotFound if nothing.
  virtual Expected<Descriptor> resolve(const Reference &reference) = 0;
  /// Lets the tag of `reference` stand for a manifest that is there.
  virtual Status tag(const Descriptor &manifest,
                     const Reference &reference) = 0;
  /// Manifests in the repository of `repository` that are said to have
  /// `subject` as their subject. A hint only, to be read by readReferrers.
  virtual Expected<std::vector<Descriptor>>
  referrerHints(const Reference &repository, const Digest &subject) = 0;

  /// The verified bytes of a manifest, index, config or signature payload.
  Expected<std::string> readDocument(const Descriptor &blob);
  /// Keeps bytes that are in memory.
  Status putBytes(const Descriptor &blob, std::string_view bytes);
};

/// The `subject` of a manifest or index; nothing if it has none.
Expected<std::optional<Descriptor>> subjectOf(std::string_view bytes);

/// The media type of a manifest or index, from its bytes: its own `mediaType`
/// or, where that is missing, what its members tell.
Expected<std::string> manifestMediaType(std::string_view bytes);

} // namespace wpack

#endif
