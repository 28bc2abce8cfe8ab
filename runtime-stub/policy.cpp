// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "runtime-stub/policy.h"

#include "runtime-stub/ceiling.h"
#include "runtime-stub/coredump.h"
#include "runtime-stub/kernel.h"
#include "runtime-stub/listen.h"
#include "runtime-stub/message.h"
#include "runtime-stub/module.h"
#include "runtime-stub/start.h"
#include "runtime-stub/wasi/fd_table.h"
#include "runtime-stub/wasi/resolve.h"
#include "runtime-stub/wasi/strings.h"
#include "wrt/note.h"

namespace wrt {
namespace {

constexpr uint64_t defaultStack = 8 << 20;
constexpr char bytesExpected[] = "a number of bytes is expected";
constexpr char notCovered[] =
    "the executable's policy is final and grants less";

/// The kinds that a run can put others in the place of.
constexpr uint8_t directories = 1, environment = 2, sockets = 4;

/// Kinds of the executable's policy that do not count.
WRT_STATE uint8_t droppedKinds;

uint8_t kindOf(Span key) {
  if (key.is("dir"))
    return directories;
  if (key.is("env") || key.is("env-inherit") || key.is("env-all"))
    return environment;
  return key.is("tcp-listen") || key.is("listen-fds") ? sockets : 0;
}

uint8_t kindNamed(Span name) {
  return name.is("dir")      ? directories
         : name.is("env")    ? environment
         : name.is("listen") ? sockets
                             : 0;
}

/// Whether every '%' begins an escape.
bool isEncoded(Span text) {
  for (size_t i = 0; i < text.length; ++i)
    if (text.begin[i] == '%' &&
        (i + 2 >= text.length || hexDigit(text.begin[i + 1]) < 0 ||
         hexDigit(text.begin[i + 2]) < 0))
      return false;
  return true;
}

uint64_t readNumber(const Grant &grant, const char *expected) {
  uint64_t value;
  if (!parseNumber(grant.value, value) || !value)
    failGrant(grant, expected);
  return value;
}

const char *reasonFor(long error) {
  switch (-error) {
  case hostNoEnt:
    return "there is no such directory";
  case hostNotDir:
    return "that is no directory";
  case hostAccess:
    return "no permission to open that directory";
  default:
    return "cannot open that directory";
  }
}

// Not inlined are those that have a path in their frame: without such a grant,
// no page of stack is touched for it.

/// Decodes a path, of room pathMax.
void readPath(const Grant &grant, Span encoded, char *path) {
  size_t length = decode(encoded, path, pathMax - 1);
  if (length >= pathMax)
    failGrant(grant, "that path is too long");
  path[length] = 0;
  // Decoding can give NUL bytes, at which the kernel would stop reading.
  if (lengthOf(path) != length)
    failGrant(grant, "a path cannot contain NUL");
}

[[gnu::noinline]] void openCoredumpGrant(const Grant &grant) {
  if (!grant.value.length)
    failGrant(grant, "expected: coredump PATH");
  char path[pathMax];
  readPath(grant, grant.value, path);
  if (long error = openCoredump(path))
    failGrant(grant, "cannot open that file for core dumps", uint64_t(-error));
}

/// Opens `host`, or what `below` names beneath it if that is not empty.
long openHost(const Grant &grant, Span host, Span below) {
  constexpr int flags = openReadOnly | openDirectory | openCloseOnExec;
  char path[pathMax];
  readPath(grant, host, path);
  long top = callThrough(Call::openat, atFdCwd, path, flags, 0);
  if (top < 0 || !below.length)
    return top;
  readPath(grant, below, path);
  OpenHow how = {uint64_t(flags), 0, resolveBeneath | resolveNoMagicLinks};
  long fd = callThrough(Call::openat2, top, path, &how, sizeof(how));
  call(Call::close, top);
  return fd;
}

/// Whether the run grants another directory under this name.
bool isReplaced(Span guest) {
  Grants grants;
  for (Grant grant; grants.next(grant);) {
    if (!grant.ofRun || !grant.key.is("dir"))
      continue;
    grant.value.cut(' ');
    if (grant.value.cut(' ') == guest)
      return true;
  }
  return false;
}

[[gnu::noinline]] void openDirectoryGrant(const Grant &grant, bool isCapped) {
  Span value = grant.value;
  Span host = value.cut(' ');
  Span guest = value.cut(' ');
  Span below = {nullptr, 0};
  bool readOnly = value.is("ro");
  if (!host.length || !guest.length || !(readOnly || value.is("rw")))
    failGrant(grant, "expected: dir HOST GUEST rw|ro");
  // The place that the executable names may not even exist on this machine.
  if (!grant.ofRun && isReplaced(guest))
    return;
  if (isCapped && !capDirectory(host, guest, readOnly, below))
    failGrant(grant, notCovered);
  long fd = openHost(grant, host, below);
  if (fd < 0)
    failGrant(grant, reasonFor(fd), uint64_t(-fd));
  if (!readOnly && showsProcesses(int(fd)))
    failGrant(grant, "processes can only be granted read-only: ro");
  if (!addPreopen(int(fd), guest, readOnly))
    failGrant(grant, "too many directories are granted");
}

/// Sets a limit; a run cannot raise that of a final policy.
void setLimit(uint64_t &limit, const Grant &grant, bool isCapped,
              const char *expected) {
  uint64_t value = readNumber(grant, expected);
  if (isCapped && value > limit)
    failGrant(grant, notCovered);
  limit = value;
}

/// Grants of a run that cannot widen, or are compared where they are read. Of
/// any other the policy must have one that covers it.
bool isCappedElsewhere(Span key) {
  return key.is("dir") || key.is("without") || key.is("resolver") ||
         key.is("max-memory") || key.is("max-stack") || key.is("timeout");
}

/// `isCapped` if the grant must stay within the executable's policy.
void readGrant(const Grant &grant, Limits &limits, bool isCapped) {
  if (!isEncoded(grant.value))
    failGrant(grant, "'%' must be followed by two hexadecimal digits");
  if (isCapped && !isCappedElsewhere(grant.key) && !isCovered(grant))
    failGrant(grant, notCovered);
  if (grant.key.is("dir")) {
    openDirectoryGrant(grant, isCapped);
  } else if (grant.key.is("max-memory")) {
    setLimit(limits.memoryBytes, grant, isCapped, bytesExpected);
  } else if (grant.key.is("max-stack")) {
    setLimit(limits.stackBytes, grant, isCapped, bytesExpected);
    if (limits.stackBytes < leastStack)
      failGrant(grant, "the call stack needs at least 65536 bytes");
  } else if (grant.key.is("coredump")) {
    openCoredumpGrant(grant);
  } else if (grant.key.is("timeout")) {
    setLimit(limits.milliseconds, grant, isCapped,
             "a number of milliseconds is expected");
  } else if (grant.key.is("resolver")) {
    if (!grant.value.is("walk"))
      failGrant(grant, "expected: resolver walk");
    limits.walkPaths = true;
  } else if (grant.key.is("lockdown")) {
    bool isOff = grant.value.is("off");
    if (!isOff && !grant.value.is("require"))
      failGrant(grant, "expected: lockdown off|require");
    if (isCapped && isOff && limits.lockdown != LockdownMode::Off)
      failGrant(grant, notCovered);
    limits.lockdown = isOff ? LockdownMode::Off : LockdownMode::Required;
  } else if (grant.key.is("env")) {
    Span name = grant.value;
    if (name.cut('=').length == grant.value.length)
      failGrant(grant, "expected: env NAME=VALUE");
  } else if (grant.key.is("env-inherit")) {
    if (!grant.value.length)
      failGrant(grant, "expected: env-inherit NAME");
  } else if (grant.key.is("without")) {
    if (!grant.ofRun || !kindNamed(grant.value))
      failGrant(grant, "expected, of a run: without dir|env|listen");
  } else if (grant.key.is("final")) {
    if (grant.ofRun || grant.value.length)
      failGrant(grant, "that is for an executable's policy");
  } else if (!(kindOf(grant.key) & (environment | sockets)) ||
             (grant.value.length && !grant.key.is("tcp-listen"))) {
    failGrant(grant, "there is no such grant");
  }
}

[[noreturn, gnu::noinline]] void failPrivileged() {
  Message m;
  beginMessage(m).text(grantsVariable);
  failStart(m.text(": a program with the rights of its file's owner takes no "
                   "grants from its caller: unset it"));
}

/// Decides which of the policy's grants count. Returns whether it is final.
bool weighRun() {
  bool isFinal = false;
  uint8_t dropped = 0;
  Grants grants;
  for (Grant grant; grants.next(grant);) {
    isFinal = isFinal || (!grant.ofRun && grant.key.is("final"));
    if (grant.ofRun && grant.key.is("without"))
      dropped |= kindNamed(grant.value);
    if (grant.ofRun && isFinal)
      dropped |= kindOf(grant.key);
  }
  droppedKinds = dropped;
  return isFinal;
}

} // namespace

bool Span::is(const char *string) const {
  for (size_t i = 0; i < length; ++i)
    if (begin[i] != string[i] || !string[i])
      return false;
  return !string[length];
}

bool Span::operator==(Span other) const {
  if (length != other.length)
    return false;
  for (size_t i = 0; i < length; ++i)
    if (begin[i] != other.begin[i])
      return false;
  return true;
}

Span Span::cut(char separator) {
  Span head = {begin, 0};
  while (head.length < length && begin[head.length] != separator)
    ++head.length;
  size_t gone = head.length < length ? head.length + 1 : head.length;
  begin += gone;
  length -= gone;
  return head;
}

size_t decode(Span encoded, char *out, size_t room) {
  size_t count = 0;
  for (size_t i = 0; i < encoded.length; ++i, ++count) {
    char c = encoded.begin[i];
    if (c == '%') {
      c = char(hexDigit(encoded.begin[i + 1]) << 4 |
               hexDigit(encoded.begin[i + 2]));
      i += 2;
    }
    if (count < room)
      out[count] = c;
  }
  return count;
}

bool parseNumber(Span text, uint64_t &value) {
  value = 0;
  for (size_t i = 0; i < text.length; ++i) {
    auto digit = uint64_t(text.begin[i]) - '0';
    if (digit > 9 || __builtin_mul_overflow(value, 10, &value) ||
        __builtin_add_overflow(value, digit, &value))
      return false;
  }
  return text.length != 0;
}

int hexDigit(char c) {
  if (c >= '0' && c <= '9')
    return c - '0';
  c |= 0x20;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

const char *environmentValue(const char *name) {
  // Most variables differ soon: none is read to its end.
  for (char **v = process.environment; *v; ++v) {
    size_t i = 0;
    while (name[i] && (*v)[i] == name[i])
      ++i;
    if (!name[i] && (*v)[i] == '=')
      return *v + i + 1;
  }
  return nullptr;
}

void failGrant(const Grant &grant, const char *reason, uint64_t error) {
  Message m;
  beginMessage(m).text(grant.ofRun ? grantsVariable : "policy").text(": \"");
  m.foreign(grant.line.begin,
            grant.line.length < 255 ? grant.line.length : 255);
  m.text("\": ").text(reason);
  if (error)
    m.text(", errno ").number(error);
  failStart(m);
}

Grants::Grants()
    : rest{wasm_policy, size_t(wasm_policy_size)}, ofRun{"", 0}, inRun(false),
      takesAll(false) {
  // The policy's text ends at the first of the NUL bytes that pad it.
  rest = rest.cut(0);
  if (const char *text = environmentValue(grantsVariable))
    ofRun = {text, lengthOf(text)};
}

Grants Grants::baked() {
  Grants grants;
  grants.ofRun = {"", 0};
  grants.takesAll = true;
  return grants;
}

bool Grants::next(Grant &grant) {
  for (;;) {
    if (!rest.length) {
      if (inRun)
        return false;
      inRun = true;
      rest = ofRun;
      continue;
    }
    grant.line = rest.cut('\n');
    grant.value = grant.line;
    grant.key = grant.value.cut(' ');
    grant.ofRun = inRun;
    bool counts = inRun || takesAll || !(kindOf(grant.key) & droppedKinds);
    if (grant.line.length && counts)
      return true;
  }
}

Limits readPolicy() {
  // Its caller could otherwise have the program do what only the program may.
  if (process.isPrivileged && environmentValue(grantsVariable))
    failPrivileged();
  Limits limits = {UINT64_MAX, defaultStack, UINT64_MAX, false,
                   LockdownMode::Possible};
  bool isFinal = weighRun();
  Grants grants;
  for (Grant grant; grants.next(grant);)
    readGrant(grant, limits, isFinal && grant.ofRun);
  grants = Grants();
  for (Grant grant; grants.next(grant);)
    if (grant.key.is("tcp-listen"))
      listenOn(grant);
    else if (grant.key.is("listen-fds"))
      takeListeners(grant);
  return limits;
}

} // namespace wrt
