// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "runtime-stub/listen.h"

#include "runtime-stub/kernel.h"
#include "runtime-stub/message.h"
#include "runtime-stub/socket_address.h"
#include "runtime-stub/wasi/fd_table.h"
#include "runtime-stub/wasi/filestat.h"
#include "runtime-stub/wasi/strings.h"

namespace wrt {
namespace {

/// The kernel takes the lesser of this and its own limit.
constexpr int backlog = 4096;

const char *reasonFor(long error) {
  switch (-error) {
  case hostAddressInUse:
    return "something else listens there";
  case hostAddressNotAvailable:
    return "this machine has no such address";
  case hostAccess:
    return "no permission to listen on that port";
  case hostNoFamily:
    return "this machine has no IPv6";
  default:
    return "cannot listen there";
  }
}

void setOption(long socket, int level, int option, int value) {
  // Each is an improvement, no more: failing is no reason not to go on.
  call(Call::setsockopt, socket, level, option, &value, sizeof(value), 0);
}

/// Makes the socket, or returns a negative error.
long openListener(const SocketAddress &address) {
  long socket = call(Call::socket, address.family,
                     socketStream | openCloseOnExec | openNonBlock, 0);
  if (socket < 0)
    return socket;
  // A server started again must not wait for its old connections to time out.
  setOption(socket, levelSocket, optionReuseAddress, 1);
  // Connections inherit it; a guest has no way to ask for it.
  setOption(socket, levelTcp, optionNoDelay, 1);
  // Machines differ in whether [::] includes IPv4 if nothing is said.
  if (address.isV6())
    setOption(socket, levelIpV6, optionV6Only, 0);
  long result = call(Call::bind, socket, &address, address.size());
  if (result >= 0)
    result = call(Call::listen, socket, backlog, 0);
  if (result >= 0)
    return socket;
  call(Call::close, socket, 0, 0);
  return result;
}

/// Says which port the kernel chose: nobody could know otherwise.
void tellPort(const Grant &grant, long socket) {
  SocketAddress address = {};
  uint32_t size = sizeof(address);
  call(Call::getsockname, socket, &address, &size);
  Message m;
  beginMessage(m).text("listening on ");
  // All but the port, which was 0.
  m.foreign(grant.value.begin, grant.value.length - 1);
  m.number(uint64_t(address.port[0] << 8 | address.port[1])).text("\n").write();
}

Span spanOf(const char *text) { return {text, lengthOf(text)}; }

} // namespace

void listenOn(const Grant &grant) {
  SocketAddress address;
  if (!parseSocketAddress(grant.value, address))
    failGrant(grant, "expected: tcp-listen IPv4:PORT or [IPv6]:PORT");
  long socket = openListener(address);
  if (socket < 0)
    failGrant(grant, reasonFor(socket), uint64_t(-socket));
  if (address.hasAnyPort())
    tellPort(grant, socket);
  if (!addSocket(int(socket), FileType::socketStream))
    failGrant(grant, "too many descriptors are granted");
}

void takeListeners(const Grant &grant) {
  constexpr int first = 3;
  uint64_t process = 0, count = 0;
  const char *processText = environmentValue("LISTEN_PID");
  const char *countText = environmentValue("LISTEN_FDS");
  if (!processText || !countText ||
      !parseNumber(spanOf(processText), process) ||
      !parseNumber(spanOf(countText), count) ||
      process != uint64_t(call(Call::getpid, 0, 0, 0)))
    failGrant(grant, "no sockets were handed over: LISTEN_FDS and LISTEN_PID "
                     "do not say so for this process");
  for (uint64_t i = 0; i < count; ++i) {
    int host = int(first + i);
    HostStat stat;
    if (hostStat(host, stat) < 0 || (stat.mode & modeType) != modeSocket)
      failGrant(grant, "a descriptor that LISTEN_FDS counts is no socket");
    long flags = call(Call::fcntl, host, fcntlGetFlags, 0);
    call(Call::fcntl, host, fcntlSetFlags, flags | openNonBlock);
    int type = socketStream;
    uint32_t size = sizeof(type);
    call(Call::getsockopt, host, levelSocket, optionType, &type, &size, 0);
    if (!addSocket(host, type == socketStream ? FileType::socketStream
                                              : FileType::socketDatagram))
      failGrant(grant, "too many descriptors are granted");
  }
}

} // namespace wrt
