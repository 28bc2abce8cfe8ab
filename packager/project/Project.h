// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_PROJECT_PROJECT_H
#define WPACK_PROJECT_PROJECT_H

#include "packager/oci/Error.h"
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace wpack {

/// What is to be built and how, said by wpack.toml or by the command line. An
/// empty member says nothing: the other one, or the default, decides.
struct Project {
  std::string module;               ///< The .wasm, or a ready .cwasm.
  std::string reference;            ///< Full, or the repository alone.
  std::vector<std::string> natives; ///< Ready executables of the module.

  std::string format;                 ///< image (default), artifact, istio.
  std::string only;                   ///< native or portable.
  std::vector<std::string> platforms; ///< `linux/amd64`; default: all.
  std::vector<std::string> cpus;      ///< Levels that get tags of their own.
  std::string level;                  ///< Optimisation: 0 1 2 3 s z.
  std::vector<std::string> compilerFlags; ///< For wasmc.

  struct File {
    std::string source;
    std::string path; ///< In the image.
    bool executable = false;
  };
  std::vector<File> files;
  std::map<std::string, std::string> labels;
  std::map<std::string, std::string> annotations;
  std::vector<std::string> env;
  std::vector<std::string> arguments;
  std::vector<std::string> ports;
  std::vector<std::string> volumes;
  std::string user;
  std::string workingDir;
  std::string stopSignal;
  std::string compression;        ///< gzip (default) or zstd.
  std::optional<int64_t> created; ///< Seconds since 1970.
  std::optional<bool> sbom;
};

/// Reads the text of a wpack.toml. Relative paths in it are made relative to
/// `directory`, its own.
Expected<Project> parseProject(std::string_view text,
                               const std::string &directory);

/// `above` where it says something, else `below`; lists of both are joined,
/// but platforms, cpus and arguments are taken from one.
Project overlay(Project below, const Project &above);

/// Checks what both sources can say wrongly: unknown formats, platforms,
/// levels, flags that wpack gives itself, paths that leave the image.
Status checkProject(const Project &project);

/// Whether this looks like a CPU level: `x86-64-v3`, `armv8.2-a`. wasmc knows
/// which there are.
bool isCpuLevel(std::string_view name);

/// A wpack.toml to begin with.
std::string projectTemplate(const std::string &module,
                            const std::string &reference);

/// Whether wasmc may be given this flag by others than wpack. None of them
/// names a file to be read or written while compiling, so a foreign provenance
/// may ask for them.
bool isAllowedFlag(std::string_view flag);

/// Whether a flag is a grant, which wasmc writes into the executable's policy.
bool isGrantFlag(std::string_view flag);

} // namespace wpack

#endif
