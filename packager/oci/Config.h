// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_OCI_CONFIG_H
#define WPACK_OCI_CONFIG_H

#include "packager/oci/Descriptor.h"

namespace wpack {

/// An image config: what is to be run, and of what layers the root is made.
struct Config {
  Platform platform;
  std::string created; ///< RFC 3339, UTC.
  std::vector<std::string> entrypoint;
  std::vector<std::string> cmd;
  std::vector<std::string> env;
  std::string user;
  std::string workingDir;
  std::vector<std::string> ports;   ///< `8080/tcp`.
  std::vector<std::string> volumes; ///< Absolute paths.
  std::map<std::string, std::string> labels;
  std::string stopSignal;
  std::vector<Digest> diffIds; ///< Of the uncompressed layers, in order.

  static Expected<Config> parse(std::string_view bytes);
  std::string serialise() const;
};

} // namespace wpack

#endif
