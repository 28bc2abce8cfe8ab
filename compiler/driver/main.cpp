// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/driver/Check.h"
#include "compiler/driver/Compile.h"
#include "compiler/driver/Diagnostics.h"
#include "compiler/driver/Explore.h"
#include "compiler/driver/Inspect.h"
#include "compiler/driver/Options.h"
#include "compiler/driver/Policy.h"
#include "compiler/driver/Run.h"
#include "compiler/driver/Validate.h"

using namespace wasmc;

static int execute(const CompileCommand &command) {
  return runCompileCommand(command);
}
static int execute(const RunCommand &command) { return runRunCommand(command); }
static int execute(const ValidateCommand &command) {
  return runValidateCommand(command);
}
static int execute(const InspectCommand &command) {
  return runInspectCommand(command);
}
static int execute(const PolicyCommand &command) {
  return runPolicyCommand(command);
}
static int execute(const CheckCommand &command) {
  return runCheckCommand(command);
}
static int execute(const ExploreCommand &command) {
  return runExploreCommand(command);
}
static int execute(const FeaturesCommand &) { return runFeaturesCommand(); }
static int execute(const TextCommand &command) {
  return runTextCommand(command);
}

int main(int argc, char **argv) {
  installFatalErrorHandler();
  llvm::Expected<Command> command = parseOptions(argc, argv);
  if (!command)
    return reportUsageError(command.takeError());
  return std::visit([](const auto &each) { return execute(each); }, *command);
}
