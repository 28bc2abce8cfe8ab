// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_KUBE_YAML_H
#define WPACK_KUBE_YAML_H

#include "packager/oci/Json.h"
#include <span>

namespace wpack {

/// Documents as a stream of YAML 1.1, which is what Kubernetes reads. A text
/// that could be read as something else is quoted.
std::string toYaml(std::span<const Json> documents);

/// A scalar of a YAML stream and where it stands in it.
struct YamlScalar {
  std::string key;   ///< Of the member whose value it is; empty in a list.
  std::string value; ///< Without quotes and escapes.
  size_t begin = 0, end = 0; ///< Bytes of the stream, quotes included.
  size_t line = 0;           ///< From 1.
};

/// The values in a stream, in its order. Keys are not among them. Errors give
/// the line.
Expected<std::vector<YamlScalar>> yamlScalars(std::string_view text);

} // namespace wpack

#endif
