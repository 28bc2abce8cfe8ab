// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// spec-runner: runs scripts of the official suite in one configuration. Called
// by tools/conformance and by the tests in this folder.

#include "test/spec/Script.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/JSON.h"

using namespace llvm;

static cl::opt<std::string> data("data", cl::Required,
                                 cl::desc("Folder with the groups"));
static cl::opt<std::string> level("level", cl::init("O2"),
                                  cl::desc("O0 or O2"));
static cl::opt<std::string> target("target", cl::init("x86_64-linux"),
                                   cl::desc("x86_64-linux or aarch64-linux"));
static cl::list<std::string> executor("executor", cl::OneOrMore,
                                      cl::desc("The executor's command line"));
static cl::opt<bool>
    asJson("json", cl::desc("A line of JSON per script, for programs; what "
                            "failed goes to the standard error stream"));
static cl::list<std::string>
    enabled("enable", cl::desc("A feature that is not on by default"));
static cl::list<std::string> scripts(cl::Positional, cl::OneOrMore,
                                     cl::desc("GROUP/NAME..."));

static json::Object toJson(const spec::Tally &tally) {
  return json::Object{{"passed", tally.passed},
                      {"failed", tally.failed},
                      {"unsupported", tally.unsupported}};
}

static void print(StringRef script, const spec::Counts &counts) {
  if (asJson) {
    outs() << json::Value(
                  json::Object{{"script", script},
                               {"validation", toJson(counts.validation)},
                               {"execution", toJson(counts.execution)},
                               {"text", counts.text},
                               {"missing", counts.missing}})
           << '\n';
    return;
  }
  const spec::Tally &a = counts.validation, &b = counts.execution;
  outs() << script << ": " << a.passed + b.passed << " passed, "
         << a.failed + b.failed << " failed, " << a.unsupported + b.unsupported
         << " unsupported, " << counts.text << " text\n";
}

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
  for (const std::string &name : enabled) {
    std::optional<wasmc::Feature> feature = wasmc::findFeature(name);
    if (!feature) {
      errs() << "spec-runner: there is no feature " << name << '\n';
      return 2;
    }
    options.features.set(*feature);
  }
  raw_ostream &log = asJson ? errs() : outs();
  int status = 0;
  for (const std::string &script : scripts) {
    Expected<spec::Counts> counts = spec::runScript(script, options, log);
    if (!counts) {
      log << script << ": " << toString(counts.takeError()) << '\n';
      status = 2;
      continue;
    }
    print(script, *counts);
    if (status == 0 && counts->validation.failed + counts->execution.failed)
      status = 1;
  }
  return status;
}
