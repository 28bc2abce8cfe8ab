// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/driver/Diagnostics.h"
#include "compiler/wasm/WasmError.h"
#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/ErrorHandling.h"
#include "llvm/Support/Signals.h"
#include "llvm/Support/Unicode.h"
#include "llvm/Support/raw_ostream.h"
#include <cstdlib>

using namespace llvm;

namespace wasmc {

/// What a message quotes may hold anything, but must not end the line or speak
/// to the terminal, which understands control characters beyond ASCII, too.
static std::string printable(StringRef value) {
  std::string text;
  const auto *at = reinterpret_cast<const UTF8 *>(value.data());
  const UTF8 *end = at + value.size();
  while (at < end) {
    const UTF8 *start = at;
    UTF32 c;
    bool isShown =
        convertUTF8Sequence(&at, end, &c, strictConversion) == conversionOK &&
        sys::unicode::isPrintable(int(c));
    at = std::max(at, start + 1);
    if (isShown)
      text.append(start, at);
    else
      text += '?';
  }
  return text;
}

static void printLine(const Twine &message) {
  errs() << "wasmc: " + printable(message.str()) + "\n";
}

int reportError(StringRef file, Error error) {
  bool isFirst = true;
  handleAllErrors(std::move(error), [&](const ErrorInfoBase &info) {
    if (!isFirst)
      return;
    isFirst = false;
    bool isInModule = info.isA<WasmError>();
    std::string place = file == "-" ? "<stdin>" : file.str();
    if (!place.empty())
      place += isInModule ? ":" : ": ";
    printLine(place + info.message());
  });
  return failure;
}

int reportUsageError(Error error) {
  reportError("", std::move(error));
  return usageFailure;
}

void installFatalErrorHandler() {
  install_fatal_error_handler([](void *, const char *message, bool) {
    printLine(
        ("internal error: " + StringRef(message).split('\n').first).str());
    sys::RunInterruptHandlers(); // Removes temporary files.
    _exit(failure);
  });
}

} // namespace wasmc
