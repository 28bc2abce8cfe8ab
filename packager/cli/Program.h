// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_CLI_PROGRAM_H
#define WPACK_CLI_PROGRAM_H

#include "packager/oci/Config.h"
#include "packager/oci/ContentStore.h"
#include "packager/oci/Manifest.h"

namespace wpack {

/// The program of an image, verified and in memory.
struct Program {
  bool isWasm = false;
  Config config;   ///< Empty for a Wasm artifact.
  FileHandle file; ///< A memfd that can be sealed.
};

/// Takes the program out of an image or a Wasm artifact: the module, or the
/// file that the entry point names.
Expected<Program> loadProgram(ContentStore &store, const Descriptor &manifest);

/// A file's bytes in memory, for as long as this lives.
class MappedFile {
public:
  static Expected<MappedFile> map(const FileHandle &file);
  MappedFile(MappedFile &&other) noexcept
      : content(std::exchange(other.content, {})) {}
  ~MappedFile();
  std::string_view bytes() const { return content; }

private:
  explicit MappedFile(std::string_view content) : content(content) {}
  std::string_view content;
};

} // namespace wpack

#endif
