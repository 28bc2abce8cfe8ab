// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/driver/Inspect.h"
#include "compiler/driver/Diagnostics.h"
#include "compiler/driver/Input.h"
#include "compiler/driver/Output.h"
#include "compiler/inspect/Describe.h"
#include "compiler/wasm/Features.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

namespace wasmc {

static int print(StringRef text) {
  if (Error error = writeOutput("-", text, {}))
    return reportError("", std::move(error));
  return 0;
}

int runInspectCommand(const InspectCommand &command) {
  Expected<Buffer> input = readFile(command.input);
  if (!input)
    return reportError(command.input, input.takeError());
  Expected<Description> description = describe((*input)->getMemBufferRef());
  if (!description)
    return reportError(command.input, description.takeError());
  std::string text;
  raw_string_ostream os(text);
  if (command.json)
    printJson(os, *description);
  else
    printText(os, *description);
  return print(text);
}

int runFeaturesCommand() {
  std::string text;
  raw_string_ostream os(text);
  for (size_t i = size_t(Feature::Core) + 1; i < size_t(Feature::Count); ++i) {
    const FeatureInfo &info = featureInfo(Feature(i));
    os << left_justify(info.name, 24) << (info.isDefault ? "on   " : "off  ")
       << info.description << '\n';
  }
  return print(text);
}

int runTextCommand(const TextCommand &command) { return print(command.text); }

} // namespace wasmc
