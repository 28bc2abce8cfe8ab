// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_LAYER_DOCKERARCHIVE_H
#define WPACK_LAYER_DOCKERARCHIVE_H

#include "packager/oci/LayoutStore.h"

namespace wpack {

/// Writes one image in the form of `docker save`, for `docker load` and
/// `podman load`. Its layers are unpacked there: digests and signatures of the
/// image are not those of the archive. `name` is `host/repository:tag`.
Status writeDockerArchive(ContentStore &store, const Descriptor &manifest,
                          const std::string &name, const std::string &path);

struct DockerImage {
  Descriptor manifest;
  std::vector<std::string> names; ///< `repository:tag`.
};

/// Reads an archive of `docker save` into `layout`, as OCI images with layers
/// packed by gzip.
Expected<std::vector<DockerImage>> readDockerArchive(const std::string &path,
                                                     LayoutStore &layout);

} // namespace wpack

#endif
