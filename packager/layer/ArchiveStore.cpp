// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/layer/ArchiveStore.h"
#include <algorithm>
#include <fcntl.h>
#include <sys/stat.h>

namespace wpack {

Expected<std::unique_ptr<ArchiveStore>> ArchiveStore::create(std::string path) {
  size_t slash = path.rfind('/');
  std::string directory = slash == std::string::npos ? "."
                          : slash == 0               ? "/"
                                                     : path.substr(0, slash);
  Expected<AtomicFile> file =
      AtomicFile::create(directory, path.substr(slash + 1));
  if (!file)
    return std::unexpected(file.error());
  return std::unique_ptr<ArchiveStore>(
      new ArchiveStore(std::move(path), std::move(*file)));
}

ArchiveStore::ArchiveStore(std::string path, AtomicFile file)
    : path(std::move(path)), file(std::move(file)),
      writer(
          [this](std::string_view bytes) { return this->file.write(bytes); }) {}

Expected<bool> ArchiveStore::has(const Descriptor &blob) {
  std::lock_guard guard(mutex);
  return present.contains(blob.digest);
}

Expected<std::unique_ptr<BlobSource>>
ArchiveStore::open(const Descriptor &blob) {
  std::lock_guard guard(mutex);
  auto found = documents.find(blob.digest);
  if (found == documents.end())
    return failAs(ErrorKind::NotFound, "no manifest ", blob.digest.str(),
                  " in ", path);
  return std::make_unique<VerifyingSource>(
      std::make_unique<MemorySource>(found->second), blob, path);
}

Status ArchiveStore::put(const Descriptor &blob, BlobSource &bytes) {
  VerifyingSource checked(bytes, blob, "what is being archived");
  std::string name =
      concat("blobs/", blob.digest.algorithm(), "/", blob.digest.hex());
  std::lock_guard guard(mutex);
  if (present.contains(blob.digest))
    return {};
  if (!blob.isManifest()) {
    if (Status added = writer.add(name, blob.size, checked); !added)
      return added;
    present[blob.digest] = blob.size;
    return {};
  }
  Expected<std::string> text = readAll(checked, maxDocumentBytes);
  if (!text)
    return inContext(blob.digest.str(), text.error());
  MemorySource document(*text);
  if (Status added = writer.add(name, blob.size, document); !added)
    return added;
  Expected<std::optional<Descriptor>> subject = subjectOf(*text);
  if (!subject)
    return inContext(blob.digest.str(), subject.error());
  if (*subject) {
    Descriptor entry = blob;
    entry.annotations = {
        {std::string(annotation::subject), (*subject)->digest.str()}};
    others.push(entry.toJson());
  }
  present[blob.digest] = blob.size;
  documents[blob.digest] = std::move(*text);
  return {};
}

Expected<Descriptor> ArchiveStore::resolve(const Reference &reference) {
  return failAs(ErrorKind::NotFound, "no image ", reference.familiar(), " in ",
                path);
}

Status ArchiveStore::tag(const Descriptor &manifest,
                         const Reference &reference) {
  Expected<bool> runnable = isRunnable(*this, manifest, reference.tag);
  if (!runnable)
    return std::unexpected(runnable.error());
  std::lock_guard guard(mutex);
  (*runnable ? images : others).push(namedEntry(manifest, reference).toJson());
  return {};
}

Expected<std::vector<Descriptor>> ArchiveStore::referrerHints(const Reference &,
                                                              const Digest &) {
  return std::vector<Descriptor>();
}

Status ArchiveStore::finish() {
  auto add = [&](const std::string &name, const std::string &text) {
    MemorySource source(text);
    return writer.add(name, int64_t(text.size()), source);
  };
  auto list = [&](Json entries) {
    return Json::object()
        .set("schemaVersion", 2)
        .set("mediaType", media::index)
        .set("manifests", std::move(entries))
        .dump();
  };
  if (Status added = add("oci-layout", std::string(layoutMarker)); !added)
    return added;
  if (!others.elements()->empty())
    if (Status added = add("wpack.json", list(others)); !added)
      return added;
  if (Status added = add("index.json", list(images)); !added)
    return added;
  if (Status finished = writer.finish(); !finished)
    return finished;
  return file.commit();
}

int64_t unpackLimit(int64_t archiveBytes) {
  // Real content seldom shrinks to a hundredth; bombs go to a thousandth.
  constexpr int64_t always = int64_t(1) << 30, ratio = 100;
  return std::max(always, std::min(archiveBytes, maxBlobBytes) * ratio);
}

/// `blobs/sha256/<hex>` as a digest.
static std::optional<Digest> blobDigest(std::string_view name) {
  constexpr std::string_view folder = "blobs/";
  size_t slash = name.rfind('/');
  if (!name.starts_with(folder) || slash < folder.size())
    return std::nullopt;
  Expected<Digest> digest =
      Digest::parse(concat(name.substr(folder.size(), slash - folder.size()),
                           ":", name.substr(slash + 1)));
  if (!digest)
    return std::nullopt;
  return *digest;
}

Status unpackLayout(const std::string &archive, const std::string &directory) {
  FileHandle handle(::open(archive.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat info = {};
  if (!handle || ::fstat(handle.get(), &info) != 0)
    return systemError("cannot open", archive);
  FileSource source(std::move(handle), archive);
  LayoutStore layout(directory);
  auto visit = [&](const std::string &name, int64_t size,
                   BlobSource &bytes) -> Status {
    if (std::optional<Digest> digest = blobDigest(name))
      return layout.put({"", *digest, size}, bytes);
    if (name != "index.json" && name != "wpack.json")
      return {};
    Expected<std::string> text = readAll(bytes, maxLayoutListBytes);
    if (!text)
      return inContext(name, text.error());
    return replaceFile(directory, name, *text);
  };
  Status read = readArchive(source, unpackLimit(info.st_size), visit);
  if (!read)
    return inContext(archive, read.error());
  return {};
}

} // namespace wpack
