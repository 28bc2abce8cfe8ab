// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_OCI_INCOMINGBLOB_H
#define WPACK_OCI_INCOMINGBLOB_H

#include "packager/oci/BlobSource.h"

namespace wpack {

/// Receives a blob into `directory`, where it appears under its digest once it
/// is complete, right and on disk. What a broken connection, or a kill, left of
/// an earlier attempt is gone on with. Two processes may receive the same blob.
Status receiveBlob(const std::string &directory, const Descriptor &blob,
                   BlobSource &bytes);

} // namespace wpack

#endif
