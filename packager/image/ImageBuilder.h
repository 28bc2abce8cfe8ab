// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_IMAGE_IMAGEBUILDER_H
#define WPACK_IMAGE_IMAGEBUILDER_H

#include "packager/layer/Compressor.h"
#include "packager/oci/MemoryStore.h"
#include <span>

namespace wpack {

/// A program compiled for one platform.
struct NativeProgram {
  Platform platform;
  std::string elf;
};

/// A file beside the program.
struct ExtraFile {
  std::string path; ///< In the image, without leading '/': `etc/app.conf`.
  std::string bytes;
  bool executable = false;
};

/// What an image says and holds besides its programs.
struct ImageOptions {
  std::string title;   ///< File name of the module: `app.wasm`.
  int64_t created = 0; ///< Seconds since 1970.
  /// Whether `created` was chosen by the user and is worth an annotation.
  bool createdIsSet = false;
  Compression compression = Compression::Gzip;

  Annotations annotations; ///< Of the index, each manifest and the artifact.
  Annotations labels;
  std::vector<std::string> arguments; ///< Given if the user names none.
  std::vector<std::string> env;       ///< `NAME=VALUE`.
  std::vector<std::string> ports;     ///< `8080/tcp`.
  std::vector<std::string> volumes;   ///< Absolute paths.
  std::string user = "65534:65534";   ///< By number: images have no passwd.
  std::string workingDir = "/";
  std::string stopSignal; ///< `SIGTERM`.
  std::vector<ExtraFile> files;
};

/// What one build gives: content, and what is to get a name in it.
struct BuiltImage {
  MemoryStore content;
  Descriptor root; ///< The index, or the single manifest asked for.
};

/// The index of the native programs in their order and, if `withPortable`, the
/// portable image of the module. `wasmDigest` is the module's. Like the other
/// functions here it depends on its arguments alone.
Expected<BuiltImage> buildIndex(std::span<const NativeProgram> natives,
                                std::string_view wasm, bool withPortable,
                                const Digest &wasmDigest,
                                const ImageOptions &options);

/// The module as the artifact that Wasm tools other than container engines look
/// for. It does not depend on the native programs.
BuiltImage buildArtifact(std::string_view wasm, const ImageOptions &options);

/// The module as an image for Envoy's and Istio's plugins: a single manifest
/// whose last layer has `plugin.wasm`.
Expected<BuiltImage> buildPlugin(std::string_view wasm,
                                 const ImageOptions &options);

/// `2001-09-09T01:46:40Z` for 1000000000.
std::string formatTime(int64_t seconds);

} // namespace wpack

#endif
