// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/project/Project.h"
#include <algorithm>
#include <charconv>

namespace wpack {

template <typename T> static void choose(T &below, const T &above) {
  if (!above.empty())
    below = above;
}

template <typename T>
static void append(std::vector<T> &below, const std::vector<T> &above) {
  below.insert(below.end(), above.begin(), above.end());
}

static void merge(std::map<std::string, std::string> &below,
                  const std::map<std::string, std::string> &above) {
  for (const auto &[key, value] : above)
    below[key] = value;
}

Project overlay(Project below, const Project &above) {
  choose(below.module, above.module);
  choose(below.reference, above.reference);
  append(below.natives, above.natives);
  choose(below.format, above.format);
  choose(below.only, above.only);
  choose(below.platforms, above.platforms);
  choose(below.cpus, above.cpus);
  choose(below.level, above.level);
  append(below.compilerFlags, above.compilerFlags);
  append(below.files, above.files);
  merge(below.labels, above.labels);
  merge(below.annotations, above.annotations);
  append(below.env, above.env);
  choose(below.arguments, above.arguments);
  append(below.ports, above.ports);
  append(below.volumes, above.volumes);
  choose(below.user, above.user);
  choose(below.workingDir, above.workingDir);
  choose(below.stopSignal, above.stopSignal);
  choose(below.compression, above.compression);
  if (above.created)
    below.created = above.created;
  if (above.sbom)
    below.sbom = above.sbom;
  return below;
}

/// Whether `flag` is one of `words`, or one of `names` with a value. A value in
/// a word of its own would be taken for the module.
static bool isOneOf(std::string_view flag,
                    std::initializer_list<std::string_view> words,
                    std::initializer_list<std::string_view> names) {
  size_t equals = flag.find('=');
  return equals == std::string_view::npos
             ? std::ranges::find(words, flag) != words.end()
             : std::ranges::find(names, flag.substr(0, equals)) != names.end();
}

bool isGrantFlag(std::string_view flag) {
  return isOneOf(flag, {"--env-all", "--listen-fds", "--final"},
                 {"--dir", "--env", "--env-inherit", "--tcp-listen",
                  "--max-memory", "--max-stack", "--timeout"});
}

bool isAllowedFlag(std::string_view flag) {
  return isGrantFlag(flag) ||
         isOneOf(flag,
                 {"-s", "--strip", "--allow-unknown-imports", "--verify-ir"},
                 {"--enable", "--disable", "--relaxed-simd", "--policy-room"});
}

bool isCpuLevel(std::string_view name) {
  bool isArm = name.starts_with("armv");
  if (!isArm && !name.starts_with("x86-64-v"))
    return false;
  std::string_view rest = name.substr(isArm ? 4 : 8);
  return !rest.empty() && rest.size() < 16 &&
         std::ranges::all_of(
             rest,
             [](char c) {
               return (c >= '0' && c <= '9') || c == '.' || c == '-' ||
                      c == 'a';
             });
}

static Status checkChoice(std::string_view what, const std::string &value,
                          std::initializer_list<std::string_view> known) {
  std::string list;
  for (std::string_view one : known) {
    if (value.empty() || value == one)
      return {};
    list += concat(list.empty() ? "" : ", ", one);
  }
  return fail(what, " '", value, "' is not known; one of ", list);
}

/// `etc/app.conf`, with or without a leading '/'.
static Status checkImagePath(const std::string &path) {
  std::string_view rest = path;
  if (rest.starts_with('/'))
    rest.remove_prefix(1);
  bool good = !rest.empty();
  while (good && !rest.empty()) {
    size_t end = std::min(rest.find('/'), rest.size());
    std::string_view part = rest.substr(0, end);
    good = !part.empty() && part != "." && part != ".." &&
           part.find('\0') == std::string_view::npos && end + 1 != rest.size();
    rest = end == rest.size() ? "" : rest.substr(end + 1);
  }
  if (!good)
    return fail("'", path, "' is not a path of a file in the image");
  std::string_view name = path;
  if (name.starts_with('/'))
    name.remove_prefix(1);
  if (name == "app" || name == "app.wasm" || name == "plugin.wasm" ||
      name.starts_with(".wh.") || name.find("/.wh.") != std::string_view::npos)
    return fail("'", path, "' is a name that the image needs itself");
  return {};
}

/// `8080/tcp`; without protocol engines take it for TCP.
static Status checkPort(const std::string &port) {
  std::string_view text = port;
  unsigned number = 0;
  auto [end, failed] =
      std::from_chars(text.data(), text.data() + text.size(), number);
  std::string_view protocol = text.substr(size_t(end - text.data()));
  bool good = failed == std::errc() && number > 0 && number < 65536 &&
              (protocol.empty() || protocol == "/tcp" || protocol == "/udp" ||
               protocol == "/sctp");
  return good ? Status() : fail("'", port, "' is not a port; like 8080/tcp");
}

static Status checkTexts(const Project &project) {
  for (const std::string &variable : project.env)
    if (variable.find('=') == std::string::npos || variable.front() == '=')
      return fail("'", variable, "' is not a variable; like NAME=VALUE");
  for (const std::string &port : project.ports)
    if (Status checked = checkPort(port); !checked)
      return checked;
  for (const std::string &volume : project.volumes)
    if (!volume.starts_with('/'))
      return fail("volume '", volume, "' is not an absolute path");
  if (!project.workingDir.empty() && !project.workingDir.starts_with('/'))
    return fail("working directory '", project.workingDir,
                "' is not an absolute path");
  for (const Project::File &file : project.files)
    if (Status checked = checkImagePath(file.path); !checked)
      return checked;
  return {};
}

Status checkProject(const Project &project) {
  for (Status checked :
       {checkChoice("format", project.format, {"image", "artifact", "istio"}),
        checkChoice("only", project.only, {"native", "portable"}),
        checkChoice("level", project.level, {"0", "1", "2", "3", "s", "z"}),
        checkChoice("compression", project.compression, {"gzip", "zstd"})})
    if (!checked)
      return checked;
  for (const std::string &platform : project.platforms)
    if (Status checked = checkChoice(
            "platform", platform, {"linux/amd64", "linux/arm64", "wasi/wasm"});
        !checked)
      return checked;
  for (const std::string &cpu : project.cpus)
    if (!isCpuLevel(cpu))
      return fail("CPU level '", cpu,
                  "' is not known; like x86-64-v3 or "
                  "armv8.2-a");
  for (const std::string &flag : project.compilerFlags)
    if (!isAllowedFlag(flag))
      return fail("flag '", flag,
                  "' cannot be passed on to wasmc; it takes -s, "
                  "--strip, --allow-unknown-imports, and as --name=value: "
                  "enable, disable, relaxed-simd, policy-room; and grants");
  return checkTexts(project);
}

} // namespace wpack
