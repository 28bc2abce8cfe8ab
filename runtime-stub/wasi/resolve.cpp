// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Paths are resolved by the kernel, which knows how to stay beneath a directory
// (openat2), or by the walk below where it does not: before Linux 5.6, in
// sandboxes that forbid the call, under qemu-user. A mistake here is an escape
// from the sandbox, not a wrong answer: ask for two reviews.
//
// The walk opens one directory at a time and never lets the kernel follow a
// link or go up. It keeps the path as text: the part before `at` is the way to
// `directory`, in components that were entered one by one; the rest is still to
// be gone. A symbolic link is replaced by its target in the text. ".." removes
// the component before it and starts over from the base, so the walk needs no
// stack of directories and cannot be led above the base by one that is being
// moved elsewhere meanwhile. Whatever others do to the tree, each step opens an
// entry of a directory that was beneath when it was entered itself. (A
// directory moved out while it is open stays reachable, as by a descriptor of
// the guest's: the kernel's resolution has it the same.)
//
// Mounts below a granted directory belong to it, but one kind does not: /proc.

#include "runtime-stub/wasi/resolve.h"

#include "runtime-stub/kernel.h"
#include "runtime-stub/start.h"
#include "runtime-stub/wasi/strings.h"

namespace wrt {
namespace {

constexpr int newFileMode = 0666;
/// Symbolic links in one path: as many as the kernel follows. The bound also
/// ends a race with someone who keeps putting links in the way.
constexpr uint32_t mostLinks = 40;
/// Components looked up for one path. Every ".." starts over, so that a path of
/// 4 KiB can be made to take a million; no path of use comes near this bound.
constexpr uint32_t mostSteps = 65536;
/// How often the kernel is asked again that could not tell, because something
/// was being moved, whether ".." stays beneath.
constexpr uint32_t mostRetries = 16;

class Walk {
public:
  explicit Walk(int base) : base(base), directory(base) {}
  Walk(const Walk &) = delete;
  Walk &operator=(const Walk &) = delete;
  ~Walk() { enter(base); }

  long open(const char *path, int flags);

private:
  /// Nothing to return yet: the walk goes on.
  static constexpr long goOn = -4096;

  long step(int flags);
  long openLast(int flags, bool mayFollow);
  long enterNext();
  long lookUp();
  long goUp();
  long expand(const char *target, size_t size);
  void skipToComponent();
  size_t endOfComponent() const;
  void enter(int next);

