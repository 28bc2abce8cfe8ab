// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_OCI_BASE64_H
#define WPACK_OCI_BASE64_H

#include "packager/oci/Error.h"

namespace wpack {

/// The standard alphabet, with padding, in one line.
std::string encodeBase64(std::string_view bytes);

/// The reverse. Accepts only what encodeBase64 can have written, so that one
/// signature has one spelling.
Expected<std::string> decodeBase64(std::string_view text);

} // namespace wpack

#endif
