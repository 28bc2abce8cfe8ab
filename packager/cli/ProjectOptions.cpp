// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Built with exceptions, like Options.cpp, which catches them.

#include "packager/cli/ProjectOptions.h"
#include <CLI/CLI.hpp>

namespace wpack {

namespace {

/// An option that may repeat.
void addList(CLI::App &app, const char *name, std::vector<std::string> &values,
             const char *type, const char *help, const char *group) {
  app.add_option(name, values, help)
      ->type_name(type)
      ->take_all()
      ->allow_extra_args(false)
      ->group(group);
}

/// `NAME=VALUE`, which may repeat.
void addMap(CLI::App &app, const char *name,
            std::map<std::string, std::string> &values, const char *help,
            const char *group) {
  app.add_option_function<std::vector<std::string>>(
         name,
         [&values](const std::vector<std::string> &given) {
           for (const std::string &pair : given) {
             size_t equals = pair.find('=');
             if (equals == std::string::npos || equals == 0)
               throw CLI::ValidationError("'" + pair + "' is not NAME=VALUE");
             values[pair.substr(0, equals)] = pair.substr(equals + 1);
           }
         },
         help)
      ->type_name("NAME=VALUE")
      ->take_all()
      ->allow_extra_args(false)
      ->group(group);
}

Project::File parseFile(std::string text) {
  Project::File file;
  if (text.ends_with(":x")) {
    file.executable = true;
    text.resize(text.size() - 2);
  }
  size_t split = text.find("::");
  if (split == std::string::npos || split == 0)
    throw CLI::ValidationError("'" + text + "' is not SOURCE::PATH[:x]");
  file.source = text.substr(0, split);
  file.path = text.substr(split + 2);
  return file;
}

void addCompileOptions(CLI::App &app, Options &options) {
  constexpr const char *group = "Compilation";
  Project &project = options.project;
  app.add_option("-O", project.level,
                 "Optimisation level for wasmc: 0 1 2 3 s z (default: 2)")
      ->type_name("LEVEL")
      ->group(group);
  app.add_flag_callback(
         "-s,--strip", [&project] { project.compilerFlags.push_back("-s"); },
         "Leave out symbol tables")
      ->group(group);
  // Appended and not assigned: -s is in the same list.
  app.add_option_function<std::vector<std::string>>(
         "--wasmc-flag",
         [&project](const std::vector<std::string> &given) {
           project.compilerFlags.insert(project.compilerFlags.end(),
                                        given.begin(), given.end());
         },
         "Another flag for wasmc, as --wasmc-flag=--max-memory=64M; may "
         "repeat")
      ->type_name("FLAG")
      ->take_all()
      ->allow_extra_args(false)
      ->group(group);
  addList(app, "--cpu", project.cpus, "LEVEL",
          "Compile for this CPU level too, into TAG-LEVEL; may repeat", group);
  addList(app, "--ready", project.natives, "FILE",
          "Take this executable of wasmc instead of compiling; may repeat",
          group);
}

/// A grant that becomes a flag for wasmc, as `--dir=VALUE`; it may repeat where
/// wasmc lets it.
void addGrant(CLI::App &app, Project &project, const std::string &name,
              const char *type, const char *help) {
  app.add_option_function<std::vector<std::string>>(
         name,
         [&project, name](const std::vector<std::string> &given) {
           for (const std::string &value : given)
             project.compilerFlags.push_back(name + "=" + value);
         },
         help)
      ->type_name(type)
      ->take_all()
      ->allow_extra_args(false)
      ->group("Policy of the executables");
}

void addGrantFlag(CLI::App &app, Project &project, const std::string &name,
                  const char *help) {
  app.add_flag_callback(
         name, [&project, name] { project.compilerFlags.push_back(name); },
         help)
      ->group("Policy of the executables");
}

void addGrantOptions(CLI::App &app, Project &project) {
  addGrant(app, project, "--dir", "HOST[::GUEST][:ro]",
           "A directory, under another name, read-only; may repeat");
  addGrant(app, project, "--env", "NAME[=VALUE]",
           "Set a variable, or pass it on; may repeat");
  addGrantFlag(app, project, "--env-all", "Pass the whole environment on");
  addGrant(app, project, "--tcp-listen", "ADDRESS:PORT",
           "A listening socket; may repeat");
  addGrantFlag(app, project, "--listen-fds",
               "The sockets that LISTEN_FDS hands over");
  addGrant(app, project, "--max-memory", "SIZE",
           "Most bytes of linear memory (K, M, G allowed)");
  addGrant(app, project, "--max-stack", "SIZE",
           "Bytes of call stack (K, M, G allowed)");
  addGrant(app, project, "--timeout", "TIME",
           "End the program after so many seconds (ms, m, h allowed)");
  addGrantFlag(app, project, "--final", "Let no run be granted more than this");
}

void addContentOptions(CLI::App &app, Options &options) {
  constexpr const char *group = "Content of the image";
  Project &project = options.project;
  app.add_option_function<std::vector<std::string>>(
         "--file",
         [&project](const std::vector<std::string> &given) {
           for (const std::string &text : given)
             project.files.push_back(parseFile(text));
         },
         "Add a file, with :x an executable one; may repeat")
      ->type_name("SOURCE::PATH[:x]")
      ->take_all()
      ->allow_extra_args(false)
      ->group(group);
  addMap(app, "--label", project.labels, "Label of the image; may repeat",
         group);
  addMap(app, "--annotation", project.annotations,
         "Annotation of index and manifests; may repeat", group);
  addList(app, "--image-env", project.env, "NAME=VALUE",
          "Variable of the program's environment; may repeat", group);
  addList(app, "--arg", project.arguments, "ARG",
          "Argument of the program if the user gives none; may repeat", group);
  addList(app, "--port", project.ports, "PORT[/PROTOCOL]",
          "Port the program listens on; may repeat", group);
  addList(app, "--volume", project.volumes, "PATH",
          "Directory that is to be mounted; may repeat", group);
  app.add_option("--user", project.user,
                 "User, by number (default: 65534:65534)")
      ->type_name("UID[:GID]")
      ->group(group);
  app.add_option("--workdir", project.workingDir,
                 "Working directory (default: /)")
      ->type_name("PATH")
      ->group(group);
  app.add_option("--stop-signal", project.stopSignal,
                 "Signal that ends the program")
      ->type_name("NAME")
      ->group(group);
}

} // namespace

void addProjectOptions(CLI::App &app, Options &options) {
  constexpr const char *group = "Form of the image";
  Project &project = options.project;
  app.add_option("--project", options.projectFile,
                 "Read this instead of wpack.toml")
      ->type_name("FILE");
  app.add_option("--format", project.format,
                 "image (default), artifact (the module alone), or istio (a "
                 "plugin for Envoy)")
      ->type_name("FORMAT")
      ->group(group);
  app.add_option("--only", project.only, "native or portable entries only")
      ->type_name("KIND")
      ->group(group);
  addList(app, "--platform", project.platforms, "OS/ARCH",
          "Only this of linux/amd64, linux/arm64, wasi/wasm; may repeat",
          group);
  app.add_option("--compression", project.compression,
                 "Of layers: gzip (default) or zstd")
      ->type_name("NAME")
      ->group(group);
  app.add_option("--created", project.created,
                 "Time written into the image, in seconds since 1970 (default: "
                 "$SOURCE_DATE_EPOCH, else 0)")
      ->type_name("SECONDS")
      ->group(group);
  app.add_flag_callback(
         "--no-sbom", [&project] { project.sbom = false; },
         "Attach no bills of materials")
      ->group(group);
  addCompileOptions(app, options);
  addGrantOptions(app, project);
  addContentOptions(app, options);
}

} // namespace wpack
