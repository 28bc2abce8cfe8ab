// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_LAYER_LAYERBUILDER_H
#define WPACK_LAYER_LAYERBUILDER_H

#include "packager/layer/Compressor.h"
#include "packager/layer/TarWriter.h"
#include "packager/oci/Descriptor.h"

namespace wpack {

struct Layer {
  Descriptor blob;
  Digest diffId; ///< Of the tar before compression.
  std::string bytes;
};

/// One layer of these files; `modified` in seconds since 1970.
Expected<Layer> buildLayer(const std::vector<LayerFile> &files,
                           int64_t modified, Compression how);

} // namespace wpack

#endif
