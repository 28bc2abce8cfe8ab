// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_NODE_BUNDLE_H
#define WPACK_NODE_BUNDLE_H

#include "packager/oci/BlobSource.h"
#include "packager/oci/Json.h"
#include <optional>

namespace wpack {

/// The program that a container is to run.
struct EntryPoint {
  std::string path; ///< In the container, absolute.
  FileHandle file;  ///< Open for reading.

  /// Whether it begins as a WebAssembly module or component does.
  bool isWasm() const;
};

/// An OCI bundle: a root file system and config.json, which says how it is run.
class Bundle {
public:
  /// Reads config.json of `directory`.
  static Expected<Bundle> open(const std::string &directory);

  const std::string &path() const { return directory; }
  const Json &config() const { return document; }
  /// Member `key` of config.json's `process`, or null.
  const Json *process(std::string_view key) const;
  /// The words of `process.env`, `NAME=VALUE`.
  std::vector<std::string> environment() const;
  std::string workingDirectory() const;

  /// The file of `process.args[0]`, found as the container would find it, never
  /// outside the root. None if it cannot be opened: what that means is for the
  /// runtime to say.
  std::optional<EntryPoint> entryPoint() const;

  /// Lays the host's `source` over `path` of the container, read-only. Nothing
  /// is made in the container's file system.
  void bindFile(const std::string &source, const std::string &path);
  void setEnvironment(const std::vector<std::string> &words);
  /// Replaces config.json.
  Status save() const;

private:
  std::string directory;
  Json document;
};

} // namespace wpack

#endif
