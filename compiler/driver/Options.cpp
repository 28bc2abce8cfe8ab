// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The one file of the compiler built with exceptions, because CLI11 throws them
// for whatever ends parsing. None leaves it.

#include "compiler/driver/Options.h"
#include "compiler/driver/HelpTexts.h"
#include "compiler/driver/Version.h"
#include "llvm/Support/Threading.h"
#include <CLI/CLI.hpp>
#include <set>

using namespace llvm;

namespace wasmc {

namespace {
/// What CLI11 fills; turned into a Command afterwards.
struct Raw {
  std::vector<std::string> inputs;
  std::string output, header;
  std::string level = "2";
  std::string emit = "exe";
  std::vector<std::string> enabled, disabled;
  CompileOptions compile;
  Grants grants;
  bool clears = false;
  bool json = false;
  bool help = false;
  bool version = false;
};
} // namespace

static Error usageError(const Twine &message) {
  return createStringError(inconvertibleErrorCode(), message);
}

namespace {
/// Help whose first line says what may stand where.
class HelpFormat : public CLI::Formatter {
public:
  explicit HelpFormat(std::string usage) : usage(std::move(usage)) {}
  std::string make_usage(const CLI::App *, std::string) const override {
    return "Usage: " + usage + "\n";
  }
  /// CLI11 shows what a flag has for a value if none is given: `--preinit{}`.
  std::string make_option_name(const CLI::Option *option,
                               bool isPositional) const override {
    std::string name = CLI::Formatter::make_option_name(option, isPositional);
    if (StringRef(name).ends_with("{}"))
      name.replace(name.size() - 2, 2, "[=FUNC]");
    return name;
  }

private:
  std::string usage;
};
} // namespace

/// `usage` begins with the command's words, as in `wasmc run [OPTIONS] FILE`.
static void describeCommand(CLI::App &app, StringRef usage, StringRef notes) {
  app.name(usage.split(" [").first.str());
  app.formatter(std::make_shared<HelpFormat>(usage.str()));
  app.footer(notes.str());
}

/// An option with a value that may not be empty: `-o ""` is a variable that a
/// script forgot to set.
template <typename Value>
static void addValue(CLI::App &app, const char *name, Value &value,
                     const char *type, const char *help,
                     const char *group = "Options") {
  app.add_option(name, value, help)
      ->type_name(type)
      ->group(group)
      ->check([](const std::string &given) {
        return given.empty() ? "the value is empty" : "";
      });
}

/// One that may be given several times.
static void addList(CLI::App &app, const char *name,
                    std::vector<std::string> &values, const char *type,
                    const char *help, const char *group = "Options") {
  app.add_option(name, values, help)
      ->type_name(type)
      ->allow_extra_args(false)
      ->take_all()
      ->group(group);
}

static void addFeatureOptions(CLI::App &app, Raw &raw) {
  addList(app, "--enable", raw.enabled, "FEATURE",
          "Allow a feature of WebAssembly");
  addList(app, "--disable", raw.disabled, "FEATURE",
          "Refuse a feature of WebAssembly");
}

static void addJobsOption(CLI::App &app, Raw &raw) {
  app.add_option("-j,--jobs", raw.compile.jobs,
                 "Threads to use (default: one per CPU)")
      ->type_name("N")
      ->check([](const std::string &given) {
        unsigned jobs;
        return StringRef(given).getAsInteger(10, jobs) || !jobs || jobs > 1024
                   ? "give a number from 1 to 1024"
                   : "";
      });
}

static void addCompileOptions(CLI::App &app, Raw &raw) {
  app.add_option("-O", raw.level,
                 "Optimise: 0 1 2 3, s and z for size (default: 2)")
      ->type_name("LEVEL")
      ->take_last();
  addValue(app, "--cpu", raw.compile.cpu, "NAME", "Oldest CPU to run on");
  addFeatureOptions(app, raw);
  app.add_flag("--allow-unknown-imports", raw.compile.allowUnknownImports,
               "Let calls of imports that nothing provides trap");
  app.add_option_function<std::string>(
         "--relaxed-simd",
         [&raw](const std::string &form) {
           raw.compile.relaxedDeterministic = form == "deterministic";
         },
         "Relaxed vector instructions: native (default, fastest) or "
         "deterministic (the same results everywhere)")
      ->type_name("FORM")
      ->check([](const std::string &form) {
        return form == "native" || form == "deterministic"
                   ? ""
                   : "give native or deterministic";
      });
  app.add_option_function<std::string>(
         "--memory",
         [&raw](const std::string &form) {
           raw.compile.checkedMemory = form == "checked";
         },
         "Bounds of memory: guarded (default, by reserving 8 GiB of address "
         "space) or checked (in code, for small address spaces)")
      ->type_name("FORM")
      ->check([](const std::string &form) {
        return form == "guarded" || form == "checked"
                   ? ""
                   : "give guarded or checked";
      });
  app.add_flag("--check", raw.compile.check,
               "Make no executable that wasmc check cannot prove");
  app.add_flag("--verify-ir", raw.compile.verifyIR,
               "Check LLVM's IR between stages (for work on wasmc)");
  addJobsOption(app, raw);
  app.add_flag("-v,--verbose", raw.compile.verbose,
               "Print the time each stage takes");
}

static void addLockdownOptions(CLI::App &app, Raw &raw, const char *group) {
  auto set = [&raw](Lockdown lockdown) {
    return [&raw, lockdown] { raw.grants.lockdown = lockdown; };
  };
  CLI::Option *off =
      app.add_flag_callback("--no-lockdown", set(Lockdown::Off),
                            "Let every system call through (for debugging)")
          ->group(group);
  app.add_flag_callback("--require-lockdown", set(Lockdown::Required),
                        "Do not run where the kernel cannot filter them")
      ->group(group)
      ->excludes(off);
}

static void addGrantOptions(CLI::App &app, Raw &raw) {
  constexpr char group[] = "Grants";
  addList(app, "--dir", raw.grants.directories, "HOST[::GUEST][:ro]",
          "A directory, under another name, read-only", group);
  addList(app, "--env", raw.grants.variables, "NAME[=VALUE]",
          "Set an environment variable, or pass it on", group);
  addList(app, "--env-inherit", raw.grants.inherited, "NAME",
          "Pass an environment variable on", group);
  app.add_flag("--env-all", raw.grants.wholeEnvironment,
               "Pass the whole environment on")
      ->group(group);
  addList(app, "--tcp-listen", raw.grants.listeners, "ADDRESS:PORT",
          "A listening socket; IPv6 as [::1]:80, port 0 for any", group);
  app.add_flag("--listen-fds", raw.grants.inheritedListeners,
               "The sockets that LISTEN_FDS hands over (systemd)")
      ->group(group);
  addValue(app, "--max-memory", raw.grants.maxMemory, "SIZE",
           "Most bytes of linear memory (K, M, G allowed)", group);
  addValue(app, "--max-stack", raw.grants.maxStack, "SIZE",
           "Bytes of call stack (K, M, G allowed)", group);
  addValue(app, "--coredump", raw.grants.coredump, "FILE",
           "Write a core dump to this file if the program traps", group);
  addValue(app, "--timeout", raw.grants.timeout, "TIME",
           "End the program after so many seconds (ms, m, h allowed)", group);
  addLockdownOptions(app, raw, group);
}

/// Of a policy, not of a run.
static void addFinalOption(CLI::App &app, Raw &raw) {
  app.add_flag("--final", raw.grants.isFinal,
               "Let no run be granted more than this")
      ->group("Grants");
}

static Error setLevel(CompileOptions &options, StringRef level) {
  for (OptLevel each : {OptLevel::O0, OptLevel::O1, OptLevel::O2, OptLevel::O3,
                        OptLevel::Os, OptLevel::Oz})
    if (optLevelName(each).drop_front() == level) {
      options.level = each;
      return Error::success();
    }
  return usageError("unknown level -O" + level +
                    ": the levels are -O0 -O1 -O2 -O3 -Os -Oz");
}

static Error setEmit(CompileOptions &options, StringRef emit) {
  constexpr std::pair<StringLiteral, EmitFile> kinds[] = {
      {"exe", EmitFile::Executable}, {"shared", EmitFile::Shared},
      {"obj", EmitFile::Object},     {"asm", EmitFile::Assembly},
      {"llvm-ir", EmitFile::IR},     {"seccomp", EmitFile::Seccomp}};
  for (auto [name, kind] : kinds)
    if (name == emit) {
      options.emit = kind;
      return Error::success();
    }
  return usageError("unknown --emit " + emit +
                    ": give exe, shared, obj, asm, llvm-ir or seccomp");
}

/// What --preinit and the options that go with it fill.
namespace {
struct RawPreinit {
  std::string function;
  PreinitOptions options;
};
} // namespace

static void addPreinitOptions(CLI::App &app, RawPreinit &raw) {
  constexpr char group[] = "Pre-initialisation";
  // A flag, so that only `=` gives it a value.
  CLI::Option *preinit =
      app.add_flag("--preinit{}", raw.function,
                   "Run the start function, and this export, while\n"
                   "compiling; the program begins with what they leave")
          ->group(group);
  app.add_option("--preinit-dir", raw.options.directories,
                 "A directory for that run, as --dir")
      ->type_name("HOST[::GUEST][:ro]")
      ->allow_extra_args(false)
      ->take_all()
      ->needs(preinit)
      ->group(group);
  app.add_option("--preinit-timeout", raw.options.timeout,
                 "How long that run may take (default: 60s)")
      ->type_name("TIME")
      ->needs(preinit)
      ->group(group);
  app.add_flag("--strict", raw.options.strict,
               "Fail if that run asks for the time or random numbers")
      ->needs(preinit)
      ->group(group);
}

/// Applies --enable and --disable; a name in both is refused, as the order in
/// which it should count is not said.
static Error setFeatures(Features &features, const Raw &raw) {
  std::set<std::string> enabled(raw.enabled.begin(), raw.enabled.end());
  for (bool on : {true, false})
    for (const std::string &name : on ? raw.enabled : raw.disabled) {
      std::optional<Feature> feature = findFeature(name);
      if (!feature)
        return usageError("unknown feature " + name +
                          ": `wasmc features` lists them");
      if (!on && enabled.count(name))
        return usageError("feature " + name + " is both enabled and disabled");
      features.set(*feature, on);
    }
  return Error::success();
}

static Error finishCompileOptions(Raw &raw) {
  if (Error error = setLevel(raw.compile, raw.level))
    return error;
  if (Error error = setEmit(raw.compile, raw.emit))
    return error;
  return setFeatures(raw.compile.features, raw);
}

/// CLI11's message as ours begin, without the option's name twice.
static Error usageError(const CLI::App &app, StringRef message) {
  std::string text = message.str();
  text[0] = toLower(text[0]);
  return usageError(Twine(text) + " (see " + app.get_name() + " --help)");
}

/// Runs CLI11 over the arguments. A string is what to print instead of going
/// on. Neither help nor a version is asked of CLI11 itself, which would answer
/// by an exception: in a static program the first one costs 40 ms.
static Expected<std::optional<std::string>>
parse(CLI::App &app, Raw &raw, int argc, const char *const *argv) {
  app.set_help_flag();
  app.allow_extras();
  app.add_flag("-h,--help", raw.help, "Print this and exit");
  try {
    app.parse(argc, argv);
  } catch (const std::exception &error) {
    return usageError(app, error.what());
  }
  if (raw.help)
    return app.help();
  if (raw.version)
    return "wasmc " + std::string(version) + "\n";
  std::vector<std::string> rest = app.remaining();
  if (!rest.empty() && !app.get_prefix_command()) {
    bool isOption = StringRef(rest[0]).starts_with("-");
    return usageError(app,
                      (isOption ? "unknown option " : "unexpected ") + rest[0]);
  }
  return std::nullopt;
}

static Error noInput(const CLI::App &app) {
  return usageError(app, "no file given");
}

static Error checkOneInput(const CLI::App &app, const Raw &raw) {
  if (raw.inputs.empty())
    return noInput(app);
  if (raw.inputs.size() > 1)
    return usageError(app, "more than one file given, the second is " +
                               raw.inputs[1]);
  return Error::success();
}

/// What a library has instead of what only an executable can have.
static Error checkLibraryOptions(const Raw &raw, bool preinitialises) {
  EmitFile emit = raw.compile.emit;
  bool isLibrary = emit == EmitFile::Shared || !raw.header.empty();
  if (!isLibrary)
    return Error::success();
  if (emit == EmitFile::Executable || emit == EmitFile::Seccomp)
    return usageError("--header is for libraries: give --emit shared or obj");
  if (raw.header.empty())
    return usageError("--emit shared needs --header FILE: without it nobody "
                      "can call the library");
  if (preinitialises)
    return usageError("--preinit is for executables, not for libraries");
  if (!raw.compile.profileOut.empty())
    return usageError("--profile-generate is for executables: profile one, "
                      "then give --profile-use");
  if (raw.grants != Grants())
    return usageError("a library is granted nothing: its host gives each "
                      "instance functions and limits");
  return Error::success();
}

static Expected<Command> parseCompile(int argc, const char *const *argv) {
  CLI::App app("Compiles a WebAssembly program into a native executable.");
  describeCommand(app, "wasmc [OPTIONS] FILE", compileNotes);
  Raw raw;
  raw.compile.jobs = hardware_concurrency().compute_thread_count();
  app.add_option("input", raw.inputs, "Module, .wasm or .wat; - for stdin")
      ->type_name("FILE");
  addValue(app, "-o,--output", raw.output, "FILE",
           "What to write; - for stdout (default: in the\n"
           "current directory, named after the module)");
  addValue(app, "--target", raw.compile.target, "NAME",
           "x86_64-linux or aarch64-linux (default: this\n"
           "machine's)");
  app.add_option("--emit", raw.emit,
                 "exe (default), shared: a library for C programs,\n"
                 "obj, asm, llvm-ir, or seccomp: a profile for\n"
                 "container engines")
      ->type_name("KIND");
  addValue(app, "--header", raw.header, "FILE",
           "Write a C header of the library, of --emit shared\n"
           "or obj; symbols begin with the file's name");
  addValue(app, "--profile-generate", raw.compile.profileOut, "FILE",
           "Make a program that counts where it goes and\n"
           "writes that to the file");
  addList(app, "--profile-use", raw.compile.profiles, "FILE",
          "Optimise for what programs have so written;\n"
          "several are added up");
  RawPreinit preinit;
  addPreinitOptions(app, preinit);
  app.add_flag("-s,--strip", raw.compile.strip, "Leave out the symbol table");
  app.add_option("--policy-room", raw.compile.policyRoom,
                 "Least room for a policy in the output\n(default: 1024)")
      ->type_name("BYTES")
      ->check([](const std::string &given) {
        unsigned bytes;
        return StringRef(given).getAsInteger(10, bytes) || bytes > 1 << 20
                   ? "give a number up to 1048576"
                   : "";
      });
  addCompileOptions(app, raw);
  addGrantOptions(app, raw);
  addFinalOption(app, raw);
  app.add_flag("--version", raw.version, "Print wasmc's version and exit");
  auto text = parse(app, raw, argc, argv);
  if (!text)
    return text.takeError();
  if (*text)
    return TextCommand{**text};
  if (Error error = checkOneInput(app, raw))
    return std::move(error);
  if (Error error = finishCompileOptions(raw))
    return std::move(error);
  if (!raw.compile.profileOut.empty() && !raw.compile.profiles.empty())
    return usageError("give --profile-generate or --profile-use, not both");
  if (Error error = checkLibraryOptions(raw, app.count("--preinit") != 0))
    return std::move(error);
  CompileCommand command{raw.inputs[0], raw.output, raw.header,
                         raw.compile,   raw.grants, std::nullopt};
  if (app.count("--preinit")) {
    command.preinit = preinit.options;
    command.preinit->function = preinit.function;
  }
  return command;
}

static Expected<Command> parseRun(int argc, const char *const *argv) {
  CLI::App app("Compiles a WebAssembly program, unless that was done before, "
               "and executes it.");
  describeCommand(app, "wasmc run [OPTIONS] FILE [ARGUMENTS...]", runNotes);
  Raw raw;
  raw.compile.jobs = hardware_concurrency().compute_thread_count();
  // From the module's name on, everything is the program's.
  app.prefix_command();
  addCompileOptions(app, raw);
  addGrantOptions(app, raw);
  addList(app, "--without", raw.grants.without, "KIND",
          "Drop what its policy grants: dir, env or listen", "Grants");
  auto text = parse(app, raw, argc, argv);
  if (!text)
    return text.takeError();
  if (*text)
    return TextCommand{**text};
  std::vector<std::string> rest = app.remaining();
  if (rest.empty())
    return noInput(app);
  if (rest[0] == "--")
    rest.erase(rest.begin());
  else if (rest[0].size() > 1 && rest[0][0] == '-')
    return usageError(app, "unknown option " + rest[0]);
  if (rest.empty())
    return noInput(app);
  if (Error error = finishCompileOptions(raw))
    return std::move(error);
  return RunCommand{
      rest[0], {rest.begin() + 1, rest.end()}, raw.compile, raw.grants};
}

static Expected<Command> parseValidate(int argc, const char *const *argv) {
  CLI::App app("Checks modules against the specification.");
  describeCommand(app, "wasmc validate [OPTIONS] FILE...", validateNotes);
  Raw raw;
  app.add_option("input", raw.inputs, "Modules, .wasm or .wat; - for stdin")
      ->type_name("FILE");
  addFeatureOptions(app, raw);
  auto text = parse(app, raw, argc, argv);
  if (!text)
    return text.takeError();
  if (*text)
    return TextCommand{**text};
  if (raw.inputs.empty())
    return noInput(app);
  if (Error error = setFeatures(raw.compile.features, raw))
    return std::move(error);
  return ValidateCommand{raw.inputs, raw.compile.features};
}

static Expected<Command> parsePolicy(int argc, const char *const *argv) {
  CLI::App app("Shows or changes what a compiled executable is granted.");
  describeCommand(app, "wasmc policy [OPTIONS] FILE", policyNotes);
  Raw raw;
  app.add_option("input", raw.inputs, "Executable made by wasmc; - for stdin")
      ->type_name("FILE");
  addValue(app, "-o,--output", raw.output, "FILE",
           "What to write; - for stdout (default: the same file)");
  app.add_flag("--clear", raw.clears,
               "Start from a policy that grants nothing");
  addGrantOptions(app, raw);
  addFinalOption(app, raw);
  auto text = parse(app, raw, argc, argv);
  if (!text)
    return text.takeError();
  if (*text)
    return TextCommand{**text};
  if (Error error = checkOneInput(app, raw))
    return std::move(error);
  return PolicyCommand{raw.inputs[0], raw.output, raw.grants, raw.clears};
}

static Expected<Command> parseInspect(int argc, const char *const *argv) {
  CLI::App app("Shows what a compiled executable is made of.");
  describeCommand(app, "wasmc inspect [OPTIONS] FILE", inspectNotes);
  Raw raw;
  app.add_option("input", raw.inputs, "Executable made by wasmc; - for stdin")
      ->type_name("FILE");
  app.add_flag("--json", raw.json, "Print JSON");
  auto text = parse(app, raw, argc, argv);
  if (!text)
    return text.takeError();
  if (*text)
    return TextCommand{**text};
  if (Error error = checkOneInput(app, raw))
    return std::move(error);
  return InspectCommand{raw.inputs[0], raw.json};
}

static Expected<Command> parseCheck(int argc, const char *const *argv) {
  CLI::App app("Verifies that compiled executables cannot leave the sandbox.");
  describeCommand(app, "wasmc check [OPTIONS] FILE...", checkNotes);
  Raw raw;
  app.add_option("input", raw.inputs, "Executables made by wasmc; - for stdin")
      ->type_name("FILE");
  auto text = parse(app, raw, argc, argv);
  if (!text)
    return text.takeError();
  if (*text)
    return TextCommand{**text};
  if (raw.inputs.empty())
    return noInput(app);
  return CheckCommand{raw.inputs};
}

static Expected<Command> parseExplore(int argc, const char *const *argv) {
  CLI::App app("Writes a page that shows a module beside its machine code.");
  describeCommand(app, "wasmc explore [OPTIONS] FILE", exploreNotes);
  Raw raw;
  raw.compile.jobs = hardware_concurrency().compute_thread_count();
  app.add_option("input", raw.inputs, "Module, .wasm or .wat; - for stdin")
      ->type_name("FILE");
  addValue(app, "-o,--output", raw.output, "FILE",
           "What to write; - for stdout (default: in the\n"
           "current directory, named after the module)");
  addValue(app, "--target", raw.compile.target, "NAME",
           "x86_64-linux or aarch64-linux (default: this\n"
           "machine's)");
  addCompileOptions(app, raw);
  addGrantOptions(app, raw);
  auto text = parse(app, raw, argc, argv);
  if (!text)
    return text.takeError();
  if (*text)
    return TextCommand{**text};
  if (Error error = checkOneInput(app, raw))
    return std::move(error);
  if (Error error = finishCompileOptions(raw))
    return std::move(error);
  return ExploreCommand{raw.inputs[0], raw.output, raw.compile, raw.grants};
}

static Expected<Command> parseFeatures(int argc, const char *const *argv) {
  CLI::App app("Lists the features of WebAssembly that can be switched.");
  describeCommand(app, "wasmc features [OPTIONS]", featuresNotes);
  Raw raw;
  auto text = parse(app, raw, argc, argv);
  if (!text)
    return text.takeError();
  if (*text)
    return TextCommand{**text};
  return FeaturesCommand{};
}

Expected<Command> parseOptions(int argc, const char *const *argv) {
  // The command is the first argument or none: a file of such a name is
  // written ./run.
  StringRef command = argc > 1 ? argv[1] : "";
  if (command == "run")
    return parseRun(argc - 1, argv + 1);
  if (command == "validate")
    return parseValidate(argc - 1, argv + 1);
  if (command == "policy")
    return parsePolicy(argc - 1, argv + 1);
  if (command == "inspect")
    return parseInspect(argc - 1, argv + 1);
  if (command == "check")
    return parseCheck(argc - 1, argv + 1);
  if (command == "explore")
    return parseExplore(argc - 1, argv + 1);
  if (command == "features")
    return parseFeatures(argc - 1, argv + 1);
  return parseCompile(argc, argv);
}

} // namespace wasmc
