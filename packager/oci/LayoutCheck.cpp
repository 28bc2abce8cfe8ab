// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What keeps a store sound: garbage collection and the check of everything.
//
// Collection removes names before content, and content only while nobody adds
// any: killed at any point it leaves blobs that nothing names, never a name
// whose content is gone.

#include "packager/oci/AtomicFile.h"
#include "packager/oci/CopyGraph.h"
#include "packager/oci/LayoutStore.h"
#include <cerrno>
#include <dirent.h>
#include <set>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace wpack {

/// The names in a directory, without `.` and `..`; none if it does not exist.
static Expected<std::vector<std::string>>
namesInDirectory(const std::string &path) {
  std::vector<std::string> names;
  std::unique_ptr<DIR, decltype(&::closedir)> directory(::opendir(path.c_str()),
                                                        ::closedir);
  if (!directory && errno == ENOENT)
    return names;
  if (!directory)
    return systemError("cannot read", path);
  errno = 0;
  while (const dirent *entry = ::readdir(directory.get())) {
    std::string name = entry->d_name;
    if (name != "." && name != "..")
      names.push_back(std::move(name));
    errno = 0;
  }
  if (errno != 0)
    return systemError("cannot read", path);
  return names;
}

Status LayoutStore::eachBlobFile(
    const std::function<Status(const std::string &, bool,
                               const std::optional<Digest> &)> &visit) const {
  auto visitAll = [&](const std::string &directory,
                      std::string_view algorithm) -> Status {
    Expected<std::vector<std::string>> files = namesInDirectory(directory);
    if (!files)
      return std::unexpected(files.error());
    for (const std::string &name : *files) {
      bool isLeft = name.starts_with(".tmp-") || name.starts_with(".part-");
      Expected<Digest> digest = Digest::parse(concat(algorithm, ":", name));
      if (!isLeft && algorithm.empty())
        continue; // index.json and the like.
      std::optional<Digest> known;
      if (digest)
        known = *digest;
      if (Status visited = visit(concat(directory, "/", name), !isLeft, known);
          !visited)
        return visited;
    }
    return {};
  };
  if (Status visited = visitAll(root, ""); !visited)
    return visited;
  for (std::string_view algorithm : {"sha256", "sha512"})
    if (Status visited =
            visitAll(concat(root, "/blobs/", algorithm), algorithm);
        !visited)
      return visited;
  return {};
}

namespace {

/// Which entries and blobs are in use. A signature, or a referrer, is if what
/// it belongs to is.
class Marking {
public:
  Marking(ContentStore &store, const std::vector<Descriptor> &entries)
      : store(store), entries(entries), live(entries.size()) {}

  Status run() {
    for (bool changed = true; changed;) {
      changed = false;
      for (size_t i = 0; i < entries.size(); ++i) {
        std::optional<Digest> subject = subjectOfEntry(entries[i]);
        if (live[i] || (subject && !blobs.contains(*subject)))
          continue;
        Status marked =
            walkGraph(store, entries[i], [&](const Descriptor &blob) {
              blobs.insert(blob.digest);
              return Status();
            });
        if (!marked)
          return inContext(
              "nothing is removed",
              {concat(marked.error().message,
                      "; see wpack fsck, or take the name away by untag")});
        live[i] = changed = true;
      }
    }
    return {};
  }

  bool isDead(const Descriptor &entry) const {
    std::optional<Digest> subject = subjectOfEntry(entry);
    return subject && !blobs.contains(*subject);
  }
  bool isUsed(const Digest &digest) const { return blobs.contains(digest); }
  int deadEntries() const {
    int count = 0;
    for (const Descriptor &entry : entries)
      count += isDead(entry);
    return count;
  }

private:
  static std::optional<Digest> subjectOfEntry(const Descriptor &entry) {
    std::string subject = entry.annotation(annotation::subject);
    if (Expected<Digest> digest = Digest::parse(subject))
      return *digest;
    return taggedSubject(entry.annotation(annotation::refName));
  }

  ContentStore &store;
  const std::vector<Descriptor> &entries;
  std::vector<bool> live;
  std::set<Digest> blobs = {};
};

} // namespace

