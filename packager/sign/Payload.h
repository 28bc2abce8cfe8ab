// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_SIGN_PAYLOAD_H
#define WPACK_SIGN_PAYLOAD_H

#include "packager/oci/Reference.h"

namespace wpack {

/// What a classic cosign signature says.
struct Payload {
  std::string dockerReference; ///< Under which name it was signed.
  Digest manifestDigest;       ///< Of the manifest that was signed.

  /// Only the bytes as they were signed count; these facts are read from them.
  static Expected<Payload> parse(std::string_view bytes);
  std::string serialise() const;
};

} // namespace wpack

#endif
