// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/cli/Build.h"
#include "packager/cli/Commands.h"
#include "packager/oci/Toml.h"
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <unistd.h>

namespace wpack {

static constexpr const char *projectName = "wpack.toml";

bool hasProject(const Options &options) {
  return !options.projectFile.empty() ||
         (options.project.module.empty() && ::access(projectName, F_OK) == 0);
}

Expected<Project> loadProject(const Options &options) {
  Project project;
  if (hasProject(options)) {
    std::string path =
        options.projectFile.empty() ? projectName : options.projectFile;
    Expected<std::string> text = readFile(path, maxTomlBytes);
    if (!text)
      return std::unexpected(text.error());
    size_t slash = path.rfind('/');
    std::string directory =
        slash == std::string::npos ? "" : path.substr(0, slash);
    Expected<Project> read = parseProject(*text, directory);
    if (!read)
      return inContext(path, read.error());
    project = std::move(*read);
  } else if (options.project.module.empty()) {
    return failAs(ErrorKind::Usage, "no module is given, and there is no ",
                  projectName, " here; see 'wpack init --help'");
  }
  project = overlay(std::move(project), options.project);
  if (Status checked = checkProject(project); !checked)
    return failAs(ErrorKind::Usage, checked.error().message);
  return project;
}

Status runBuild(const Options &options) {
  Expected<Project> project = loadProject(options);
  if (!project)
    return std::unexpected(project.error());
  std::string name =
      options.reference.empty() ? project->reference : options.reference;
  if (name.empty())
    return failAs(ErrorKind::Usage,
                  "no name for the image; say -t REF, or "
                  "'reference' in ",
                  projectName);
  Expected<Reference> reference = Reference::parse(name);
  if (!reference)
    return failAs(ErrorKind::Usage, reference.error().message);
  LayoutStore store = openStore(options);
  auto products = buildIntoStore(*project, *reference, store);
  if (!products)
    return std::unexpected(products.error());
  std::optional<Reference> artifact = artifactReference(*reference);
  for (const Product &product : *products)
    if (!artifact || product.reference.str() != artifact->str())
      std::printf("built %s@%s\n", product.reference.familiar().c_str(),
                  product.root.digest.str().c_str());
  return {};
}

Status runInit(const Options &options) {
  std::string module =
      options.project.module.empty() ? "app.wasm" : options.project.module;
  std::string name = options.reference;
  if (name.empty()) {
    size_t slash = module.rfind('/') + 1;
    name = module.substr(slash, module.rfind('.') - slash);
  }
  if (Expected<Reference> reference = Reference::parse(name); !reference)
    return failAs(ErrorKind::Usage, reference.error().message);
  FileHandle file(
      ::open(projectName, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
  if (!file && errno == EEXIST)
    return fail(projectName, " exists and is not overwritten");
  if (!file)
    return systemError("cannot create", projectName);
  if (Status written =
          writeAll(file.get(), projectTemplate(module, name), projectName);
      !written) {
    ::unlink(projectName);
    return written;
  }
  std::printf("wrote %s\n", projectName);
  return {};
}

} // namespace wpack
