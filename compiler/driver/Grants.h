// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_DRIVER_GRANTS_H
#define COMPILER_DRIVER_GRANTS_H

#include "llvm/Support/Error.h"
#include <string>
#include <vector>

namespace wasmc {

/// Whether the kernel is asked to forbid the system calls that are not needed.
enum class Lockdown : uint8_t { Possible, Required, Off };

/// What an executable may reach, as given on the command line.
struct Grants {
  std::vector<std::string> directories; ///< `HOST[::GUEST][:ro]`
  std::vector<std::string> variables;   ///< `NAME=VALUE`, or `NAME`: inherit.
  std::vector<std::string> inherited;   ///< `NAME`
  bool wholeEnvironment = false;
  std::vector<std::string> listeners; ///< `IPv4:PORT`, `[IPv6]:PORT`
  bool inheritedListeners = false;
  std::vector<std::string>
      without; ///< Kinds, of a run: `dir`, `env`, `listen`.
  bool isFinal = false;
  std::string maxMemory; ///< `64M`; empty: no limit but the module's.
  std::string maxStack;  ///< Likewise; empty: the stub's default.
  std::string coredump;  ///< File; empty: none.
  std::string timeout;   ///< `1500ms`, `10s`; empty: none.
  Lockdown lockdown = Lockdown::Possible;

  bool operator==(const Grants &) const = default;
};

/// The text of the policy note of wrt/note.h, which is also that of
/// wrt::grantsVariable. Errors name the option.
llvm::Expected<std::string> policyText(const Grants &grants);

} // namespace wasmc

#endif
