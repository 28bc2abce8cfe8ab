// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Functions on paths. A path is copied and checked, what it names is opened by
// openBeneath, and then the kernel is asked by descriptor; only those that
// change an entry of a directory name the entry, in a directory that was opened
// so.

#include "runtime-stub/kernel.h"
#include "runtime-stub/memory.h"
#include "runtime-stub/wasi/calls.h"
#include "runtime-stub/wasi/fd_table.h"
#include "runtime-stub/wasi/filestat.h"
#include "runtime-stub/wasi/open_flags.h"
#include "runtime-stub/wasi/resolve.h"

namespace wrt {
namespace {

/// findDescriptor for one that paths are relative to: notdir if it is none.
const Descriptor *findDirectory(uint32_t fd, uint32_t rights, Errno &error);

/// The same for a function that changes what is beneath: rofs if the directory
/// is granted for reading only.
const Descriptor *findWritableDirectory(uint32_t fd, uint32_t rights,
                                        Errno &error);

/// A guest's path, copied once: the kernel wants a NUL at its end. It is not
/// empty, shorter than pathMax, without NUL bytes and not absolute.
struct GuestPath {
  char text[pathMax];
  size_t length;

  Errno read(uint32_t address, uint32_t size);
};

/// openBeneath as WASI puts it: a path that leads out lacks the capability.
Errno errnoOfPath(long result);

/// A host descriptor for as long as a function runs.
class HostFile {
public:
  HostFile() = default;
  HostFile(const HostFile &) = delete;
  HostFile &operator=(const HostFile &) = delete;
  ~HostFile();
  /// Opens what `path` names, to ask or tell the kernel about it by descriptor:
  /// a name could have become a link's by then.
  Errno open(const Descriptor &directory, const GuestPath &path, bool follow);
  int host() const { return fd; }

protected:
  int fd = -1;
};

/// The directory of a path's last component, opened, and that component with
/// the slashes that follow it: for system calls that take both, never follow a
/// link in that place, and know what to make of ".", ".." and slashes.
class Parent : public HostFile {
public:
  /// Changes `path`, which must live as long as this.
  Errno open(const Descriptor &directory, GuestPath &path);
  int directory() const { return fd < 0 ? base : fd; }
  const char *name() const { return last; }

private:
  int base = -1;
  const char *last = nullptr;
};

const Descriptor *findDirectory(uint32_t fd, uint32_t rights, Errno &error) {
  const Descriptor *d = findDescriptor(fd, 0, error);
  if (!d)
    return nullptr;
  if (d->type != FileType::directory) {
    error = Errno::notdir;
    return nullptr;
  }
  return findDescriptor(fd, rights, error);
}

const Descriptor *findWritableDirectory(uint32_t fd, uint32_t rights,
                                        Errno &error) {
  const Descriptor *d = findDirectory(fd, rights, error);
  if (!d || !d->readOnly)
    return d;
  error = Errno::rofs;
  return nullptr;
}

Errno GuestPath::read(uint32_t address, uint32_t size) {
  if (!memory.contains(address, size))
    return Errno::fault;
  if (size >= sizeof(text))
    return Errno::nametoolong;
  __builtin_memcpy(text, memory.at(address), size);
  text[size] = 0;
  length = size;
  for (uint32_t i = 0; i < size; ++i)
    if (!text[i])
      return Errno::ilseq;
  if (text[0] == '/')
    return Errno::notcapable;
  return size ? Errno::success : Errno::noent;
}

Errno errnoOfPath(long result) {
  return result == -hostXDev ? Errno::notcapable : errnoOf(result);
}

HostFile::~HostFile() {
  if (fd >= 0)
    call(Call::close, fd, 0, 0);
}

Errno HostFile::open(const Descriptor &directory, const GuestPath &path,
                     bool follow) {
  fd = int(openBeneath(directory.host, path.text,
                       openPath | (follow ? 0 : openNoFollow)));
  return errnoOfPath(fd);
}

Errno Parent::open(const Descriptor &directory, GuestPath &path) {
  size_t start = path.length;
  while (start && path.text[start - 1] == '/')
    --start;
  while (start && path.text[start - 1] != '/')
    --start;
  base = directory.host;
  last = path.text + start;
  // The kernel only says that "..", wherever it leads, is there and in use; a
  // guest shall hear if it leads out.
  if (last[0] == '.' && last[1] == '.' && (!last[2] || last[2] == '/')) {
    HostFile whole;
    Errno error = whole.open(directory, path, true);
    if (error != Errno::success)
      return error;
  }
  if (!start)
    return Errno::success;
  path.text[start - 1] = 0;
  fd = int(openBeneath(base, path.text, openPath | openDirectory));
  return errnoOfPath(fd);
}

constexpr int newDirectoryMode = 0777;

/// A directory entry that a guest named, ready to be changed.
struct Entry {
  GuestPath path;
  Parent parent;

