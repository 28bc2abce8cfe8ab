// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_IMAGE_ADMITTEDMODULES_H
#define WPACK_IMAGE_ADMITTEDMODULES_H

#include "packager/oci/Digest.h"
#include "packager/oci/Error.h"

namespace wpack {

/// The modules that a node may run: a text file with a line for each, its
/// digest and the image that it was verified in. An OCI runtime is not told
/// which image a container is made of, so signatures are verified before, and
/// what they were found to cover is kept here.

/// Adds a module, unless it is there. The file is made if need be, changed as a
/// whole, by one process at a time.
Status admitModule(const std::string &path, const Digest &module,
                   std::string_view image);

/// Whether the file lists the module. One that others than its user and root
/// may write is an error, as is one that is not there.
Expected<bool> isAdmitted(const std::string &path, const Digest &module);

} // namespace wpack

#endif
