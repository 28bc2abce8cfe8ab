// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_OCI_MANIFEST_H
#define WPACK_OCI_MANIFEST_H

#include "packager/oci/Descriptor.h"

namespace wpack {

/// An image or artifact manifest. Only a manifest made here may be serialised:
/// one that was read keeps its digest only as the bytes it came in.
struct Manifest {
  Descriptor config;
  std::vector<Descriptor> layers;
  std::string artifactType = {};
  std::optional<Descriptor> subject = {};
  Annotations annotations = {};

  static Expected<Manifest> parse(std::string_view bytes);
  std::string serialise() const;
};

} // namespace wpack

#endif
