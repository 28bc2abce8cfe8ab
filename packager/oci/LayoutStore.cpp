// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/oci/LayoutStore.h"
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

namespace wpack {

/// index.json grows with every image and signature, so it may be larger than
/// one document of an image.
static constexpr int64_t maxIndexJsonBytes = 64 << 20;

namespace {

/// A file in the making: gone again unless commit succeeds.
class AtomicFile {
public:
  /// `directory` must exist; the file will be called `directory/name`.
  static Expected<AtomicFile> create(const std::string &directory,
                                     std::string_view name) {
    unsigned char random[12] = {};
    if (::getrandom(random, sizeof random, 0) != ssize_t(sizeof random))
      return systemError("cannot get random bytes for", directory);
    std::string suffix =
        toHex({reinterpret_cast<const char *>(random), sizeof random});
    AtomicFile file;
    file.directory = directory;
    file.path = concat(directory, "/.tmp-", suffix);
    file.target = concat(directory, "/", name);
    file.handle = FileHandle(::open(
        file.path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
    if (!file.handle) {
      Status failure = systemError("cannot create", file.target);
      file.path.clear();
      return std::unexpected(failure.error());
    }
    return file;
  }

  AtomicFile(AtomicFile &&other) noexcept
      : directory(std::move(other.directory)),
        path(std::exchange(other.path, {})), target(std::move(other.target)),
        handle(std::move(other.handle)) {}
  ~AtomicFile() {
    if (!path.empty())
      ::unlink(path.c_str());
  }

  Status write(std::string_view bytes) {
    return writeAll(handle.get(), bytes, target);
  }

  Status commit() {
    if (::fsync(handle.get()) != 0)
      return systemError("cannot write", target);
    if (::rename(path.c_str(), target.c_str()) != 0)
      return systemError("cannot rename to", target);
    path.clear();
    // The rename lasts only once the directory is on disk too.
    FileHandle parent(
        ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!parent || ::fsync(parent.get()) != 0)
      return systemError("cannot sync", directory);
    return {};
  }

private:
  AtomicFile() = default;
  std::string directory;
  std::string path;
  std::string target;
  FileHandle handle;
};

} // namespace

/// Makes `path` and what leads to it; directories that exist are fine.
static Status makeDirectories(const std::string &path) {
  for (size_t at = 1; at != std::string::npos;) {
    at = path.find('/', at);
    std::string part = path.substr(0, at);
    if (::mkdir(part.c_str(), 0777) != 0 && errno != EEXIST)
      return systemError("cannot create the directory", part);
    if (at != std::string::npos)
      ++at;
  }
  struct stat info = {};
  if (::stat(path.c_str(), &info) == 0 && !S_ISDIR(info.st_mode)) {
    errno = ENOTDIR;
    return systemError("cannot use", path);
  }
  return {};
}

std::string LayoutStore::describe() const { return concat("the store ", root); }

std::string LayoutStore::blobPath(const Digest &digest) const {
  return concat(root, "/blobs/", digest.algorithm(), "/", digest.hex());
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
  if (Status ready = ensureLayout(); !ready)
    return ready;
  std::string directory = concat(root, "/blobs/", blob.digest.algorithm());
  if (Status made = makeDirectories(directory); !made)
    return made;
  Expected<AtomicFile> file = AtomicFile::create(directory, blob.digest.hex());
  if (!file)
    return std::unexpected(file.error());
  Hasher hasher(blob.digest.algorithm());
  int64_t total = 0;
  std::vector<char> buffer(256 << 10);
  while (true) {
    Expected<size_t> count = bytes.read(buffer);
    if (!count)
      return std::unexpected(count.error());
    if (*count == 0)
      break;
    total += int64_t(*count);
    if (total > blob.size)
      break;
    hasher.update({buffer.data(), *count});
    if (Status written = file->write({buffer.data(), *count}); !written)
      return written;
  }
  if (total != blob.size || hasher.finish() != blob.digest)
    return fail("blob ", blob.digest.str(), ": what was received is not it");
  return file->commit();
}

Status LayoutStore::ensureLayout() {
  std::string marker = root + "/oci-layout";
  if (::access(marker.c_str(), F_OK) == 0)
    return {};
  if (Status made = makeDirectories(root + "/blobs/sha256"); !made)
    return made;
  auto write = [&](std::string_view name, std::string_view text) -> Status {
    Expected<AtomicFile> file = AtomicFile::create(root, name);
    if (!file)
      return std::unexpected(file.error());
    if (Status written = file->write(text); !written)
      return written;
    return file->commit();
  };
  return write("oci-layout", R"({"imageLayoutVersion":"1.0.0"})");
}

Expected<Json> LayoutStore::readIndex() {
  std::string path = root + "/index.json";
  Expected<std::string> text = readFile(path, maxIndexJsonBytes);
  if (!text && text.error().kind == ErrorKind::NotFound)
    return Json::object()
        .set("schemaVersion", 2)
        .set("mediaType", media::index)
        .set("manifests", Json::array());
  if (!text)
    return std::unexpected(text.error());
  Expected<Json> json = Json::parse(*text);
  if (!json)
    return inContext(path, json.error());
  const Json *manifests = json->find("manifests");
  if (!manifests || !manifests->elements())
    return fail(path,
                ": 'manifests' must be an array; this is no image layout");
  return json;
}

/// Whether an entry of index.json carries this name.
static bool hasName(const Json &entry, const std::string &name) {
  const Json *annotations = entry.find("annotations");
  if (!annotations)
    return false;
  const Json *full = annotations->find(annotation::imageName);
  if (!full)
    full = annotations->find(annotation::refName);
  return full && full->string() && *full->string() == name;
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
  Expected<Json> index = readIndex();
  if (!index)
    return std::unexpected(index.error());
  std::string name = reference.str();
  for (const Json &entry : *index->find("manifests")->elements())
    if (hasName(entry, name)) {
      Expected<Descriptor> found =
          Descriptor::fromJson(entry, root + "/index.json: entry");
      if (found)
        found->annotations.clear(); // They belong to the name, not to content.
      return found;
    }
  return failAs(ErrorKind::NotFound, "no image ", reference.familiar(), " in ",
                describe());
}

Status LayoutStore::tag(const Descriptor &manifest,
                        const Reference &reference) {
  if (Status ready = ensureLayout(); !ready)
    return ready;
  std::string lockPath = root + "/.lock";
  FileHandle lock(::open(lockPath.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666));
  if (!lock)
    return systemError("cannot open", lockPath);
  while (::flock(lock.get(), LOCK_EX) != 0)
    if (errno != EINTR)
      return systemError("cannot lock", lockPath);

  Expected<Json> index = readIndex();
  if (!index)
    return std::unexpected(index.error());
  Descriptor entry = manifest;
  entry.platform.reset();
  std::string name = reference.str();
  entry.annotations = {{std::string(annotation::imageName), name},
                       {std::string(annotation::refName), reference.tag}};
  // Entries of others, and fields unknown here, stay as they are.
  Json::Array entries = *index->find("manifests")->elements();
  std::erase_if(entries, [&](const Json &old) { return hasName(old, name); });
  entries.push_back(entry.toJson());
  index->set("manifests", std::move(entries));

  Expected<AtomicFile> file = AtomicFile::create(root, "index.json");
  if (!file)
    return std::unexpected(file.error());
  if (Status written = file->write(index->dump()); !written)
    return written;
  return file->commit();
}

Expected<std::vector<LayoutStore::Entry>> LayoutStore::list() {
  Expected<Json> index = readIndex();
  if (!index)
    return std::unexpected(index.error());
  std::vector<Entry> entries;
  for (const Json &json : *index->find("manifests")->elements()) {
    Expected<Descriptor> manifest =
        Descriptor::fromJson(json, root + "/index.json: entry");
    if (!manifest)
      return std::unexpected(manifest.error());
    std::string name = manifest->annotation(annotation::imageName);
    if (name.empty())
      name = manifest->annotation(annotation::refName);
    Expected<Reference> reference = Reference::parse(name);
    if (!reference)
      continue; // Named by another tool in its own way.
    if (reference->host == "docker.io")
      reference->hasHost = false;
    manifest->annotations.clear();
    entries.push_back({std::move(*reference), std::move(*manifest)});
  }
  return entries;
}

} // namespace wpack
