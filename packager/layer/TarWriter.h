// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_LAYER_TARWRITER_H
#define WPACK_LAYER_TARWRITER_H

#include "packager/oci/Error.h"
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace wpack {

/// One file of a layer.
struct LayerFile {
  std::string path; ///< Relative to the root, without leading '/': `app`.
  std::string_view bytes;
  bool executable = false;
};

/// A tar of `files` and the directories above them, the same bytes for the same
/// input: ustar, sorted, owner 0, `modified` (seconds since 1970) everywhere.
Expected<std::string> writeTar(const std::vector<LayerFile> &files,
                               int64_t modified);

} // namespace wpack

#endif
