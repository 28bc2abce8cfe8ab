// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The command line, by CLI11. Built with exceptions, which CLI11 throws; none
// leaves parseOptions.

#include "packager/cli/Options.h"
#include "packager/cli/DeployOptions.h"
#include "packager/cli/ProjectOptions.h"
#include "packager/cli/SignOptions.h"
#include "packager/cli/TransferOptions.h"
#include <CLI/CLI.hpp>

namespace wpack {

namespace {

constexpr const char *whereText =
    "\nREF is [host[:port]/]name[:tag][@digest]. The local store is looked into"
    "\nfirst; a REF that is not there is taken from its registry if it begins"
    "\nwith a host. --remote goes to the registry at once.\n";

void addReference(CLI::App *app, Options &options) {
  app->add_option("REF", options.reference, "Image, as host/name:tag")
      ->required();
}

void addBuild(CLI::App &app, Options &options) {
  CLI::App *init = app.add_subcommand("init", "Write a wpack.toml");
  init->add_option("FILE", options.project.module,
                   "WebAssembly module of the project (default: app.wasm)");
  init->add_option("-t,--tag", options.reference, "Name of the image")
      ->type_name("REF");
  init->footer("\nExamples:"
               "\n  wpack init"
               "\n  wpack init out/app.wasm -t registry.example/team/app");
  init->callback([&options] { options.command = Command::Init; });

  CLI::App *build = app.add_subcommand(
      "build", "Compile a module for all targets and pack it as an image");
  build->add_option("FILE", options.project.module,
                    "WebAssembly module, or a ready executable of wasmc");
  build->add_option("-t,--tag", options.reference, "Name of the image")
      ->type_name("REF");
  addProjectOptions(*build, options);
  addStore(build, options);
  build->footer(
      "\nThe image gets entries for linux/amd64, linux/arm64 and wasi/wasm; the"
      "\nmodule alone is also kept as a Wasm artifact under TAG-wasm. Without "
      "FILE,\nwpack.toml says what is built. The same module, compiler and "
      "SOURCE_DATE_EPOCH\ngive the same digests. wasmc is found by $WASMC, "
      "beside wpack, or in PATH.\n"
      "\nExamples:"
      "\n  wpack build app.wasm -t app:1.0"
      "\n  wpack build app.wasm -t registry.example/team/app:1.0 -O3 -s"
      "\n  wpack build --cpu x86-64-v3 --port 8080 app.wasm -t app:1.0"
      "\n  wpack build");
  build->callback([&options] { options.command = Command::Build; });
}

void addPushAndPull(CLI::App &app, Options &options) {
  CLI::App *push = app.add_subcommand(
      "push", "Copy an image and its signatures to its registry");
  addReference(push, options);
  push->add_option("FILE", options.project.module,
                   "WebAssembly module to build under REF first");
  addProjectOptions(*push, options);
  addSigningOptions(*push, options, "--sign-key");
  addTransfer(push, options);
  addStore(push, options);
  addRegistry(push, options);
  push->footer("\nThe tag of the index is written last: it never names "
               "something incomplete\nor not yet signed. Where a wpack.toml "
               "lies and REF is an image of it, or is\nnot in the store, it is "
               "built first.\n"
               "\nExamples:"
               "\n  wpack push registry.example/team/app:1.0"
               "\n  wpack push registry.example/team/app:1.0 app.wasm"
               "\n  wpack push --sign-key cosign.key 127.0.0.1:5000/app:1.0");
  push->callback([&options] { options.command = Command::Push; });

  CLI::App *pull = app.add_subcommand(
      "pull", "Copy an image and its signatures from its registry");
  addReference(pull, options);
  addTrustOptions(*pull, options);
  addTransfer(pull, options);
  addStore(pull, options);
  addRegistry(pull, options);
  pull->footer("\nExamples:"
               "\n  wpack pull registry.example/team/app:1.0"
               "\n  wpack pull --store ./layout 127.0.0.1:5000/app:1.0");
  pull->callback([&options] { options.command = Command::Pull; });
}

void addGrantList(CLI::App *app, const char *name,
                  std::vector<std::string> &values, const char *type,
                  const char *help) {
  app->add_option(name, values, help)
      ->type_name(type)
      ->take_all()
      ->allow_extra_args(false)
      ->group("Grants");
}

void addGrants(CLI::App *app, Grants &grants) {
  constexpr char group[] = "Grants";
  addGrantList(app, "--dir", grants.directories, "HOST[::GUEST][:ro]",
               "Let the program use a directory; may repeat");
  addGrantList(app, "--env", grants.environment, "NAME[=VALUE]",
               "Let the program see a variable; may repeat");
  app->add_flag("--env-all", grants.wholeEnvironment,
                "Let the program see the whole environment")
      ->group(group);
  addGrantList(app, "--tcp-listen", grants.listeners, "ADDRESS:PORT",
               "A listening socket; may repeat");
  app->add_flag("--listen-fds", grants.inheritedListeners,
                "The sockets that LISTEN_FDS hands over")
      ->group(group);
  app->add_option("--max-memory", grants.maxMemory,
                  "Most bytes of linear memory (K, M, G allowed)")
      ->type_name("SIZE")
      ->group(group);
  app->add_option("--max-stack", grants.maxStack,
                  "Bytes of call stack (K, M, G allowed)")
      ->type_name("SIZE")
      ->group(group);
  app->add_option("--timeout", grants.timeout,
                  "End the program after so many seconds (ms, m, h allowed)")
      ->type_name("TIME")
      ->group(group);
  addGrantList(app, "--without", grants.without, "KIND",
               "Drop what the image's policy grants: dir, env or listen");
}

void addRun(CLI::App &app, Options &options) {
  CLI::App *run = app.add_subcommand("run", "Run an image on this machine");
  addGrants(run, options.grants);
  run->add_flag("--remote", options.remote, "Take the image from its registry");
  addTrustOptions(*run, options);
  addStore(run, options);
  addRegistry(run, options);
  // What follows REF is the program's, even if it looks like an option.
  run->prefix_command();
  run->footer(
      std::string(whereText) +
      "\nThe native entry for this machine is run if somebody who is trusted "
      "has"
      "\nsigned the image, or if it was compiled here; else the module is "
      "compiled by\nwasmc. The exit status is the program's.\n"
      "\nExamples:"
      "\n  wpack run app:1.0 --verbose input.txt"
      "\n  wpack run --dir ./data::/data:ro --env LANG app:1.0 /data/x");
  run->callback([&options, run] {
    options.command = Command::Run;
    options.arguments = run->remaining();
    if (options.arguments.empty())
      throw CLI::RequiredError("REF");
    options.reference = options.arguments.front();
    options.arguments.erase(options.arguments.begin());
    if (options.reference.starts_with('-'))
      throw CLI::ExtrasError({options.reference});
  });
}

void addInspectAndList(CLI::App &app, Options &options) {
  CLI::App *inspect = app.add_subcommand(
      "inspect", "Show what an image consists of, and its signatures");
  addReference(inspect, options);
  inspect->add_flag("--json", options.json, "Print JSON");
  inspect->add_flag("--remote", options.remote,
                    "Look into the registry, not into the store");
  addStore(inspect, options);
  addRegistry(inspect, options);
  inspect->footer(std::string(whereText) +
                  "\nExamples:"
                  "\n  wpack inspect app:1.0"
                  "\n  wpack inspect --remote --json registry.example/app:1.0");
  inspect->callback([&options] { options.command = Command::Inspect; });

  CLI::App *list = app.add_subcommand(
      "ls", "List the images in the store, or the tags in a registry");
  list->add_option("HOST/NAME", options.reference,
                   "List the tags of this repository in its registry");
  list->add_flag("--json", options.json, "Print JSON");
  addStore(list, options);
  addRegistry(list, options);
  list->footer("\nExamples:\n  wpack ls\n  wpack ls --json\n"
               "  wpack ls registry.example/team/app");
  list->callback([&options] { options.command = Command::List; });
}

void addKeyAndSign(CLI::App &app, Options &options) {
  CLI::App *key = app.add_subcommand("key", "Make keys for signing");
  key->require_subcommand(1);
  CLI::App *generate =
      key->add_subcommand("generate", "Make a key pair that cosign reads too");
  generate
      ->add_option("--output-prefix", options.outputPrefix,
                   "Write PREFIX.key and PREFIX.pub")
      ->type_name("PREFIX")
      ->capture_default_str();
  const char *passwordText =
      "\nThe password is taken from $WPACK_PASSWORD or $COSIGN_PASSWORD, else"
      "\nasked for on the terminal.\n";
  generate->footer(std::string(passwordText) +
                   "Files that exist are not overwritten.\n"
                   "\nExamples:"
                   "\n  wpack key generate"
                   "\n  wpack key generate --output-prefix release");
  generate->callback([&options] { options.command = Command::KeyGenerate; });

  CLI::App *sign = app.add_subcommand(
      "sign", "Sign an image, each of its entries, and its Wasm artifact");
  addReference(sign, options);
  addSigningOptions(*sign, options, "--key");
  sign->add_flag("--remote", options.remote, "Sign in the registry");
  addStore(sign, options);
  addRegistry(sign, options);
  sign->footer(std::string(passwordText) + whereText +
               "\nExamples:"
               "\n  wpack sign --key cosign.key app:1.0"
               "\n  wpack sign --remote --key cosign.key "
               "registry.example/team/app:1.0");
  sign->callback([&options] { options.command = Command::Sign; });

  CLI::App *verify = app.add_subcommand(
      "verify", "Check the signatures and digests of an image");
  addReference(verify, options);
  addTrustOptions(*verify, options);
  verify->add_flag("--index-only", options.indexOnly,
                   "Ask for a signature of the index alone, which covers its "
                   "entries");
  verify->add_flag("--rebuild", options.rebuild,
                   "Compile the portable entry again, as the signed provenance "
                   "says, and compare");
  verify
      ->add_option("--admit", options.admitFile,
                   "Then add the module to the list that wasmc-oci runs from")
      ->type_name("FILE");
  verify->add_flag("--remote", options.remote,
                   "Verify in the registry, not in the store");
  addStore(verify, options);
  addRegistry(verify, options);
  verify->footer(
      std::string(whereText) +
      "\nThe index, each of its entries and the Wasm artifact must "
      "be signed, and all\nentries must come from the same module. "
      "In the store every blob is read and\ncompared with its "
      "digest.\n"
      "\nExamples:"
      "\n  wpack verify --key cosign.pub app:1.0"
      "\n  wpack verify --key a.pub --key b.pub --threshold 2 app:1.0"
      "\n  wpack verify --rebuild --key cosign.pub app:1.0"
      "\n  wpack verify --remote --key cosign.pub "
      "registry.example/team/app:1.0");
  verify->callback([&options] { options.command = Command::Verify; });
}

/// One line for what CLI11 reports.
std::string usageError(const CLI::ParseError &error, const CLI::App &app) {
  std::string text = error.what();
  for (char &c : text)
    if (c == '\n')
      c = ' ';
  while (!text.empty() && (text.back() == ' ' || text.back() == '.'))
    text.pop_back();
  bool isSentence = text.size() > 1 && text[1] >= 'a' && text[1] <= 'z';
  if (isSentence && text[0] >= 'A' && text[0] <= 'Z')
    text[0] = char(text[0] - 'A' + 'a');
  std::string command = "wpack";
  const CLI::App *level = &app;
  while (!level->get_subcommands().empty()) {
    level = level->get_subcommands().front();
    command += " " + level->get_name();
  }
  return "wpack: usage: " + text + "; see '" + command + " --help'\n";
}

} // namespace

ParsedLine parseOptions(int argc, const char *const *argv) {
  Options options;
  try {
    CLI::App app("Packs WebAssembly programs as OCI images that run anywhere, "
                 "signs them,\nand moves them between the local store and "
                 "registries.",
                 "wpack");
    app.set_version_flag("--version", "wpack " WPACK_VERSION);
    app.require_subcommand(1);
    app.footer("\nExamples:"
               "\n  wpack build app.wasm -t registry.example/team/app:1.0"
               "\n  wpack key generate"
               "\n  wpack push --sign-key cosign.key "
               "registry.example/team/app:1.0"
               "\n  wpack verify --key cosign.pub registry.example/team/app:1.0"
               "\n  wpack run registry.example/team/app:1.0 arguments"
               "\n\n'wpack COMMAND --help' tells more.");
    addBuild(app, options);
    addPushAndPull(app, options);
    addRun(app, options);
    addInspectAndList(app, options);
    addTransferCommands(app, options);
    addKeyAndSign(app, options);
    addDeployCommands(app, options);
    try {
      app.parse(argc, argv);
    } catch (const CLI::CallForVersion &version) {
      return {std::nullopt, std::string(version.what()) + "\n", 0};
    } catch (const CLI::CallForHelp &) {
      std::string help = app.help();
      // CLI11 does not know what a prefix command takes.
      size_t usage = help.find("Usage: wpack run [OPTIONS]");
      if (usage != std::string::npos)
        help.replace(usage, 26, "Usage: wpack run [OPTIONS] REF [ARGS...]");
      return {std::nullopt, help, 0};
    } catch (const CLI::ParseError &error) {
      return {std::nullopt, usageError(error, app), 2};
    }
    if (!options.username.empty() && !options.passwordStdin)
      return {std::nullopt,
              "wpack: usage: --username needs --password-stdin; a password on "
              "the command line would be seen by others\n",
              2};
    return {std::move(options), "", 0};
  } catch (const std::exception &error) {
    return {std::nullopt,
            std::string("wpack: internal error: ") + error.what() + "\n", 1};
  }
}

} // namespace wpack
