// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_OCI_INDEX_H
#define WPACK_OCI_INDEX_H

#include "packager/oci/Descriptor.h"

namespace wpack {

/// An image index: one entry per platform, the first match wins.
struct Index {
  std::vector<Descriptor> manifests;
  Annotations annotations = {};

  static Expected<Index> parse(std::string_view bytes);
  std::string serialise() const;
};

} // namespace wpack

#endif
