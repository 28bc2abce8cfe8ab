// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_CLI_OPTIONS_H
#define WPACK_CLI_OPTIONS_H

#include "packager/image/Grants.h"
#include "packager/project/Project.h"
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace wpack {

enum class Command {
  Init,
  Build,
  Push,
  Pull,
  Run,
  Inspect,
  List,
  KeyGenerate,
  Sign,
  Verify,
  Copy,
  Tag,
  Untag,
  Remove,
  CollectGarbage,
  CheckStore,
  Login,
  Logout,
  Kubernetes,
  Resolve,
};

/// What `k8s` is told besides the image.
struct WorkloadOptions {
  std::string name;
  std::string nameSpace;
  std::string runtimeClass;
  std::string seccompProfile;
  int64_t replicas = 1;
};

/// Everything the command line can say; which members count depends on the
/// command.
struct Options {
  Command command = Command::List;
  std::string reference;
  Project project;         ///< What the command line says of a build.
  std::string projectFile; ///< Empty: wpack.toml, if it is wanted.
  std::vector<std::string> arguments; ///< For the program that is run.

  std::string store; ///< Empty: the default.
  bool remote = false;
  bool json = false;

  bool plainHttp = false;
  std::string caFile;
  std::string tlsCertificate;
  std::string tlsKey;
  std::string authFile;
  std::string username;
  bool passwordStdin = false;
  int64_t chunkMegabytes = 64; ///< Size of the pieces of an upload.
  int jobs = 4;                ///< Blobs at a time.
  bool quiet = false;

  std::string source;      ///< Of cp, tag and resolve.
  std::string destination; ///< Of cp and tag.
  std::string platform;    ///< `os/architecture`; empty: all.
  bool imageOnly = false;
  std::vector<std::string> references; ///< Of untag and rm.
  bool dryRun = false;
  bool repair = false;
  std::string registryHost; ///< Of login and logout.

  std::string key; ///< To sign with: a file, env://NAME or pkcs11:URI.
  std::string signatureForm = "both"; ///< Or classic or bundle.
  bool noAttestation = false;
  std::string notaryKey;
  std::string notaryCertificate;

  std::vector<std::string> keys; ///< Public ones, to verify with.
  std::vector<std::string> notaryRoots;
  int threshold = 1;
  std::string identity; ///< Repository that signatures must name.
  std::string policyFile;
  bool indexOnly = false;
  std::string admitFile; ///< List of modules that nodes may run.
  bool rebuild = false;
  std::string outputPrefix = "cosign";

  WorkloadOptions workload;
  bool resolveAll = false;

  Grants grants; ///< For the program that is run.
};

/// The command line understood, or what to print instead of obeying it.
struct ParsedLine {
  std::optional<Options> options;
  std::string text; ///< Help, version, or a usage error.
  int exitStatus = 0;
};

ParsedLine parseOptions(int argc, const char *const *argv);

} // namespace wpack

#endif
