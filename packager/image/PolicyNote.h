// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_IMAGE_POLICYNOTE_H
#define WPACK_IMAGE_POLICYNOTE_H

#include "packager/oci/Digest.h"
#include <cstdint>
#include <vector>

namespace wpack {

/// What an executable of wasmc says about itself; see wrt/note.h.
struct BuildNote {
  std::string target;
  std::string cpu;
  std::string opt;
  std::string compiler; ///< Version of wasmc.
  Digest wasmDigest;
  int64_t wasmSize;
  std::vector<std::string> imports; ///< `module name`
};

/// The executable's build note. `elf` may be any bytes at all; errors say what
/// is wrong with them.
Expected<BuildNote> readBuildNote(std::string_view elf);

/// The lines of the policy note, `key value`; none if there is no such note.
Expected<std::vector<std::string>> readPolicy(std::string_view elf);

/// Makes `text` one part of a value in a note or in the grants variable: '%',
/// newline, NUL and space are written %XX.
std::string escapeNotePart(std::string_view text);

} // namespace wpack

#endif
