// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_LAYER_COMPRESSOR_H
#define WPACK_LAYER_COMPRESSOR_H

#include "packager/oci/Error.h"
#include <string>
#include <string_view>

namespace wpack {

enum class Compression { Gzip, Zstd };

/// Compresses in one member or frame, with nothing in it but the bytes: no
/// time, no name, no dependence on the number of threads.
Expected<std::string> compress(std::string_view bytes, Compression how);

/// Undoes zlib's form (not gzip's). More than `limit` bytes are an error.
Expected<std::string> inflateZlib(std::string_view bytes, size_t limit);

} // namespace wpack

#endif
