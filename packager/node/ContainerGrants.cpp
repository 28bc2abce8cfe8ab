// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/node/ContainerGrants.h"
#include "packager/image/Grants.h"
#include <algorithm>
#include <sys/stat.h>

namespace wpack {

/// Whether `path` is `directory` or lies below it.
static bool isWithin(std::string_view path, std::string_view directory) {
  return path.starts_with(directory) &&
         (path.size() == directory.size() || directory.ends_with('/') ||
          path[directory.size()] == '/');
}

/// Directories that engines mount for every container. A program that is to see
/// them says so in the annotation.
static bool isEnginesOwn(std::string_view path) {
  constexpr std::string_view own[] = {"/proc", "/dev", "/sys", "/run/secrets"};
  return path == "/run" || std::ranges::any_of(own, [&](std::string_view each) {
           return isWithin(path, each);
         });
}

static bool has(const std::vector<std::string> &words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

static bool isDirectory(const std::string &path) {
  struct stat info = {};
  return ::stat(path.c_str(), &info) == 0 && S_ISDIR(info.st_mode);
}

/// The directory that a mount adds for the program, as `--dir` has it; or
/// nothing.
static std::string mountedDirectory(const Json &mount,
                                    const std::string &bundle) {
  FieldReader fields(mount, "mounts");
  std::string destination = fields.optionalString("destination");
  std::string type = fields.optionalString("type");
  std::string source = fields.optionalString("source");
  std::vector<std::string> options = fields.optionalStrings("options");
  if (fields.error() || !destination.starts_with('/') ||
      isEnginesOwn(destination))
    return {};
  bool isBind = type == "bind" || has(options, "bind") || has(options, "rbind");
  if (!isBind && type != "tmpfs" && type != "overlay")
    return {};
  // Single files, such as /etc/hosts, cannot be granted.
  if (isBind &&
      !isDirectory(source.starts_with('/') ? source
                                           : concat(bundle, "/", source)))
    return {};
  bool readOnly = has(options, "ro") || has(options, "rro");
  return concat(destination, readOnly ? ":ro" : "");
}

static Expected<Grants> parseWords(std::string_view text) {
  Grants grants;
  size_t end = 0;
  for (size_t at = text.find_first_not_of(" \t\n"); at != text.npos;
       at = text.find_first_not_of(" \t\n", end)) {
    end = std::min(text.find_first_of(" \t\n", at), text.size());
    std::string_view word = text.substr(at, end - at);
    size_t equals = word.find('=');
    std::string_view name = word.substr(0, equals);
    bool hasValue = equals != word.npos && equals + 1 < word.size();
    std::string value(hasValue ? word.substr(equals + 1) : "");
    if (word == "--env-all")
      grants.wholeEnvironment = true;
    else if (word == "--listen-fds")
      grants.inheritedListeners = true;
    else if (name == "--dir" && hasValue)
      grants.directories.push_back(value);
    else if (name == "--env" && hasValue)
      grants.environment.push_back(value);
    else if (name == "--tcp-listen" && hasValue)
      grants.listeners.push_back(value);
    else if (name == "--max-memory" && hasValue)
      grants.maxMemory = value;
    else if (name == "--max-stack" && hasValue)
      grants.maxStack = value;
    else if (name == "--timeout" && hasValue)
      grants.timeout = value;
    else
      return fail("'", word.substr(0, 80),
                  "' is no grant; write them as --dir=/data:ro "
                  "--tcp-listen=0.0.0.0:8080, separated by spaces");
  }
  return grants;
}

Expected<std::string> containerGrants(const Bundle &bundle) {
  Grants grants;
  const Json *annotations = bundle.config().find("annotations");
  const Json *own = annotations ? annotations->find(grantsAnnotation) : nullptr;
  if (own && own->string()) {
    Expected<Grants> parsed = parseWords(*own->string());
    if (!parsed)
      return inContext(concat("annotation ", grantsAnnotation), parsed.error());
    grants = std::move(*parsed);
  }
  grants.wholeEnvironment = true;
  const Json *mounts = bundle.config().find("mounts");
  std::string cwd = bundle.workingDirectory();
  bool granted = false;
  if (mounts && mounts->elements())
    for (const Json &mount : *mounts->elements()) {
      std::string directory = mountedDirectory(mount, bundle.path());
      if (directory.empty())
        continue;
      bool readOnly = directory.ends_with(":ro");
      std::string_view path = std::string_view(directory).substr(
          0, directory.size() - (readOnly ? 3 : 0));
      // Where relative paths of the program begin.
      if (!granted && isWithin(cwd, path)) {
        grants.directories.push_back(concat(cwd, "::.", readOnly ? ":ro" : ""));
        granted = true;
      }
      grants.directories.push_back(std::move(directory));
    }
  return grantsText(grants);
}

} // namespace wpack
