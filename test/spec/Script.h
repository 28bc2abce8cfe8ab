// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef TEST_SPEC_SCRIPT_H
#define TEST_SPEC_SCRIPT_H

#include "test/spec/Store.h"
#include "llvm/Support/raw_ostream.h"

namespace spec {

/// How the commands of a script came out.
struct Counts {
  unsigned passed = 0;
  unsigned failed = 0;
  unsigned unsupported = 0; ///< Of a proposal that is not compiled yet.
  unsigned text = 0;        ///< Only for parsers of the text format.

  Counts &operator+=(const Counts &other) {
    passed += other.passed;
    failed += other.failed;
    unsupported += other.unsupported;
    text += other.text;
    return *this;
  }
};

struct ScriptOptions {
  std::string data;                  ///< The folder with the groups.
  std::vector<std::string> executor; ///< Command line of the executor.
  Configuration configuration;
};

/// Runs one script, `group/name`. What failed goes to `log`, a line each, with
/// the script's file and line. An error means that the script could not be
/// read or the executor not started.
llvm::Expected<Counts> runScript(llvm::StringRef script,
                                 const ScriptOptions &options,
                                 llvm::raw_ostream &log);

} // namespace spec

#endif
