// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/driver/Notes.h"
#include "compiler/driver/Version.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/SHA256.h"

using namespace llvm;

namespace wasmc {

std::string digestOf(ArrayRef<uint8_t> bytes) {
  return "sha256:" + toHex(SHA256::hash(bytes), /*LowerCase=*/true);
}

/// A value as the notes write it; `isPart` if spaces separate it from others.
static std::string escape(StringRef value, bool isPart) {
  std::string text;
  for (char c : value)
    if (c == '%' || c == '\n' || c == '\0' || (isPart && c == ' '))
      text += "%" + toHex(StringRef(&c, 1));
    else
      text += c;
  return text;
}

std::string buildNoteText(const WasmModule &module, const Target &target,
                          OptLevel level) {
  std::string text;
  auto line = [&](StringRef key, const Twine &value) {
    text += (key + " " + value + "\n").str();
  };
  line("target", target.name);
  line("cpu", target.level);
  line("opt", optLevelName(level));
  line("wasmc", version);
  line("wasm-digest", digestOf(module.bytes));
  line("wasm-size", Twine(module.bytes.size()));
  for (const Import &import : module.imports)
    line("import",
         escape(import.module, true) + " " + escape(import.name, true));
  return text;
}

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
  return "dir " + escape(host, true) + " " + escape(guest, true) +
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
  return (hasValue ? "env " : "env-inherit ") + escape(value, false) + "\n";
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
  for (const std::string &directory : grants.directories)
    add(directoryLine(directory));
  for (const std::string &variable : grants.variables)
    add(variableLine("--env", variable, true));
  for (const std::string &variable : grants.inherited)
    add(variableLine("--env-inherit", variable, false));
  if (error)
    return std::move(error);
  if (grants.wholeEnvironment)
    text += "env-all\n";
  if (grants.maxMemory)
    text += "max-memory " + std::to_string(*grants.maxMemory) + "\n";
  if (grants.maxStack)
    text += "max-stack " + std::to_string(*grants.maxStack) + "\n";
  return text;
}

} // namespace wasmc
