// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef TEST_SPEC_SCRIPT_H
#define TEST_SPEC_SCRIPT_H

#include "test/spec/Store.h"
#include "llvm/Support/raw_ostream.h"

namespace spec {

struct Tally {
  unsigned passed = 0;
  unsigned failed = 0;
  unsigned unsupported = 0; ///< Of a feature that is not compiled yet.
};

/// How the commands of a script came out. Each is counted once.
struct Counts {
  Tally validation;    ///< Is a module rejected?
  Tally execution;     ///< All the rest.
  unsigned text = 0;   ///< Only for parsers of the text format; not run.
  std::string missing; ///< Features that unsupported modules need, by commas.
};

struct ScriptOptions {
  std::string data;                  ///< The folder with the groups.
  std::vector<std::string> executor; ///< Command line of the executor.
  Configuration configuration;
  wasmc::Features features; ///< To begin with; a group may have its own.
};

/// Runs one script, `group/name`. What failed goes to `log`, a line each, with
/// the script and the file and line of its source. An error means that the
/// script could not be read or the executor not started.
llvm::Expected<Counts> runScript(llvm::StringRef script,
                                 const ScriptOptions &options,
                                 llvm::raw_ostream &log);

} // namespace spec

#endif
