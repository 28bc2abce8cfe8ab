// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_OCI_DESCRIPTOR_H
#define WPACK_OCI_DESCRIPTOR_H

#include "packager/oci/Digest.h"
#include "packager/oci/Json.h"

namespace wpack {

namespace media {
inline constexpr std::string_view index =
    "application/vnd.oci.image.index.v1+json";
inline constexpr std::string_view manifest =
    "application/vnd.oci.image.manifest.v1+json";
inline constexpr std::string_view config =
    "application/vnd.oci.image.config.v1+json";
inline constexpr std::string_view layer =
    "application/vnd.oci.image.layer.v1.tar";
inline constexpr std::string_view layerGzip =
    "application/vnd.oci.image.layer.v1.tar+gzip";
inline constexpr std::string_view layerZstd =
    "application/vnd.oci.image.layer.v1.tar+zstd";
inline constexpr std::string_view dockerList =
    "application/vnd.docker.distribution.manifest.list.v2+json";
inline constexpr std::string_view dockerManifest =
    "application/vnd.docker.distribution.manifest.v2+json";
inline constexpr std::string_view dockerConfig =
    "application/vnd.docker.container.image.v1+json";
inline constexpr std::string_view dockerLayer =
    "application/vnd.docker.image.rootfs.diff.tar.gzip";
inline constexpr std::string_view wasmConfig =
    "application/vnd.wasm.config.v0+json";
inline constexpr std::string_view wasm = "application/wasm";
inline constexpr std::string_view wasmComponentLayer =
    "application/vnd.bytecodealliance.wasm.component.layer.v0+wasm";
inline constexpr std::string_view simpleSigning =
    "application/vnd.dev.cosign.simplesigning.v1+json";
} // namespace media

namespace annotation {
inline constexpr std::string_view title = "org.opencontainers.image.title";
inline constexpr std::string_view created = "org.opencontainers.image.created";
inline constexpr std::string_view refName = "org.opencontainers.image.ref.name";
/// The full name of an image in a layout that holds several repositories.
inline constexpr std::string_view imageName = "io.containerd.image.name";
/// What the entry of a layout refers to: saves opening it to find out.
inline constexpr std::string_view subject = "io.wpack.subject";
/// Binds native code to the portable bytes it was compiled from.
inline constexpr std::string_view wasmDigest = "io.wpack.wasm.digest";
inline constexpr std::string_view wasmVariant = "module.wasm.image/variant";
inline constexpr std::string_view cosignSignature =
    "dev.cosignproject.cosign/signature";
} // namespace annotation

/// Largest manifest, index or config that is read, in bytes.
inline constexpr int64_t maxDocumentBytes = 4 << 20;

/// Larger sizes are refused, so that sums of sizes cannot overflow.
inline constexpr int64_t maxBlobBytes = int64_t(1) << 48;

using Annotations = std::map<std::string, std::string>;

/// Which machines an entry of an index is for.
struct Platform {
  std::string os;
  std::string architecture;
  std::string variant;

  std::string str() const;
  bool operator==(const Platform &) const = default;
};

/// Names some content: type, digest and size in bytes.
struct Descriptor {
  std::string mediaType;
  Digest digest;
  int64_t size;
  std::optional<Platform> platform = {};
  std::string artifactType = {};
  Annotations annotations = {};

  /// The descriptor of `bytes` themselves.
  static Descriptor of(std::string_view mediaType, std::string_view bytes);
  /// `where` names the document in errors.
  static Expected<Descriptor> fromJson(const Json &json,
                                       const std::string &where);
  Json toJson() const;

  bool isIndex() const {
    return mediaType == media::index || mediaType == media::dockerList;
  }
  /// True for everything that a registry keeps under manifests/.
  bool isManifest() const {
    return isIndex() || mediaType == media::manifest ||
           mediaType == media::dockerManifest;
  }
  /// The annotation's value, or an empty string.
  std::string annotation(std::string_view key) const;
};

} // namespace wpack

#endif
