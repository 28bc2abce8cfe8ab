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

std::string escapeNote(StringRef value, bool isPart) {
  std::string text;
  for (char c : value)
    if (c == '%' || c == '\n' || c == '\0' || (isPart && c == ' '))
      text += "%" + toHex(StringRef(&c, 1));
    else
      text += c;
  return text;
}

std::string buildNoteText(const WasmModule &module, ArrayRef<uint8_t> source,
                          const Target &target, OptLevel level,
                          bool checkedMemory) {
  std::string text;
  auto line = [&](StringRef key, const Twine &value) {
    text += (key + " " + value + "\n").str();
  };
  line("target", target.name);
  line("cpu", target.level);
  line("opt", optLevelName(level));
  line("memory", checkedMemory ? "checked" : "guarded");
  line("wasmc", version);
  line("wasm-digest", digestOf(source));
  line("wasm-size", Twine(source.size()));
  for (const Import &import : module.imports)
    line("import",
         escapeNote(import.module, true) + " " + escapeNote(import.name, true));
  return text;
}

} // namespace wasmc