  Errno find(uint32_t fd, uint32_t right, uint32_t address, uint32_t length) {
    Errno error;
    const Descriptor *d = findWritableDirectory(fd, right, error);
    if (d)
      error = path.read(address, length);
    return error == Errno::success ? parent.open(*d, path) : error;
  }
};

Errno remove(uint32_t fd, uint32_t right, uint32_t path, uint32_t length,
             int flags) {
  Entry entry;
  Errno error = entry.find(fd, right, path, length);
  if (error != Errno::success)
    return error;
  return errnoOf(call(Call::unlinkat, entry.parent.directory(),
                      entry.parent.name(), flags));
}

/// Opens what a guest's path names.
Errno openNamed(HostFile &file, const Descriptor &directory, uint32_t lookup,
                uint32_t path, uint32_t length) {
  if (lookup > lookupSymlinkFollow)
    return Errno::inval;
  GuestPath text;
  Errno error = text.read(path, length);
  if (error != Errno::success)
    return error;
  return file.open(directory, text, lookup & lookupSymlinkFollow);
}

constexpr uint32_t oflagsAll = oCreat | oDirectory | oExcl | oTrunc;

uint32_t rightsToOpen(uint32_t flags) {
  return rightPathOpen | (flags & oCreat ? rightPathCreateFile : 0u) |
         (flags & oTrunc ? rightPathFilestatSetSize : 0u);
}

/// The kernel's access mode is the least that gives the rights.
int hostOfRights(uint32_t rights) {
  if (!(rights & writingRights))
    return openReadOnly;
  return rights & (rightFdRead | rightFdReaddir) ? openReadWrite
                                                 : openWriteOnly;
}

int hostOfOflags(uint32_t flags) {
  return (flags & oCreat ? openCreate : 0) |
         (flags & oExcl ? openExclusive : 0) |
         (flags & oTrunc ? openTruncate : 0) |
         (flags & oDirectory ? openDirectory : 0);
}

} // namespace

extern "C" Errno wrt_path_open(uint32_t fd, uint32_t lookup, uint32_t path,
                               uint32_t length, uint32_t flags, uint64_t rights,
                               uint64_t inheriting, uint32_t fdFlags,
                               uint32_t out) {
  Errno error;
  const Descriptor *d = findDirectory(fd, rightsToOpen(flags), error);
  if (!d)
    return error;
  if (!memory.contains(out, sizeof(uint32_t)))
    return Errno::fault;
  // Old kernels would make a file if asked to create a directory.
  constexpr uint32_t contradiction = oCreat | oDirectory;
  if (lookup > lookupSymlinkFollow || flags > oflagsAll ||
      fdFlags > fdFlagsAll || (flags & contradiction) == contradiction)
    return Errno::inval;
  GuestPath text;
  error = text.read(path, length);
  if (error != Errno::success)
    return error;
  Descriptor opened = *d;
  opened.preopen = 0;
  opened.type = FileType::unknown;
  opened.rights = uint32_t(rights) & allRights;
  opened.inheriting = uint32_t(inheriting) & d->inheriting;
  if (opened.rights & ~d->inheriting)
    return Errno::notcapable;
  if (d->readOnly) {
    if ((flags & (oCreat | oTrunc)) || (opened.rights & rightFdWrite))
      return Errno::rofs;
    opened.rights &= ~writingRights;
  }
  // Not after a file has been made or emptied.
  if (!hasFreeDescriptor())
    return Errno::mfile;
  long host =
      openBeneath(d->host, text.text,
                  hostOfRights(opened.rights) | hostOfOflags(flags) |
                      hostOfFdFlags(fdFlags) | openNoTty |
                      (lookup & lookupSymlinkFollow ? 0 : openNoFollow));
  if (host < 0)
    return errnoOfPath(host);
  host = awayFromStdio(int(host));
  if (host < 0)
    return errnoFromHost(host);
  opened.host = int(host);
  error = learnType(opened);
  if (error != Errno::success) {
    call(Call::close, opened.host, 0, 0);
    return error;
  }
  uint32_t number;
  error = addDescriptor(opened, number);
  if (error == Errno::success)
    memory.store(out, number);
  return error;
}

extern "C" Errno wrt_path_create_directory(uint32_t fd, uint32_t path,
                                           uint32_t length) {
  Entry entry;
  Errno error = entry.find(fd, rightPathCreateDirectory, path, length);
  if (error != Errno::success)
    return error;
  return errnoOf(call(Call::mkdirat, entry.parent.directory(),
                      entry.parent.name(), newDirectoryMode));
}

extern "C" Errno wrt_path_remove_directory(uint32_t fd, uint32_t path,
                                           uint32_t length) {
  return remove(fd, rightPathRemoveDirectory, path, length, atRemoveDir);
}

extern "C" Errno wrt_path_unlink_file(uint32_t fd, uint32_t path,
                                      uint32_t length) {
  return remove(fd, rightPathUnlinkFile, path, length, 0);
}

extern "C" Errno wrt_path_rename(uint32_t fromFd, uint32_t from,
                                 uint32_t fromLength, uint32_t toFd,
                                 uint32_t to, uint32_t toLength) {
  Entry source, target;
  Errno error = source.find(fromFd, rightPathRenameSource, from, fromLength);
  if (error == Errno::success)
    error = target.find(toFd, rightPathRenameTarget, to, toLength);
  if (error != Errno::success)
    return error;
  return errnoOf(call(Call::renameat2, source.parent.directory(),
                      source.parent.name(), target.parent.directory(),
                      target.parent.name(), 0));
}

/// An absolute target is refused: it would mean one thing to the guest and
/// another to everyone else. A relative one may point anywhere; whether it
/// leads out is seen each time it is followed.
extern "C" Errno wrt_path_symlink(uint32_t target, uint32_t targetLength,
                                  uint32_t fd, uint32_t path, uint32_t length) {
  GuestPath text;
  Errno error = text.read(target, targetLength);
  if (error != Errno::success)
    return error;
  Entry entry;
  error = entry.find(fd, rightPathSymlink, path, length);
  if (error != Errno::success)
    return error;
  return errnoOf(call(Call::symlinkat, text.text, entry.parent.directory(),
                      entry.parent.name()));
}

extern "C" Errno wrt_path_link(uint32_t fromFd, uint32_t lookup, uint32_t from,
                               uint32_t fromLength, uint32_t toFd, uint32_t to,
                               uint32_t toLength) {
  // Following a link and then linking what it leads to takes a privilege.
  if (lookup)
    return Errno::inval;
  // The source needs a writable directory as well: the new name shares its
  // file.
  Entry source, target;
  Errno error = source.find(fromFd, rightPathLinkSource, from, fromLength);
  if (error == Errno::success)
    error = target.find(toFd, rightPathLinkTarget, to, toLength);
  if (error != Errno::success)
    return error;
  // With a slash at its end the kernel would follow even so. What can have one
  // is a directory, of which there are no links.
  const char *name = source.parent.name();
  // The kernel might look first at whether a link may lead there from above.
  if (name[0] == '.' && !name[1])
    return Errno::perm;
  for (const char *c = name; *c; ++c) {
    if (*c == '/') {
      long directory = openBeneath(source.parent.directory(), name, openPath);
      if (directory < 0)
        return errnoOfPath(directory);
      call(Call::close, directory, 0, 0);
      return Errno::perm;
    }
  }
  return errnoOf(call(Call::linkat, source.parent.directory(), name,
                      target.parent.directory(), target.parent.name(), 0));
}

extern "C" Errno wrt_path_readlink(uint32_t fd, uint32_t path, uint32_t length,
                                   uint32_t buffer, uint32_t room,
                                   uint32_t out) {
  Errno error;
  const Descriptor *d = findDirectory(fd, rightPathReadlink, error);
  if (!d)
    return error;
  if (!memory.contains(buffer, room) || !memory.contains(out, sizeof(uint32_t)))
    return Errno::fault;
  GuestPath text;
  error = text.read(path, length);
  if (error != Errno::success)
    return error;
  HostFile link;
  error = link.open(*d, text, false);
  if (error != Errno::success)
    return error;
  // The kernel takes the size as an int, and no buffer without any.
  char first;
  size_t size = room < pathMax ? room : pathMax;
  long used =
      room ? call(Call::readlinkat, link.host(), "", memory.at(buffer), size)
           : call(Call::readlinkat, link.host(), "", &first, 1);
  // Its way to say that the descriptor is no link's.
  if (used == -hostNoEnt)
    return Errno::inval;
  if (used < 0)
    return errnoFromHost(used);
  memory.store(out, room ? uint32_t(used) : 0u);
  return Errno::success;
}

static Errno statPath(uint32_t fd, uint32_t lookup, uint32_t path,
                      uint32_t length, uint32_t out, FileStatForm form) {
  Errno error;
  const Descriptor *d = findDirectory(fd, rightPathFilestatGet, error);
  if (!d)
    return error;
  if (!memory.contains(out, uint32_t(form)))
    return Errno::fault;
  HostFile file;
  error = openNamed(file, *d, lookup, path, length);
  if (error != Errno::success)
    return error;
  HostStat stat;
  long result = hostStat(file.host(), stat);
  if (result < 0)
    return errnoFromHost(result);
  storeFileStat(stat, out, form);
  return Errno::success;
}

extern "C" Errno wrt_path_filestat_get(uint32_t fd, uint32_t lookup,
                                       uint32_t path, uint32_t length,
                                       uint32_t out) {
  return statPath(fd, lookup, path, length, out, FileStatForm::Preview1);
}

extern "C" Errno wrt_unstable_path_filestat_get(uint32_t fd, uint32_t lookup,
                                                uint32_t path, uint32_t length,
                                                uint32_t out) {
  return statPath(fd, lookup, path, length, out, FileStatForm::Unstable);
}

extern "C" Errno wrt_path_filestat_set_times(uint32_t fd, uint32_t lookup,
                                             uint32_t path, uint32_t length,
                                             uint64_t accessed,
                                             uint64_t modified,
                                             uint32_t which) {
  Errno error;
  const Descriptor *d =
      findWritableDirectory(fd, rightPathFilestatSetTimes, error);
  if (!d)
    return error;
  NewTimes times;
  error = times.read(accessed, modified, which);
  if (error != Errno::success)
    return error;
  HostFile file;
  error = openNamed(file, *d, lookup, path, length);
  if (error != Errno::success)
    return error;
  return errnoOf(
      callThrough(Call::utimensat, file.host(), "", times.times, atEmptyPath));
}

} // namespace wrt
