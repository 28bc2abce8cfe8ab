// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The program itself checks what it is granted and names what it cannot have.
// Here only that is checked which it would not see as it was given: units, and
// what could be taken for another grant.

#include "packager/image/Grants.h"
#include "packager/image/PolicyNote.h"
#include <charconv>
#include <cstdint>
#include <span>

namespace wpack {

/// `--dir HOST[::GUEST][:ro]` as a line of the grants.
static std::string directoryLine(std::string_view text) {
  std::string_view mode = "rw";
  if (text.ends_with(":ro") || text.ends_with(":rw")) {
    mode = text.substr(text.size() - 2);
    text.remove_suffix(3);
  }
  size_t split = text.find("::");
  std::string_view host = text.substr(0, split);
  std::string_view guest =
      split == std::string_view::npos ? host : text.substr(split + 2);
  return concat("dir ", escapeNotePart(host), " ", escapeNotePart(guest), " ",
                mode, "\n");
}

namespace {
struct Unit {
  std::string_view name;
  uint64_t factor;
};
} // namespace

constexpr Unit sizes[] = {{"", 1},        {"k", 1 << 10}, {"K", 1 << 10},
                          {"m", 1 << 20}, {"M", 1 << 20}, {"g", 1 << 30},
                          {"G", 1 << 30}};
constexpr Unit times[] = {
    {"", 1000}, {"ms", 1}, {"s", 1000}, {"m", 60'000}, {"h", 3'600'000}};

/// `--KEY 10UNIT` as a line, or nothing if it was not given.
static Expected<std::string> quantityLine(std::string_view key,
                                          const std::string &text,
                                          std::span<const Unit> units) {
  if (text.empty())
    return "";
  uint64_t number = 0;
  auto [end, failed] =
      std::from_chars(text.data(), text.data() + text.size(), number);
  std::string_view unit(end, size_t(text.data() + text.size() - end));
  for (const Unit &each : units)
    if (failed == std::errc() && number && unit == each.name &&
        number <= UINT64_MAX / each.factor)
      return concat(key, " ", number * each.factor, "\n");
  return failAs(ErrorKind::Usage, "--", key, " ", text, ": not a ",
                units.data() == times ? "time, give seconds, 500ms, 10m or 2h"
                                      : "size, give bytes or 64M");
}

Expected<std::string> grantsText(const Grants &grants) {
  std::string text;
  for (const std::string &kind : grants.without)
    text += concat("without ", escapeNotePart(kind), "\n");
  for (const std::string &directory : grants.directories)
    text += directoryLine(directory);
  for (const std::string &variable : grants.environment) {
    bool hasValue = variable.find('=') != std::string::npos;
    text += concat(hasValue ? "env " : "env-inherit ", escapeNotePart(variable),
                   "\n");
  }
  if (grants.wholeEnvironment)
    text += "env-all\n";
  if (grants.inheritedListeners)
    text += "listen-fds\n";
  for (const std::string &listener : grants.listeners)
    text += concat("tcp-listen ", escapeNotePart(listener), "\n");
  for (const Expected<std::string> &line :
       {quantityLine("max-memory", grants.maxMemory, sizes),
        quantityLine("max-stack", grants.maxStack, sizes),
        quantityLine("timeout", grants.timeout, times)}) {
    if (!line)
      return std::unexpected(line.error());
    text += *line;
  }
  return text;
}

} // namespace wpack
