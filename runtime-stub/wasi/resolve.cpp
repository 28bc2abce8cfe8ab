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
// moved elsewhere meanwhile. Whatever others do to the tree, each step opens
// something that at that moment was an entry of a directory beneath.

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
  long openLast(int flags);
  long enterNext();
  long goUp();
  long expandLink();
  void skipToComponent();
  size_t endOfComponent() const;
  void enter(int next);

  int base, directory;
  uint32_t links = 0;
  size_t at = 0;
  char text[pathMax];
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
  size_t previous = at - 1;
  while (previous && text[previous - 1] != '/')
    --previous;
  const char *rest = text + at + 2;
  __builtin_memmove(text + previous, rest, lengthOf(rest) + 1);
  at = 0;
  enter(base);
  return goOn;
}

/// Puts the target of the symbolic link at `at` in its place. Returns 0 if
/// there is none, or nothing that could be read: opening it tells why.
long Walk::expandLink() {
  char target[pathMax];
  size_t end = endOfComponent();
  char after = text[end];
  text[end] = 0;
  long length = callThrough(Call::readlinkat, directory, text + at, target,
                            sizeof(target));
  text[end] = after;
  if (length < 0)
    return 0;
  if (++links > mostLinks)
    return -hostLoop;
  if (target[0] == '/')
    return -hostXDev;
  auto size = size_t(length);
  size_t rest = lengthOf(text + end) + 1;
  if (at + size + rest > sizeof(text))
    return -hostNameTooLong;
  __builtin_memmove(text + at + size, text + end, rest);
  __builtin_memcpy(text + at, target, size);
  return goOn;
}

/// Opens the last component.
long Walk::openLast(int flags) {
  bool mayFollow =
      !(flags & openNoFollow) &&
      (flags & (openCreate | openExclusive)) != (openCreate | openExclusive);
  if (mayFollow)
    if (long link = expandLink())
      return link;
  long result = callThrough(Call::openat, directory, text + at,
                            flags | openNoFollow, newFileMode);
  // It has become a link since it was looked at.
  if (result == -hostLoop && mayFollow && ++links <= mostLinks)
    return goOn;
  return result;
}

/// Enters the directory that the component at `at` names, which others follow.
long Walk::enterNext() {
  if (long link = expandLink())
    return link;
  size_t end = endOfComponent();
  text[end] = 0;
  long next =
      callThrough(Call::openat, directory, text + at,
                  openPath | openDirectory | openNoFollow | openCloseOnExec, 0);
  text[end] = '/';
  if (next < 0)
    return next;
  enter(int(next));
  at = end + 1;
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
  if (!text[next])
    return openLast(flags);
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

} // namespace

long openBeneath(int directory, const char *path, int flags) {
  static bool isMissing;
  flags |= openCloseOnExec;
  if (!isMissing && !process.walkPaths) {
    OpenHow how = {uint64_t(flags), flags & openCreate ? newFileMode : 0u,
                   resolveBeneath | resolveNoMagicLinks};
    long result;
    uint32_t retries = 0;
    do
      result = callThrough(Call::openat2, directory, path, &how, sizeof(how));
    while (result == -hostAgain && ++retries < mostRetries);
    isMissing = result == -hostNoSys;
    // A sandbox may forbid the call, but the file may be what is forbidden too:
    // then the walk says so.
    if (!isMissing && result != -hostPerm && result != -hostAgain)
      return result;
  }
  return Walk(directory).open(path, flags);
}

} // namespace wrt
