// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_CLI_BUILD_H
#define WPACK_CLI_BUILD_H

#include "packager/cli/Session.h"
#include "packager/image/ImageBuilder.h"
#include "packager/project/Project.h"
#include "packager/provenance/BuildRecord.h"

namespace wpack {

/// One of the images of a build, and the name it is to get.
struct Product {
  Reference reference;
  Descriptor root;
};

/// What the options say on top of wpack.toml, checked. wpack.toml is read if
/// `--project` names it, or if no module is given and one lies here.
Expected<Project> loadProject(const Options &options);

/// Whether there is a project file that loadProject would read.
bool hasProject(const Options &options);

/// The executables that this user has compiled.
BuildLedger openLedger();

/// The module and ready executables that a project names.
struct BuildInput {
  std::string wasm; ///< Empty if there are executables only.
  Digest wasmDigest;
  std::vector<NativeProgram> ready;
};

/// Compiles, packs and puts all images of the project into the local store
/// under their names: `reference` comes first.
Expected<std::vector<Product>> buildIntoStore(const Project &project,
                                              const Reference &reference,
                                              LayoutStore &store);

} // namespace wpack

#endif
