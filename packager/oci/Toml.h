// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_OCI_TOML_H
#define WPACK_OCI_TOML_H

#include "packager/oci/Json.h"

namespace wpack {

/// Largest TOML file that is read, in bytes.
inline constexpr int64_t maxTomlBytes = 1 << 20;

/// Reads TOML 1.0 into the same tree as JSON, so that FieldReader serves both.
/// Dates and times are errors: nothing of ours has any. Errors give the line.
Expected<Json> parseToml(std::string_view text);

} // namespace wpack

#endif
