// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Whoever starts a program also makes its environment. So a variable that the
// policy passes on may as well be set by the run.

#include "runtime-stub/ceiling.h"

#include "runtime-stub/socket_address.h"

namespace wrt {
namespace {

/// Whether some grant of the executable's policy satisfies `test`.
template <typename Test> bool anyBaked(Test test) {
  Grants grants = Grants::baked();
  for (Grant grant; grants.next(grant);)
    if (test(grant))
      return true;
  return false;
}

bool passesOn(Span name) {
  return anyBaked([&](const Grant &baked) {
    return baked.key.is("env-all") ||
           (baked.key.is("env-inherit") && baked.value == name);
  });
}

bool coversListener(Span value) {
  SocketAddress wanted;
  // What is malformed gets its own message when it is carried out.
  return !parseSocketAddress(value, wanted) || anyBaked([&](Grant &baked) {
    SocketAddress granted;
    return baked.key.is("tcp-listen") &&
           parseSocketAddress(baked.value, granted) && covers(granted, wanted);
  });
}

} // namespace

bool isCovered(const Grant &grant) {
  Span value = grant.value;
  if (grant.key.is("env") && passesOn(value.cut('=')))
    return true;
  if (grant.key.is("env-inherit") && passesOn(value))
    return true;
  if (grant.key.is("tcp-listen"))
    return coversListener(value);
  return anyBaked([&](const Grant &baked) { return baked.line == grant.line; });
}

bool capDirectory(Span &host, Span guest, bool readOnly, Span &below) {
  return anyBaked([&](const Grant &baked) {
    Span mode = baked.value;
    Span bakedHost = mode.cut(' ');
    Span bakedGuest = mode.cut(' ');
    if (!baked.key.is("dir") || !(bakedGuest == guest) ||
        !(readOnly || mode.is("rw")) || bakedHost.length > host.length)
      return false;
    Span head = {host.begin, bakedHost.length};
    Span tail = {host.begin + head.length, host.length - head.length};
    // The path ends there, or another component begins.
    if (!(head == bakedHost) || (tail.length && tail.begin[0] != '/' &&
                                 bakedHost.begin[bakedHost.length - 1] != '/'))
      return false;
    while (tail.length && tail.begin[0] == '/')
      tail = {tail.begin + 1, tail.length - 1};
    host = bakedHost;
    below = tail;
    return true;
  });
}

} // namespace wrt
