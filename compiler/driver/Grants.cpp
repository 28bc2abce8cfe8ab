// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/driver/Grants.h"
#include "compiler/driver/Notes.h"
#include "wrt/note.h"
#include "llvm/ADT/StringExtras.h"
#include <arpa/inet.h>

using namespace llvm;

namespace wasmc {

static Error grantError(StringRef option, StringRef value,
                        const Twine &problem) {
  return createStringError(inconvertibleErrorCode(),
                           option + " " + value + ": " + problem);
}

/// `HOST[::GUEST][:ro]` as a line of the note.
static Expected<std::string> directoryLine(StringRef value) {
  StringRef rest = value;
  bool readOnly = rest.consume_back(":ro");
  auto [host, guest] = rest.split("::");
  if (rest.contains("::") ? guest.empty() : false)
    return grantError("--dir", value, "the guest's name is empty");
  if (host.empty())
    return grantError("--dir", value, "the directory's name is empty");
  if (guest.empty())
    guest = host;
  return "dir " + escapeNote(host, true) + " " + escapeNote(guest, true) +
         (readOnly ? " ro\n" : " rw\n");
}

static Expected<std::string> variableLine(StringRef option, StringRef value,
                                          bool mayHaveValue) {
  StringRef name = value.split('=').first;
  if (name.empty())
    return grantError(option, value, "the variable's name is empty");
  bool hasValue = name.size() != value.size();
  if (hasValue && !mayHaveValue)
    return grantError(option, value,
                      "takes a name only; --env sets a variable");
  return (hasValue ? "env " : "env-inherit ") + escapeNote(value, false) + "\n";
}

/// Checks the address here, where the option can be named, but leaves it as it
/// was written.
static Expected<std::string> listenLine(StringRef value) {
  auto [host, port] = value.rsplit(':');
  bool isV6 = host.consume_front("[") && host.consume_back("]");
  uint8_t address[sizeof(in6_addr)];
  uint16_t number;
  if (inet_pton(isV6 ? AF_INET6 : AF_INET, host.str().c_str(), address) != 1 ||
      (isV6 && host.contains('.')) || port.getAsInteger(10, number) ||
      std::to_string(number) != port)
    return grantError("--tcp-listen", value,
                      "give an address and a port, as 127.0.0.1:8080 or "
                      "[::1]:8080");
  return "tcp-listen " + value.str() + "\n";
}

static Expected<std::string> withoutLine(StringRef kind) {
  if (kind != "dir" && kind != "env" && kind != "listen")
    return grantError("--without", kind, "give dir, env or listen");
  return "without " + kind.str() + "\n";
}

namespace {
struct Unit {
  StringLiteral suffix;
  uint64_t factor;
};
} // namespace

/// A number with one of the units behind it, in any case; the first one is
/// meant where there is none. Nothing if it is 0, no number, or too large.
static std::optional<uint64_t> readQuantity(StringRef text,
                                            ArrayRef<Unit> units) {
  size_t digits = text.find_first_not_of("0123456789");
  StringRef suffix = text.substr(std::min(digits, text.size()));
  uint64_t number;
  if (text.drop_back(suffix.size()).getAsInteger(10, number) || number == 0)
    return std::nullopt;
  uint64_t factor = 0;
  for (const Unit &unit : units)
    if (suffix.equals_insensitive(unit.suffix) || (suffix.empty() && !factor))
      factor = unit.factor;
  if (factor == 0 || number > UINT64_MAX / factor)
    return std::nullopt;
  return number * factor;
}

static Expected<std::string> sizeLine(StringRef option, StringRef text,
                                      uint64_t least) {
  if (text.empty())
    return "";
  std::optional<uint64_t> size = readQuantity(
      text, {{"", 1}, {"k", 1 << 10}, {"m", 1 << 20}, {"g", 1 << 30}});
  if (!size)
    return grantError(option, text, "not a size, give bytes or 64M");
  if (*size < least)
    return grantError(option, text, "at least " + Twine(least) + " are needed");
  return (option.drop_front(2) + " " + Twine(*size) + "\n").str();
}

static Expected<std::string> timeoutLine(StringRef text) {
  if (text.empty())
    return "";
  std::optional<uint64_t> milliseconds = readQuantity(
      text, {{"s", 1000}, {"ms", 1}, {"m", 60'000}, {"h", 3'600'000}});
  if (!milliseconds)
    return grantError("--timeout", text,
                      "not a time, give seconds, 500ms, 10m or 2h");
  return "timeout " + std::to_string(*milliseconds) + "\n";
}

Expected<std::string> policyText(const Grants &grants) {
  std::string text;
  Error error = Error::success();
  auto add = [&](Expected<std::string> line) {
    if (line)
      text += *line;
    else
      error = joinErrors(std::move(error), line.takeError());
  };
  for (const std::string &kind : grants.without)
    add(withoutLine(kind));
  for (const std::string &directory : grants.directories)
    add(directoryLine(directory));
  for (const std::string &variable : grants.variables)
    add(variableLine("--env", variable, true));
  for (const std::string &variable : grants.inherited)
    add(variableLine("--env-inherit", variable, false));
  if (grants.wholeEnvironment)
    add("env-all\n");
  if (grants.inheritedListeners)
    add("listen-fds\n");
  for (const std::string &listener : grants.listeners)
    add(listenLine(listener));
  add(sizeLine("--max-memory", grants.maxMemory, 1));
  add(sizeLine("--max-stack", grants.maxStack, wrt::leastStack));
  add(timeoutLine(grants.timeout));
  if (!grants.coredump.empty())
    add("coredump " + escapeNote(grants.coredump, true) + "\n");
  if (grants.lockdown != Lockdown::Possible)
    add(grants.lockdown == Lockdown::Off ? "lockdown off\n"
                                         : "lockdown require\n");
  if (grants.isFinal)
    add("final\n");
  if (error)
    return std::move(error);
  return text;
}

} // namespace wasmc