  int base, directory;
  uint32_t links = 0, steps = 0;
  size_t at = 0;
  char text[pathMax + 1]; ///< With room for one more slash.
};

void Walk::enter(int next) {
  if (directory != base)
    call(Call::close, directory, 0, 0);
  directory = next;
}

/// Removes slashes and "." before the next component, so that what lies before
/// `at` always reads "entered/entered/".
void Walk::skipToComponent() {
  size_t next = at;
  while (text[next] == '/' ||
         (text[next] == '.' && (text[next + 1] == '/' || !text[next + 1])))
    ++next;
  __builtin_memmove(text + at, text + next, lengthOf(text + next) + 1);
}

size_t Walk::endOfComponent() const {
  size_t end = at;
  while (text[end] && text[end] != '/')
    ++end;
  return end;
}

/// Takes the component before ".." away and goes back to the base.
long Walk::goUp() {
  if (at == 0)
    return -hostXDev;
  // What was entered may be a file, or closed to us: then there is no ".." in
  // it.
  long same = callThrough(Call::openat, directory, ".",
                          openPath | openDirectory | openCloseOnExec, 0);
  if (same < 0)
    return same;
  call(Call::close, same);
  size_t previous = at - 1;
  while (previous && text[previous - 1] != '/')
    --previous;
  const char *rest = text + at + 2;
  __builtin_memmove(text + previous, rest, lengthOf(rest) + 1);
  at = 0;
  enter(base);
  return goOn;
}

/// Puts the target of a symbolic link in the place of the component at `at`.
long Walk::expand(const char *target, size_t size) {
  if (++links > mostLinks)
    return -hostLoop;
  // Linux makes no such link, but a file system may have one.
  if (size == 0)
    return -hostNoEnt;
  if (target[0] == '/')
    return -hostXDev;
  size_t end = endOfComponent();
  size_t rest = lengthOf(text + end) + 1;
  if (at + size + rest > pathMax)
    return -hostNameTooLong;
  __builtin_memmove(text + at + size, text + end, rest);
  __builtin_memcpy(text + at, target, size);
  return goOn;
}

/// Opens what the component at `at` names, without any access to it. A symbolic
/// link is read by the descriptor, so that it is read or is none, whatever
/// takes its place meanwhile; then its target is put in its place.
long Walk::lookUp() {
  if (++steps > mostSteps)
    return -hostLoop;
  size_t end = endOfComponent();
  char after = text[end];
  text[end] = 0;
  long found = callThrough(Call::openat, directory, text + at,
                           openPath | openNoFollow | openCloseOnExec, 0);
  text[end] = after;
  if (found < 0)
    return found;
  char target[pathMax];
  long size = callThrough(Call::readlinkat, found, "", target, sizeof(target));
  // How the kernel says of a descriptor that it is no link's.
  if (size == -hostNoEnt)
    return found;
  call(Call::close, found);
  return size < 0 ? size : expand(target, size_t(size));
}

/// Opens the last component.
long Walk::openLast(int flags, bool mayFollow) {
  if (mayFollow) {
    long found = lookUp();
    if (found >= 0 && (flags & openPath))
      return found;
    if (found >= 0)
      call(Call::close, found);
    else if (found != -hostNoEnt)
      return found;
  }
  long result = callThrough(Call::openat, directory, text + at,
                            flags | openNoFollow, newFileMode);
  // It has become a link since it was looked at.
  if (result == -hostLoop && mayFollow && ++links <= mostLinks)
    return goOn;
  return result;
}

/// Enters the directory that the component at `at` names. That it is none shows
/// as soon as something is looked for in it.
long Walk::enterNext() {
  long next = lookUp();
  if (next < 0)
    return next;
  enter(int(next));
  at = endOfComponent();
  if (!text[at])
    text[at + 1] = 0;
  text[at++] = '/';
  return goOn;
}

long Walk::step(int flags) {
  skipToComponent();
  size_t length = endOfComponent() - at;
  // The path ended in a slash, or in ".": what was entered last is meant.
  if (length == 0)
    return callThrough(Call::openat, directory, ".", flags, newFileMode);
  if (length == 2 && text[at] == '.' && text[at + 1] == '.')
    return goUp();
  size_t next = at + length;
  bool mayFollow =
      !(flags & openNoFollow) &&
      (flags & (openCreate | openExclusive)) != (openCreate | openExclusive);
  // A directory that may be behind links is found as if a slash came after it:
  // asked to open one, the kernel does not tell a link from a file.
  if (!text[next] && !(mayFollow && (flags & openDirectory)))
    return openLast(flags, mayFollow);
  while (text[next] == '/')
    ++next;
  // As the kernel has it: what can have a slash at its end cannot be created.
  return !text[next] && (flags & openCreate) ? -hostIsDir : enterNext();
}

long Walk::open(const char *path, int flags) {
  __builtin_memcpy(text, path, lengthOf(path) + 1);
  if (text[0] == '/')
    return -hostXDev;
  long result;
  do
    result = step(flags);
  while (result == goOn);
  return result;
}

/// The kernel's resolution, or `cannotTell` where only the walk can.
constexpr long cannotTell = -4096;
long openByKernel(int directory, const char *path, int flags, uint64_t limits) {
  static bool isMissing;
  if (isMissing || process.walkPaths)
    return cannotTell;
  OpenHow how = {uint64_t(flags), flags & openCreate ? newFileMode : 0u,
                 resolveBeneath | resolveNoMagicLinks | limits};
  long result;
  uint32_t retries = 0;
  do
    result = callThrough(Call::openat2, directory, path, &how, sizeof(how));
  while (result == -hostAgain && ++retries < mostRetries);
  isMissing = result == -hostNoSys;
  // A sandbox may forbid the call, but the file may be what is forbidden too:
  // then the walk says so.
  if (isMissing || result == -hostPerm || result == -hostAgain)
    return cannotTell;
  return result;
}

} // namespace

bool showsProcesses(int host) {
  StatFs fs;
  return callThrough(Call::fstatfs, host, &fs) == 0 &&
         fs.type == processFileSystem;
}

long openBeneath(int directory, const char *path, int flags) {
  flags |= openCloseOnExec;
  // Most paths stay on one mount, and then need no question about its kind.
  long result = openByKernel(directory, path, flags, resolveNoMountCrossing);
  if (result >= 0)
    return result;
  if (result == -hostXDev)
    result = openByKernel(directory, path, flags, 0);
  if (result == cannotTell)
    result = Walk(directory).open(path, flags);
  if (result >= 0 && showsProcesses(int(result)) &&
      !showsProcesses(directory)) {
    call(Call::close, result);
    return -hostXDev;
  }
  return result;
}

} // namespace wrt
