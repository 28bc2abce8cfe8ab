// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_IMAGE_IMAGEBUILDER_H
#define WPACK_IMAGE_IMAGEBUILDER_H

#include "packager/oci/MemoryStore.h"
#include <span>

namespace wpack {

/// A program compiled for one platform.
struct NativeProgram {
  Platform platform;
  std::string elf;
};

struct ImageOptions {
  std::string title;   ///< File name of the module: `app.wasm`.
  int64_t created = 0; ///< Seconds since 1970.
  /// Whether `created` was chosen by the user and is worth an annotation.
  bool createdIsSet = false;
};

/// Everything that one tag, and the tag of its Wasm artifact, stand for.
struct BuiltImage {
  MemoryStore content;
  Descriptor index;
  Descriptor artifact;
};

/// Makes the index of the native programs in their order and the portable
/// image, and the Wasm artifact. The result depends on the arguments alone.
Expected<BuiltImage> buildImage(std::string_view wasm,
                                std::span<const NativeProgram> natives,
                                const ImageOptions &options);

/// `2001-09-09T01:46:40Z` for 1000000000.
std::string formatTime(int64_t seconds);

} // namespace wpack

#endif
