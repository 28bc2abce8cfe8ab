// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One-line messages to stderr, and the two ways of ending with one.

#ifndef WRT_MESSAGE_H
#define WRT_MESSAGE_H

#include <stddef.h>
#include <stdint.h>

namespace wrt {

/// Exit status of a program that could not be started: that of a shell for a
/// command it found but cannot execute.
constexpr int startFailureStatus = 126;

/// Text on its way to stderr. What does not fit is written in between; nobody
/// can be told when stderr refuses it.
class Message {
public:
  Message() = default;
  Message(const Message &) = delete;
  Message &operator=(const Message &) = delete;

  Message &text(const char *string);
  /// Up to `length` bytes of text that is not ours: control characters, which a
  /// terminal would obey, are shown as '?'.
  Message &foreign(const char *string, size_t length);
  Message &number(uint64_t value);
  Message &hex(uint64_t value);
  void write();

private:
  void put(char c);

  size_t used = 0;
  char buffer[512];
};

/// The program's own name, without its directory.
const char *programName();

/// Begins a message with the program's own name.
Message &beginMessage(Message &message);

/// Writes the message and ends the process with startFailureStatus.
[[noreturn]] void failStart(Message &message);

[[noreturn]] void exitProcess(int status);

} // namespace wrt

#endif
