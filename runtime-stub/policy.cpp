// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "runtime-stub/policy.h"

#include "runtime-stub/kernel.h"
#include "runtime-stub/message.h"
#include "runtime-stub/module.h"
#include "runtime-stub/start.h"
#include "runtime-stub/wasi/fd_table.h"
#include "runtime-stub/wasi/strings.h"
#include "wrt/note.h"

namespace wrt {
namespace {

constexpr uint64_t defaultStack = 8 << 20;
constexpr char bytesExpected[] = "a number of bytes is expected";

int hexDigit(char c) {
  if (c >= '0' && c <= '9')
    return c - '0';
  c |= 0x20;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
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

/// The value of this run's grants, or null.
const char *grantsOfRun() {
  constexpr size_t nameLength = sizeof(grantsVariable) - 1;
  for (char **v = process.environment; *v; ++v)
    if (Span{*v, lengthOf(*v)}.cut('=').is(grantsVariable) &&
        (*v)[nameLength] == '=')
      return *v + nameLength + 1;
  return nullptr;
}

[[noreturn]] void failGrant(const Grant &grant, const char *reason,
                            uint64_t error = 0) {
  Message m;
  beginMessage(m).text(grant.ofRun ? grantsVariable : "policy").text(": \"");
  m.foreign(grant.line.begin,
            grant.line.length < 255 ? grant.line.length : 255);
  m.text("\": ").text(reason);
  if (error)
    m.text(", errno ").number(error);
  failStart(m);
}

uint64_t readNumber(const Grant &grant, const char *expected) {
  uint64_t value = 0;
  for (size_t i = 0; i < grant.value.length; ++i) {
    auto digit = uint64_t(grant.value.begin[i]) - '0';
    if (digit > 9 || __builtin_mul_overflow(value, 10, &value) ||
        __builtin_add_overflow(value, digit, &value))
      failGrant(grant, expected);
  }
  if (!value)
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

void openDirectoryGrant(const Grant &grant) {
  Span value = grant.value;
  Span host = value.cut(' ');
  Span guest = value.cut(' ');
  bool readOnly = value.is("ro");
  if (!host.length || !guest.length || !(readOnly || value.is("rw")))
    failGrant(grant, "expected: dir HOST GUEST rw|ro");
  char path[pathMax];
  size_t length = decode(host, path, sizeof(path) - 1);
  if (length >= sizeof(path))
    failGrant(grant, "that path is too long");
  path[length] = 0;
  // Decoding can give NUL bytes, at which the kernel would stop reading.
  if (lengthOf(path) != length)
    failGrant(grant, "a path cannot contain NUL");
  long fd = callThrough(Call::openat, atFdCwd, path,
                        openReadOnly | openDirectory | openCloseOnExec, 0);
  if (fd < 0)
    failGrant(grant, reasonFor(fd), uint64_t(-fd));
  if (!addPreopen(int(fd), guest, readOnly))
    failGrant(grant, "too many directories are granted");
}

void readGrant(const Grant &grant, Limits &limits) {
  if (!isEncoded(grant.value))
    failGrant(grant, "'%' must be followed by two hexadecimal digits");
  if (grant.key.is("dir")) {
    openDirectoryGrant(grant);
  } else if (grant.key.is("max-memory")) {
    uint64_t bytes = readNumber(grant, bytesExpected);
    limits.memoryBytes =
        bytes < limits.memoryBytes ? bytes : limits.memoryBytes;
  } else if (grant.key.is("max-stack")) {
    limits.stackBytes = readNumber(grant, bytesExpected);
    if (limits.stackBytes < leastStack)
      failGrant(grant, "the call stack needs at least 65536 bytes");
  } else if (grant.key.is("timeout")) {
    limits.milliseconds =
        readNumber(grant, "a number of milliseconds is expected");
  } else if (grant.key.is("resolver")) {
    if (!grant.value.is("walk"))
      failGrant(grant, "expected: resolver walk");
    limits.walkPaths = true;
  } else if (grant.key.is("lockdown")) {
    bool isOff = grant.value.is("off");
    if (!isOff && !grant.value.is("require"))
      failGrant(grant, "expected: lockdown off|require");
    limits.lockdown = isOff ? LockdownMode::Off : LockdownMode::Required;
  } else if (grant.key.is("env")) {
    Span name = grant.value;
    if (name.cut('=').length == grant.value.length)
      failGrant(grant, "expected: env NAME=VALUE");
  } else if (grant.key.is("env-inherit")) {
    if (!grant.value.length)
      failGrant(grant, "expected: env-inherit NAME");
  } else if (!grant.key.is("env-all") || grant.value.length) {
    failGrant(grant, "there is no such grant");
  }
}

} // namespace

bool Span::is(const char *string) const {
  for (size_t i = 0; i < length; ++i)
    if (begin[i] != string[i])
      return false;
  return string[length] == 0;
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

Grants::Grants() : rest{wasm_policy, size_t(wasm_policy_size)}, ofRun{"", 0} {
  // The policy's text ends at the first of the NUL bytes that pad it.
  rest = rest.cut(0);
  if (const char *text = grantsOfRun())
    ofRun = {text, lengthOf(text)};
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
    if (grant.line.length)
      return true;
  }
}

Limits readPolicy() {
  Limits limits = {UINT64_MAX, defaultStack, 0, false, LockdownMode::Possible};
  Grants grants;
  for (Grant grant; grants.next(grant);)
    readGrant(grant, limits);
  return limits;
}

} // namespace wrt
