// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/oci/LayoutStore.h"
#include "packager/oci/AtomicFile.h"
#include "packager/oci/IncomingBlob.h"
#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace wpack {

LayoutStore::LayoutStore(std::string root, LayoutStyle style)
    : root(root), names(std::move(root), style),
      shared(std::make_shared<Shared>()) {}

std::string LayoutStore::describe() const { return concat("the store ", root); }

std::string LayoutStore::blobDirectory(const Digest &digest) const {
  return concat(root, "/blobs/", digest.algorithm());
}

std::string LayoutStore::blobPath(const Digest &digest) const {
  return concat(blobDirectory(digest), "/", digest.hex());
}

Status LayoutStore::ensureLayout() {
  std::string marker = root + "/oci-layout";
  if (::access(marker.c_str(), F_OK) == 0)
    return {};
  if (Status made = makeDirectories(root + "/blobs/sha256"); !made)
    return made;
  return replaceFile(root, "oci-layout", layoutMarker);
}

Status LayoutStore::beginAdding() {
  std::lock_guard guard(shared->mutex);
  if (shared->contentLock)
    return {};
  if (Status ready = ensureLayout(); !ready)
    return ready;
  Expected<FileHandle> lock = lockFile(root + "/.lock-content", LOCK_SH);
  if (!lock)
    return std::unexpected(lock.error());
  shared->contentLock = std::move(*lock);
  return {};
}

Expected<bool> LayoutStore::has(const Descriptor &blob) {
  std::string path = blobPath(blob.digest);
  struct stat info = {};
  if (::stat(path.c_str(), &info) == 0)
    return S_ISREG(info.st_mode) && info.st_size == blob.size;
  if (errno == ENOENT)
    return false;
  return systemError("cannot look for", path);
}

Expected<std::unique_ptr<BlobSource>>
LayoutStore::open(const Descriptor &blob) {
  std::string path = blobPath(blob.digest);
  FileHandle file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file) {
    if (errno == ENOENT)
      return failAs(ErrorKind::NotFound, "no blob ", blob.digest.str(), " in ",
                    describe(), "; pull or build the image again");
    return systemError("cannot open", path);
  }
  return std::make_unique<VerifyingSource>(
      std::make_unique<FileSource>(std::move(file), path), blob, describe());
}

Status LayoutStore::put(const Descriptor &blob, BlobSource &bytes) {
  if (Status ready = beginAdding(); !ready)
    return ready;
  if (Status made = makeDirectories(blobDirectory(blob.digest)); !made)
    return made;
  if (blob.isManifest())
    return putManifest(blob, bytes);
  return receiveBlob(blobDirectory(blob.digest), blob, bytes);
}

Status LayoutStore::putManifest(const Descriptor &blob, BlobSource &bytes) {
  Expected<std::string> text = readAll(bytes, maxDocumentBytes);
  if (!text)
    return inContext(blob.digest.str(), text.error());
  Expected<std::optional<Descriptor>> subject = subjectOf(*text);
  if (!subject)
    return inContext(blob.digest.str(), subject.error());
  MemorySource document(*text);
  if (Status stored = receiveBlob(blobDirectory(blob.digest), blob, document);
      !stored || !*subject)
    return stored;
  Expected<FileHandle> lock = lockFile(root + "/.lock", LOCK_EX);
  if (!lock)
    return std::unexpected(lock.error());
  return names.addReferrer(blob, (*subject)->digest);
}

Expected<std::vector<Descriptor>>
LayoutStore::referrerHints(const Reference &, const Digest &subject) {
  Expected<std::vector<Descriptor>> entries = names.all();
  if (!entries)
    return entries;
  std::vector<Descriptor> hints;
  for (const Descriptor &entry : *entries) {
    std::string of = entry.annotation(annotation::subject);
    // Other tools do not say what their entries refer to.
    bool unknown = of.empty() && !entry.isIndex() &&
                   entry.annotation(annotation::imageName).empty();
    if (of == subject.str() || unknown)
      hints.push_back(entry);
  }
  return hints;
}

Expected<Descriptor> LayoutStore::resolveDigest(const Reference &reference) {
  const Digest &digest = *reference.digest;
  std::string path = blobPath(digest);
  struct stat info = {};
  if (::stat(path.c_str(), &info) != 0) {
    if (errno == ENOENT)
      return failAs(ErrorKind::NotFound, "no image ", reference.familiar(),
                    " in ", describe());
    return systemError("cannot look for", path);
  }
  Descriptor blob{"", digest, int64_t(info.st_size)};
  Expected<std::string> bytes = readDocument(blob);
  if (!bytes)
    return std::unexpected(bytes.error());
  Expected<std::string> mediaType = manifestMediaType(*bytes);
  if (!mediaType)
    return inContext(digest.str(), mediaType.error());
  blob.mediaType = *mediaType;
  if (!blob.isManifest())
    return fail("blob ", digest.str(), " in ", describe(), " is no image");
  return blob;
}

Expected<Descriptor> LayoutStore::resolve(const Reference &reference) {
  if (reference.digest)
    return resolveDigest(reference);
  Expected<Descriptor> found = names.find(reference);
  if (!found && found.error().kind == ErrorKind::NotFound)
    return failAs(ErrorKind::NotFound, "no image ", reference.familiar(),
                  " in ", describe());
  return found;
}

Status LayoutStore::tag(const Descriptor &manifest,
                        const Reference &reference) {
  if (Status ready = beginAdding(); !ready)
    return ready;
  Expected<bool> runnable = isRunnable(*this, manifest, reference.tag);
  if (!runnable)
    return std::unexpected(runnable.error());
  Expected<FileHandle> lock = lockFile(root + "/.lock", LOCK_EX);
  if (!lock)
    return std::unexpected(lock.error());
  return names.set(manifest, reference, *runnable);
}

Expected<bool> LayoutStore::untag(const Reference &reference) {
  if (::access((root + "/oci-layout").c_str(), F_OK) != 0)
    return false;
  Expected<FileHandle> lock = lockFile(root + "/.lock", LOCK_EX);
  if (!lock)
    return std::unexpected(lock.error());
  return names.remove(reference);
}

Expected<std::vector<LayoutStore::Entry>> LayoutStore::list() {
  return names.list();
}

} // namespace wpack
