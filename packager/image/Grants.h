// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_IMAGE_GRANTS_H
#define WPACK_IMAGE_GRANTS_H

#include "packager/oci/Error.h"
#include <string>
#include <vector>

namespace wpack {

/// What a program may reach, as given on the command line.
struct Grants {
  std::vector<std::string> directories; ///< `HOST[::GUEST][:ro]`
  std::vector<std::string> environment; ///< `NAME[=VALUE]`
  bool wholeEnvironment = false;
  std::vector<std::string> listeners; ///< `IPv4:PORT`, `[IPv6]:PORT`
  bool inheritedListeners = false;
  std::vector<std::string> without; ///< Kinds that its policy grants in vain.
  std::string maxMemory;            ///< `64M`; empty: not given.
  std::string maxStack;             ///< Likewise.
  std::string timeout;              ///< `10s`, `500ms`; empty: not given.
};

/// The grants for a run as wrt/note.h has them. Errors name the option.
Expected<std::string> grantsText(const Grants &grants);

} // namespace wpack

#endif
