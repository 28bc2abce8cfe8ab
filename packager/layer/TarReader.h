// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_LAYER_TARREADER_H
#define WPACK_LAYER_TARREADER_H

#include "packager/oci/BlobSource.h"

namespace wpack {

/// Copies the regular file called `path` (as in an image: `/app`) out of a
/// layer, compressed or not, into `outFd`. Nothing else of the layer is
/// written anywhere, and its names are only compared, so no entry can escape.
/// ErrorKind::NotFound if there is no such file. At most `limit` bytes are
/// unpacked in all.
Status extractFile(BlobSource &layer, std::string_view path, int outFd,
                   int64_t limit);

} // namespace wpack

#endif
