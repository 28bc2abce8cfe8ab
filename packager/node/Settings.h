// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_NODE_SETTINGS_H
#define WPACK_NODE_SETTINGS_H

#include "packager/oci/Error.h"
#include <cstdint>
#include <string>
#include <vector>

namespace wpack {

/// How a node runs portable programs: the file /etc/wasmc-oci.toml, or the one
/// that WASMC_OCI_CONFIG names.
struct Settings {
  std::string runtime;  ///< runc, crun or their path; empty: what is there.
  std::string compiler; ///< Path of wasmc; empty: beside us, else in PATH.
  std::string cache;    ///< Directory of the executables.
  std::string admitted; ///< List of modules that may run; empty: all may.
  int64_t cacheBytes = int64_t(4) << 30;
  std::string level = "2";                 ///< -O
  std::string cpu = "native";              ///< --cpu
  std::vector<std::string> flags;          ///< Further flags of wasmc.
  uint32_t compileUser = 65534;            ///< Who compiles, if we are root.
  int64_t compileSeconds = 600;            ///< Of CPU time, for one module.
  int64_t compileBytes = int64_t(8) << 30; ///< Of address space.
};

/// Whether this process is the machine's root, not one of a user namespace.
bool isNodeRoot();

/// Reads the settings; a file that is not there leaves all as above. Errors
/// name file and member.
Expected<Settings> loadSettings();

/// The full path of the program `name`: itself if it has a '/', else from PATH.
/// Engines start us with little environment, so PATH has a default.
Expected<std::string> findProgram(const std::string &name);

} // namespace wpack

#endif
