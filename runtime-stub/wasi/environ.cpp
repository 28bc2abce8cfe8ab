// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The guest's environment is that of the process as far as `env-all` and
// `env-inherit` reach, then what `env` sets. It is worked out when asked for:
// a program that does not ask pays nothing, and there is no heap to keep it in.

#include "runtime-stub/policy.h"
#include "runtime-stub/start.h"
#include "runtime-stub/wasi/calls.h"
#include "runtime-stub/wasi/strings.h"
#include "wrt/note.h"

namespace wrt {
namespace {

/// The name a grant's value begins with, if it is plain. Names are compared as
/// they are written: those that need an escape are not worth the code.
Span nameOf(Span variable) { return variable.cut('='); }

/// Whether a later `env` grant than `after` (any, if null) sets `name`.
bool isSetLater(Span name, const char *after) {
  Grants grants;
  bool past = !after;
  for (Grant grant; grants.next(grant);) {
    if (past && grant.key.is("env") && nameOf(grant.value) == name)
      return true;
    past = past || grant.line.begin == after;
  }
  return false;
}

bool isInherited(Span name) {
  if (name.is(grantsVariable))
    return false;
  Grants grants;
  for (Grant grant; grants.next(grant);)
    if (grant.key.is("env-all") ||
        (grant.key.is("env-inherit") && grant.value == name))
      return !isSetLater(name, nullptr);
  return false;
}

/// Calls `visit(text, encoded)` for each variable.
template <typename Visit> void forEachVariable(Visit visit) {
  for (char **v = process.environment; *v; ++v) {
    Span text = {*v, lengthOf(*v)};
    if (isInherited(nameOf(text)))
      visit(text, false);
  }
  Grants grants;
  for (Grant grant; grants.next(grant);)
    if (grant.key.is("env") &&
        !isSetLater(nameOf(grant.value), grant.line.begin))
      visit(grant.value, true);
}

} // namespace

extern "C" Errno wrt_environ_sizes_get(uint32_t count, uint32_t size) {
  StringSizes sizes;
  forEachVariable([&](Span text, bool encoded) {
    sizes.add(encoded ? decode(text, nullptr, 0) : text.length);
  });
  return sizes.store(count, size);
}

extern "C" Errno wrt_environ_get(uint32_t pointers, uint32_t bytes) {
  StringWriter writer(pointers, bytes);
  forEachVariable([&](Span text, bool encoded) {
    while (encoded && text.length) {
      // Escapes one by one, what lies between in one piece.
      char byte;
      size_t plain = 0;
      while (plain < text.length && text.begin[plain] != '%')
        ++plain;
      writer.append(text.begin, plain);
      text = {text.begin + plain, text.length - plain};
      if (text.length) {
        decode({text.begin, 3}, &byte, 1);
        writer.append(&byte, 1);
        text = {text.begin + 3, text.length - 3};
      }
    }
    writer.append(text.begin, text.length);
    writer.endString();
  });
  return writer.result();
}

} // namespace wrt
