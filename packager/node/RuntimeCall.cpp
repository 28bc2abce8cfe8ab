// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/node/RuntimeCall.h"
#include "packager/oci/BlobSource.h"
#include "packager/oci/Json.h"
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <fcntl.h>

namespace wpack {

/// Options before the command whose value is the next word.
static constexpr std::string_view globalsWithValue[] = {
    "log",  "log-format",     "log-level", "root",
    "criu", "cgroup-manager", "rootless"};

namespace {

/// `--name`, `--name=value`, and the same with one dash, as Go has it.
struct Option {
  std::string_view name, value;
  bool hasValue = false;
};

} // namespace

static Option splitOption(std::string_view word) {
  word.remove_prefix(word.starts_with("--") ? 2 : 1);
  size_t equals = word.find('=');
  if (equals == std::string_view::npos)
    return {word, {}, false};
  return {word.substr(0, equals), word.substr(equals + 1), true};
}

RuntimeCall parseRuntimeCall(std::span<char *const> words) {
  RuntimeCall call;
  size_t at = 0;
  for (; at < words.size(); ++at) {
    std::string_view word = words[at];
    if (!word.starts_with('-')) {
      call.command = word;
      break;
    }
    Option option = splitOption(word);
    if (!option.hasValue && at + 1 < words.size() &&
        std::ranges::count(globalsWithValue, option.name))
      option.value = words[++at];
    if (option.name == "log")
      call.log = option.value;
    else if (option.name == "log-format")
      call.jsonLog = option.value == "json";
  }
  for (++at; at < words.size(); ++at) {
    std::string_view word = words[at];
    if (!word.starts_with('-'))
      continue;
    Option option = splitOption(word);
    if (option.name != "bundle" && option.name != "b")
      continue;
    if (!option.hasValue && at + 1 < words.size())
      option.value = words[++at];
    call.bundle = option.value;
  }
  return call;
}

static std::string logLine(const RuntimeCall &call, const std::string &text) {
  char time[32] = "";
  std::time_t now = std::time(nullptr);
  std::tm utc = {};
  if (::gmtime_r(&now, &utc))
    std::strftime(time, sizeof time, "%Y-%m-%dT%H:%M:%SZ", &utc);
  Json message(text);
  if (!call.jsonLog)
    return concat("time=\"", time, "\" level=error msg=", message.dump(), "\n");
  return Json::object()
             .set("level", "error")
             .set("msg", std::move(message))
             .set("time", time)
             .dump() +
         "\n";
}

void reportFailure(const RuntimeCall &call, const Error &error) {
  std::string text = concat("wasmc-oci: ", error.message);
  for (char &c : text)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
      c = '?';
  if (!call.log.empty()) {
    FileHandle log(::open(call.log.c_str(),
                          O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644));
    if (log && writeAll(log.get(), logLine(call, text), call.log))
      return;
  }
  std::fprintf(stderr, "%s\n", text.c_str());
}

} // namespace wpack
