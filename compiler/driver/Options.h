// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_DRIVER_OPTIONS_H
#define COMPILER_DRIVER_OPTIONS_H

#include "compiler/backend/Target.h"
#include "compiler/driver/Grants.h"
#include "compiler/wasm/Features.h"
#include "llvm/Support/Error.h"
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace wasmc {

enum class EmitFile : uint8_t {
  Executable,
  Object,
  Assembly,
  IR,
  Seccomp,
  Shared
};

/// How to compile; everything here but jobs and verbose decides the output.
struct CompileOptions {
  OptLevel level = OptLevel::O2;
  std::string target; ///< Empty: this machine.
  std::string cpu;    ///< Empty: the target's default.
  EmitFile emit = EmitFile::Executable;
  Features features;
  bool strip = false;
  uint32_t policyRoom = 0; ///< Least capacity of the policy note in bytes.
  bool allowUnknownImports = false;
  bool relaxedDeterministic = false; ///< Of relaxed vector instructions.
  bool checkedMemory = false;        ///< Bounds are checked in code.
  bool verifyIR = false;
  bool check = false;     ///< Nothing is made that `wasmc check` would refuse.
  std::string profileOut; ///< Where the program writes one, or empty.
  std::vector<std::string> profiles; ///< Files of what earlier runs counted.
  bool makesSnapshot = false; ///< See LoweringOptions, of pre-initialisation
  std::string initialiser;    ///< alone.
  /// What the symbols of a library begin with; empty: not a library.
  std::string libraryPrefix;
  std::string libraryName; ///< What the dynamic linker knows it by.
  unsigned jobs = 1;
  bool verbose = false;
};

/// What of a module runs while it is compiled.
struct PreinitOptions {
  std::string function; ///< An export; empty: the start function alone.
  std::vector<std::string> directories; ///< As those of Grants.
  std::string timeout = "60s";          ///< As that of Grants.
  bool strict = false; ///< What it does may not depend on clocks or chance.
};

struct CompileCommand {
  std::string input;
  std::string output; ///< `-`: standard output.
  std::string header; ///< Of a library, or empty.
  CompileOptions options;
  Grants grants;
  std::optional<PreinitOptions> preinit;
};
struct RunCommand {
  std::string input;
  std::vector<std::string> arguments; ///< The program's, without argv[0].
  CompileOptions options;
  Grants grants;
};
struct ValidateCommand {
  std::vector<std::string> inputs;
  Features features;
};
struct PolicyCommand {
  std::string input;
  std::string output; ///< Empty: in the place of the input.
  Grants grants; ///< The new policy; if there are none, the old is printed.
  bool clears = false; ///< The new policy may be empty.
};
struct InspectCommand {
  std::string input;
  bool json = false;
};
struct CheckCommand {
  std::vector<std::string> inputs;
};
struct ExploreCommand {
  std::string input, output; ///< No output: named after the module.
  CompileOptions options;
  Grants grants;
};
struct FeaturesCommand {};
/// The answer to --help or --version.
struct TextCommand {
  std::string text;
};
using Command = std::variant<CompileCommand, RunCommand, ValidateCommand,
                             PolicyCommand, InspectCommand, CheckCommand,
                             ExploreCommand, FeaturesCommand, TextCommand>;

/// Reads the command line. Errors are about the line itself; whether files or
/// targets exist is for later.
llvm::Expected<Command> parseOptions(int argc, const char *const *argv);

} // namespace wasmc

#endif
