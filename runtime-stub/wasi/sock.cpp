// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Sockets that were handed over open; a guest cannot make its own.

#include "runtime-stub/kernel.h"
#include "runtime-stub/memory.h"
#include "runtime-stub/wasi/calls.h"
#include "runtime-stub/wasi/fd_table.h"
#include "runtime-stub/wasi/vectors.h"

namespace wrt {
namespace {

// riflags and roflags
constexpr uint32_t receivePeek = 1;
constexpr uint32_t receiveWaitAll = 2;
constexpr uint16_t receivedTruncated = 1;

/// findDescriptor for sockets: notsock for all else.
const Descriptor *findSocket(uint32_t fd, uint32_t rights, Errno &error) {
  Descriptor *d = findDescriptor(fd, 0, error);
  if (d && d->type == FileType::unknown)
    error = learnType(*d);
  if (!d || error != Errno::success)
    return nullptr;
  if (d->type != FileType::socketStream &&
      d->type != FileType::socketDatagram) {
    error = Errno::notsock;
    return nullptr;
  }
  return findDescriptor(fd, rights, error);
}

} // namespace

extern "C" Errno wrt_sock_accept(uint32_t fd, uint32_t flags, uint32_t out) {
  Errno error;
  const Descriptor *d = findSocket(fd, rightSockAccept, error);
  if (!d)
    return error;
  if (!memory.contains(out, sizeof(uint32_t)))
    return Errno::fault;
  if (flags & ~uint32_t(fdNonblock))
    return Errno::inval;
  int hostFlags = openCloseOnExec | (flags ? openNonBlock : 0);
  long host = callThrough(Call::accept4, d->host, nullptr, nullptr, hostFlags);
  if (host >= 0)
    host = awayFromStdio(int(host));
  if (host < 0)
    return errnoFromHost(host);
  uint32_t number;
  error = addDescriptor({int(host), socketRights & ~uint32_t(rightSockAccept),
                         0, FileType::socketStream, true, false, 0},
                        number);
  if (error == Errno::success)
    memory.store(out, number);
  return error;
}

extern "C" Errno wrt_sock_recv(uint32_t fd, uint32_t vectors, uint32_t count,
                               uint32_t flags, uint32_t sizeOut,
                               uint32_t flagsOut) {
  Errno error;
  const Descriptor *d = findSocket(fd, rightFdRead, error);
  if (!d)
    return error;
  if (flags & ~(receivePeek | receiveWaitAll))
    return Errno::inval;
  Vectors buffers;
  error = buffers.gather(vectors, count);
  if (error != Errno::success)
    return error;
  if (!memory.contains(sizeOut, sizeof(uint32_t)) ||
      !memory.contains(flagsOut, sizeof(uint16_t)))
    return Errno::fault;
  MessageHeader header = {};
  header.vectors = buffers.items;
  header.vectorCount = buffers.count;
  int hostFlags = (flags & receivePeek ? messagePeek : 0) |
                  (flags & receiveWaitAll ? messageWaitAll : 0);
  long size = callThrough(Call::recvmsg, d->host, &header, hostFlags);
  if (size < 0)
    return errnoFromHost(size);
  memory.store(sizeOut, uint32_t(size));
  memory.store(flagsOut, header.flags & messageTruncated ? receivedTruncated
                                                         : uint16_t(0));
  return Errno::success;
}

extern "C" Errno wrt_sock_send(uint32_t fd, uint32_t vectors, uint32_t count,
                               uint32_t flags, uint32_t out) {
  Errno error;
  const Descriptor *d = findSocket(fd, rightFdWrite, error);
  if (!d)
    return error;
  // WASI has no flags for sending yet.
  if (flags)
    return Errno::inval;
  Vectors buffers;
  error = buffers.gather(vectors, count);
  if (error != Errno::success)
    return error;
  if (!memory.contains(out, sizeof(uint32_t)))
    return Errno::fault;
  MessageHeader header = {};
  header.vectors = buffers.items;
  header.vectorCount = buffers.count;
  long size = callThrough(Call::sendmsg, d->host, &header, messageNoSignal);
  if (size < 0)
    return errnoFromHost(size);
  memory.store(out, uint32_t(size));
  return Errno::success;
}

extern "C" Errno wrt_sock_shutdown(uint32_t fd, uint32_t how) {
  Errno error;
  const Descriptor *d = findSocket(fd, rightSockShutdown, error);
  if (!d)
    return error;
  // A bit for each direction; the kernel counts: receive, send, both.
  constexpr uint32_t both = 3;
  if (how == 0 || how > both)
    return Errno::inval;
  return errnoOf(call(Call::shutdown, d->host, how - 1, 0));
}

} // namespace wrt
