// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// spec-runner: runs scripts of the official suite in one configuration. Called
// by tools/conformance and by the tests in this folder.

#include "test/spec/Script.h"
#include "llvm/Support/CommandLine.h"

using namespace llvm;

static cl::opt<std::string> data("data", cl::Required,
                                 cl::desc("Folder with the groups"));
static cl::opt<std::string> level("level", cl::init("O2"),
                                  cl::desc("O0 or O2"));
static cl::opt<std::string> target("target", cl::init("x86_64-linux"),
                                   cl::desc("x86_64-linux or aarch64-linux"));
static cl::list<std::string> executor("executor", cl::OneOrMore,
                                      cl::desc("The executor's command line"));
static cl::list<std::string> scripts(cl::Positional, cl::OneOrMore,
                                     cl::desc("GROUP/NAME..."));

int main(int argc, char **argv) {
  cl::ParseCommandLineOptions(argc, argv);
  Expected<wasmc::Target> machine = wasmc::findTarget(target, "");
  if (!machine) {
    errs() << "spec-runner: " << toString(machine.takeError()) << '\n';
    return 2;
  }
  spec::ScriptOptions options;
  options.data = data;
  options.executor = executor;
  options.configuration.target = *machine;
  if (level == "O0")
    options.configuration.level = wasmc::OptLevel::O0;
  int status = 0;
  for (const std::string &script : scripts) {
    Expected<spec::Counts> counts = spec::runScript(script, options, outs());
    if (!counts) {
      outs() << script << ": " << toString(counts.takeError()) << '\n';
      status = 2;
      continue;
    }
    outs() << script << ": " << counts->passed << " passed, " << counts->failed
           << " failed, " << counts->unsupported << " unsupported, "
           << counts->text << " text\n";
    if (counts->failed)
      status = 1;
  }
  return status;
}
