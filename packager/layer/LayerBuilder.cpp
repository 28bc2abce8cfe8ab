// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/layer/LayerBuilder.h"

namespace wpack {

Expected<Layer> buildLayer(const std::vector<LayerFile> &files,
                           int64_t modified, Compression how) {
  Expected<std::string> tar = writeTar(files, modified);
  if (!tar)
    return std::unexpected(tar.error());
  Expected<std::string> packed = compress(*tar, how);
  if (!packed)
    return std::unexpected(packed.error());
  std::string_view type =
      how == Compression::Gzip ? media::layerGzip : media::layerZstd;
  Descriptor blob = Descriptor::of(type, *packed);
  return Layer{std::move(blob), Digest::of(*tar), std::move(*packed)};
}

} // namespace wpack
