// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/cli/Build.h"
#include "packager/cli/Commands.h"
#include "packager/kube/Yaml.h"
#include <cstdio>
#include <map>
#include <unistd.h>

namespace wpack {

/// Names a project's directory, or its wpack.toml, where an image is expected.
static constexpr std::string_view projectScheme = "wpack://";
static constexpr int64_t maxYamlBytes = 16 << 20;

/// What a registry has under a name, as a reference with that digest.
static Expected<std::string> pinned(const Options &options,
                                    const Reference &reference) {
  auto registry = Registry::connect(options, reference);
  if (!registry)
    return std::unexpected(registry.error());
  Expected<Descriptor> root = (*registry)->store().resolve(reference);
  if (!root)
    return std::unexpected(root.error());
  return reference.withDigest(root->digest).familiar();
}

/// Builds and pushes the project at `path`, relative to the YAML file.
static Expected<std::string> publish(const Options &options,
                                     const std::string &path) {
  Options push = options;
  bool isFile = path.ends_with(".toml");
  push.projectFile = isFile ? path : concat(path, "/wpack.toml");
  Expected<Project> project = loadProject(push);
  if (!project)
    return std::unexpected(project.error());
  if (project->reference.empty())
    return fail(push.projectFile,
                ": no 'reference' says where the image is to be pushed");
  push.reference = project->reference;
  push.quiet = true;
  if (Status pushed = runPush(push); !pushed)
    return std::unexpected(pushed.error());
  Expected<Reference> reference = parseReference(push);
  if (!reference)
    return std::unexpected(reference.error());
  return pinned(options, *reference);
}

/// What is to stand in the place of a value; nothing if it stays.
static Expected<std::optional<std::string>>
replacement(const Options &options, const YamlScalar &scalar,
            const std::string &directory) {
  if (scalar.value.starts_with(projectScheme)) {
    std::string path = scalar.value.substr(projectScheme.size());
    if (!path.starts_with('/'))
      path = concat(directory, "/", path);
    return publish(options, path);
  }
  if (scalar.key != "image" || scalar.value.empty())
    return std::nullopt;
  Expected<Reference> reference = Reference::parse(scalar.value);
  if (!reference)
    return std::unexpected(reference.error());
  if (reference->digest)
    return std::nullopt;
  // Images that were never here are somebody else's affair, unless asked for.
  LayoutStore store = openStore(options);
  auto own = resolveIfPresent(store, *reference);
  if (!own)
    return std::unexpected(own.error());
  if (!*own && !options.resolveAll)
    return std::nullopt;
  Expected<std::string> name = pinned(options, *reference);
  if (!name)
    return std::unexpected(name.error());
  return *name;
}

Status runResolve(const Options &options) {
  bool isStdin = options.source == "-";
  std::string origin = isStdin ? "standard input" : options.source;
  size_t slash = isStdin ? std::string::npos : options.source.rfind('/');
  std::string directory =
      slash == std::string::npos ? "." : options.source.substr(0, slash);
  Expected<std::string> text = std::unexpected(Error());
  if (isStdin) {
    FileSource input(FileHandle(::dup(STDIN_FILENO)), origin);
    text = readAll(input, maxYamlBytes);
  } else {
    text = readFile(options.source, maxYamlBytes);
  }
  if (!text)
    return std::unexpected(text.error());
  Expected<std::vector<YamlScalar>> scalars = yamlScalars(*text);
  if (!scalars)
    return inContext(origin, scalars.error());

  std::map<std::pair<std::string, bool>, std::optional<std::string>> known;
  std::string out;
  size_t copied = 0;
  for (const YamlScalar &scalar : *scalars) {
    auto [found, isNew] =
        known.try_emplace({scalar.value, scalar.key == "image"});
    if (isNew) {
      auto name = replacement(options, scalar, directory);
      if (!name)
        return inContext(concat(origin, ": line ", scalar.line), name.error());
      found->second = *name;
    }
    if (!found->second)
      continue;
    // Everything else, comments included, stays as somebody wrote it.
    out += text->substr(copied, scalar.begin - copied);
    out += *found->second;
    copied = scalar.end;
  }
  out += text->substr(copied);
  std::fputs(out.c_str(), stdout);
  return {};
}

} // namespace wpack
