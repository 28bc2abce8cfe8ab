// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the program is granted: lines of text (wrt/note.h), those baked into the
// executable first, then those of this run.

#ifndef WRT_POLICY_H
#define WRT_POLICY_H

#include <stddef.h>
#include <stdint.h>

namespace wrt {

/// Text within the policy or the environment; it lives as long as the process.
struct Span {
  const char *begin;
  size_t length;

  bool is(const char *string) const;
  /// Cuts off and returns what lies before the first `separator`, or all.
  Span cut(char separator);
};

/// One line: a key and its value, still encoded.
struct Grant {
  Span line, key, value;
  bool ofRun; ///< From the environment, not from the executable.
};

/// Goes over all grants.
class Grants {
public:
  Grants();
  bool next(Grant &grant);

private:
  Span rest;
  Span ofRun;
  bool inRun = false;
};

/// Writes up to `room` bytes of what `encoded` stands for: %XX is a byte.
/// Returns the whole length.
size_t decode(Span encoded, char *out, size_t room);

enum class LockdownMode : uint8_t {
  Possible, ///< As far as the kernel can.
  Required,
  Off
};

struct Limits {
  uint64_t memoryBytes; ///< No memory grows beyond.
  uint64_t stackBytes;
  uint64_t milliseconds; ///< Until the program is ended; 0: never.
  bool walkPaths;        ///< Do without openat2.
  LockdownMode lockdown;
};

/// Checks all grants, and opens the directories they name. A grant that is
/// malformed or cannot be had ends the process with a message: running with
/// less than was asked for would fail all the same, later and less clearly.
Limits readPolicy();

} // namespace wrt

#endif
