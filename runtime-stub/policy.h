// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the program is granted: lines of text (wrt/note.h), those baked into the
// executable first, then those of this run. There are kinds of them: a run that
// goes without a kind, or that names one although the policy is final, puts its
// own in the place of the policy's.

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
  bool operator==(Span other) const;
  /// Cuts off and returns what lies before the first `separator`, or all.
  Span cut(char separator);
};

/// One line: a key and its value, still encoded.
struct Grant {
  Span line, key, value;
  bool ofRun; ///< From the environment, not from the executable.
};

/// Goes over the grants that count. Before readPolicy() has decided, all do.
class Grants {
public:
  Grants();
  /// Those of the executable's policy, whether they count or not.
  static Grants baked();
  bool next(Grant &grant);

private:
  Span rest;
  Span ofRun;
  bool inRun;
  bool takesAll;
};

/// Writes up to `room` bytes of what `encoded` stands for: %XX is a byte.
/// Returns the whole length.
size_t decode(Span encoded, char *out, size_t room);

enum class LockdownMode : uint8_t {
  Possible, ///< As far as the kernel can.
  Required,
  Off
};
/// Reads a decimal number. False if the text is anything else.
bool parseNumber(Span text, uint64_t &value);
int hexDigit(char c); ///< Or -1.

/// The value of a variable of the process's environment, or null.
const char *environmentValue(const char *name);

/// Ends the process with a message about a grant that cannot be had.
[[noreturn]] void failGrant(const Grant &grant, const char *reason,
                            uint64_t error = 0);

struct Limits {
  uint64_t memoryBytes; ///< Of all linear memories together.
  uint64_t stackBytes;
  uint64_t milliseconds; ///< Until the program is ended; UINT64_MAX: never.
  bool walkPaths;        ///< Do without openat2.
  LockdownMode lockdown;
};

/// Checks all grants, and opens the directories and sockets they name, in this
/// order, so that a guest finds all directories first. A grant that is
/// malformed or cannot be had ends the process with a message: running with
/// less than was asked for would fail all the same, later and less clearly.
Limits readPolicy();

} // namespace wrt

#endif
