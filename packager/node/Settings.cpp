// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/node/Settings.h"
#include "packager/oci/BlobSource.h"
#include "packager/oci/Toml.h"
#include <charconv>
#include <cstdlib>
#include <unistd.h>

namespace wpack {

static std::string variable(const char *name, std::string_view otherwise) {
  const char *value = std::getenv(name);
  return std::string(value && *value ? std::string_view(value) : otherwise);
}

bool isNodeRoot() {
  if (::geteuid() != 0)
    return false;
  // The initial user namespace maps every number to itself.
  Expected<std::string> map = readFile("/proc/self/uid_map", 1 << 16);
  return map && map->contains("4294967295");
}

static std::string defaultCache() {
  if (isNodeRoot())
    return "/var/cache/wasmc-oci";
  std::string home = variable("HOME", "/tmp");
  return concat(variable("XDG_CACHE_HOME", concat(home, "/.cache")),
                "/wasmc-oci");
}

/// A number of bytes, as integer or as `4G`; `otherwise` if it is missing.
static int64_t readBytes(const Json &json, FieldReader &fields,
                         std::string_view key, int64_t otherwise) {
  const Json *member = json.find(key);
  if (!member)
    return otherwise;
  const std::string *text = member->string();
  if (!text) {
    int64_t number = fields.optionalSize(key);
    return number > 0 ? number : otherwise;
  }
  int64_t number = 0;
  auto [end, failed] =
      std::from_chars(text->data(), text->data() + text->size(), number);
  std::string_view unit(end, size_t(text->data() + text->size() - end));
  int shift = unit == ""    ? 0
              : unit == "K" ? 10
              : unit == "M" ? 20
              : unit == "G" ? 30
                            : -1;
  if (failed == std::errc() && shift >= 0 && number > 0 &&
      number <= (INT64_MAX >> shift))
    return number << shift;
  fields.note(
      {concat("'", key, "' must be a number of bytes, or text as 512M")});
  return otherwise;
}

static Status readSettings(const Json &json, Settings &settings) {
  FieldReader fields(json, "settings");
  fields.allowOnly({"runtime", "compiler", "admitted", "cache", "cache-size",
                    "level", "cpu", "flags", "compile-user", "compile-seconds",
                    "compile-memory"});
  settings.runtime = fields.optionalString("runtime");
  settings.compiler = fields.optionalString("compiler");
  settings.admitted = fields.optionalString("admitted");
  if (std::string cache = fields.optionalString("cache"); !cache.empty())
    settings.cache = cache;
  if (std::string level = fields.optionalString("level"); !level.empty())
    settings.level = level;
  if (std::string cpu = fields.optionalString("cpu"); !cpu.empty())
    settings.cpu = cpu;
  settings.flags = fields.optionalStrings("flags");
  if (int64_t user = fields.optionalSize("compile-user"); user >= 0)
    settings.compileUser = uint32_t(user);
  if (int64_t time = fields.optionalSize("compile-seconds"); time > 0)
    settings.compileSeconds = time;
  settings.cacheBytes =
      readBytes(json, fields, "cache-size", settings.cacheBytes);
  settings.compileBytes =
      readBytes(json, fields, "compile-memory", settings.compileBytes);
  if (fields.error())
    return std::unexpected(*fields.error());
  if (!settings.cache.starts_with('/'))
    return fail("'cache' must be an absolute path");
  if (!settings.admitted.empty() && !settings.admitted.starts_with('/'))
    return fail("'admitted' must be an absolute path");
  return {};
}

Expected<Settings> loadSettings() {
  Settings settings;
  settings.cache = defaultCache();
  std::string chosen = variable("WASMC_OCI_CONFIG", "");
  std::string path = chosen.empty() ? "/etc/wasmc-oci.toml" : chosen;
  if (chosen.empty() && ::access(path.c_str(), F_OK) != 0)
    return settings;
  Expected<std::string> text = readFile(path, maxTomlBytes);
  if (!text)
    return std::unexpected(text.error());
  Expected<Json> json = parseToml(*text);
  if (!json)
    return inContext(path, json.error());
  if (Status read = readSettings(*json, settings); !read)
    return inContext(path, read.error());
  return settings;
}

Expected<std::string> findProgram(const std::string &name) {
  if (name.contains('/'))
    return name;
  std::string list = variable(
      "PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
  for (std::string_view rest = list; !rest.empty();) {
    std::string_view directory = rest.substr(0, rest.find(':'));
    rest.remove_prefix(std::min(rest.size(), directory.size() + 1));
    std::string path = concat(directory, "/", name);
    if (directory.starts_with('/') && ::access(path.c_str(), X_OK) == 0)
      return path;
  }
  return failAs(ErrorKind::NotFound, "no ", name, " in ", list,
                "; install it, or name it in /etc/wasmc-oci.toml");
}

} // namespace wpack