Expected<LayoutStore::Garbage> LayoutStore::collectGarbage(bool dryRun) {
  Garbage garbage;
  if (::access((root + "/oci-layout").c_str(), F_OK) != 0)
    return garbage;
  // Our own share would be in the way of holding it alone.
  shared->contentLock = FileHandle();
  Expected<FileHandle> content =
      lockFile(root + "/.lock-content", LOCK_EX | LOCK_NB);
  if (!content)
    return std::unexpected(content.error());
  if (!*content)
    return failAs(ErrorKind::Busy, describe(),
                  " is being added to by another "
                  "wpack; try again after it");
  Expected<FileHandle> lock = lockFile(root + "/.lock", LOCK_EX);
  if (!lock)
    return std::unexpected(lock.error());
  Expected<std::vector<Descriptor>> entries = names.all();
  if (!entries)
    return std::unexpected(entries.error());
  Marking marking(*this, *entries);
  if (Status marked = marking.run(); !marked)
    return std::unexpected(marked.error());
  garbage.names = marking.deadEntries();
  if (!dryRun) {
    auto isDead = [&](const Descriptor &entry) {
      return marking.isDead(entry);
    };
    if (Expected<int> pruned = names.prune(isDead); !pruned)
      return std::unexpected(pruned.error());
  }
  Status removed =
      eachBlobFile([&](const std::string &path, bool isBlob,
                       const std::optional<Digest> &digest) -> Status {
        // A file with another kind of name is not ours to remove.
        if (isBlob && (!digest || marking.isUsed(*digest)))
          return {};
        struct stat info = {};
        if (::lstat(path.c_str(), &info) == 0)
          garbage.bytes += info.st_size;
        ++garbage.blobs;
        if (!dryRun && ::unlink(path.c_str()) != 0)
          return systemError("cannot remove", path);
        return {};
      });
  if (!removed)
    return std::unexpected(removed.error());
  return garbage;
}

static Status readThrough(ContentStore &store, const Descriptor &blob) {
  Expected<std::unique_ptr<BlobSource>> source = store.open(blob);
  if (!source)
    return std::unexpected(source.error());
  std::vector<char> buffer(1 << 20);
  while (true) {
    Expected<size_t> count = (*source)->read(buffer);
    if (!count)
      return std::unexpected(count.error());
    if (*count == 0)
      return {};
  }
}

Expected<LayoutStore::Health> LayoutStore::check(bool repair) {
  Health health;
  if (::access(root.c_str(), F_OK) != 0)
    return health;
  Expected<std::vector<Descriptor>> entries = names.all();
  if (!entries)
    return std::unexpected(entries.error());
  // First the blobs, so that a damaged one is reported once, and by itself.
  std::set<Digest> damaged;
  Status visited =
      eachBlobFile([&](const std::string &path, bool isBlob,
                       const std::optional<Digest> &digest) -> Status {
        struct stat info = {};
        if (!isBlob || !digest || ::lstat(path.c_str(), &info) != 0)
          return {};
        ++health.blobs;
        Status read =
            S_ISREG(info.st_mode)
                ? readThrough(*this, {"", *digest, int64_t(info.st_size)})
                : fail("blob ", digest->str(), " is no regular file");
        if (read)
          return {};
        damaged.insert(*digest);
        std::string problem = read.error().message;
        if (repair && ::unlink(path.c_str()) == 0)
          problem = concat("removed: ", problem);
        health.problems.push_back(std::move(problem));
        return {};
      });
  if (!visited)
    return std::unexpected(visited.error());
  for (const Descriptor &entry : *entries) {
    ++health.names;
    Status walked =
        walkGraph(*this, entry, [&](const Descriptor &blob) -> Status {
          Expected<bool> present = has(blob);
          if (!present)
            return std::unexpected(present.error());
          if (!*present && !damaged.contains(blob.digest))
            return fail("no blob ", blob.digest.str(), " of ", blob.size,
                        " bytes; pull or build the image again");
          return {};
        });
    std::string name = entry.annotation(annotation::imageName);
    if (!walked)
      health.problems.push_back(concat(name.empty() ? entry.digest.str() : name,
                                       ": ", walked.error().message));
  }
  return health;
}

} // namespace wpack
