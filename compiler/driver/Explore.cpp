// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/driver/Explore.h"
#include "compiler/backend/Pipeline.h"
#include "compiler/driver/Compile.h"
#include "compiler/driver/Diagnostics.h"
#include "compiler/driver/Grants.h"
#include "compiler/driver/Input.h"
#include "compiler/driver/Output.h"
#include "compiler/driver/Stages.h"
#include "compiler/inspect/Describe.h"
#include "compiler/inspect/MachineText.h"
#include "compiler/wasm/BodyPrinter.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/Path.h"

using namespace llvm;

namespace wasmc {

/// Text that may be in anybody's encoding, as JSON takes it.
static std::string utf8(StringRef text) {
  return json::isUTF8(text) ? text.str() : json::fixUTF8(text);
}

static void writeFunctions(json::OStream &json, const WasmModule &module,
                           ArrayRef<MachineFunction> compiled) {
  std::vector<const MachineFunction *> byIndex(module.functions.size());
  for (const MachineFunction &each : compiled)
    if (each.index < byIndex.size())
      byIndex[each.index] = &each;
  json.attributeArray("functions", [&] {
    for (uint32_t i = module.importedFunctions; i < module.functions.size();
         ++i) {
      const MachineFunction *machine = byIndex[i];
      json.object([&] {
        json.attribute("index", i);
        json.attribute("name", utf8(module.functionName(i)));
        json.attribute("wasmBytes",
                       int64_t(module.functions[i].body.bytes.size()));
        json.attribute("wasm", utf8(printFunction(module, i)));
        // One that nothing calls, or that is part of its callers.
        json.attribute("machineBytes", machine ? int64_t(machine->size) : 0);
        json.attribute("machine", machine ? machine->text : "");
      });
    }
  });
}

static void writeDescription(json::OStream &json,
                             const Description &description) {
  json.attribute("target", description.target);
  json.attribute("cpu", description.cpu);
  json.attribute("level", description.level);
  json.attribute("compiler", description.compiler);
  json.attribute("digest", description.digest);
  json.attribute("wasmBytes", int64_t(description.wasmSize));
  json.attribute("fileBytes", int64_t(description.fileSize));
  json.attributeArray("imports", [&] {
    for (const auto &[module, name] : description.imports)
      json.value(utf8(module) + " " + utf8(name));
  });
  json.attributeArray("policy", [&] {
    for (const std::string &line : description.policy)
      json.value(utf8(line));
  });
  json.attributeArray("systemCalls", [&] {
    for (const Description::SystemCall &call : description.systemCalls)
      json.object([&] {
        json.attribute("when", call.when);
        json.attribute("name", call.name);
        json.attribute("rule", call.rule);
      });
  });
  json.attributeArray("sections", [&] {
    for (const Description::Section &section : description.sections)
      json.object([&] {
        json.attribute("name", section.name);
        json.attribute("fileBytes", int64_t(section.fileSize));
        json.attribute("memoryBytes", int64_t(section.memorySize));
        json.attribute("access", section.access);
      });
  });
}

static Expected<std::string> page(StringRef title, const WasmModule &module,
                                  MemoryBufferRef executable) {
  Expected<Description> description = describe(executable);
  if (!description)
    return description.takeError();
  auto compiled = machineFunctions(executable);
  if (!compiled)
    return compiled.takeError();
  std::string data;
  raw_string_ostream os(data);
  json::OStream json(os);
  json.object([&] {
    json.attribute("title", utf8(title));
    writeDescription(json, *description);
    writeFunctions(json, module, *compiled);
  });
  // Within a script nothing may look like its end.
  std::string text = explorePageHead.str();
  for (char c : data)
    text += c == '<' ? "\\u003c" : std::string(1, c);
  return text + explorePageTail.str();
}

static Expected<std::string> explore(const ExploreCommand &command,
                                     const Target &target, StringRef policy) {
  Expected<Buffer> input = readModule(command.input);
  if (!input)
    return input.takeError();
  StageTimes times;
  ArrayRef<uint8_t> bytes = bytesOf(**input);
  Expected<Buffer> executable =
      compile(bytes, target, command.options, policy, {times});
  if (!executable)
    return executable.takeError();
  Expected<WasmModule> module =
      Stages{target, command.options, times}.decode(bytes);
  if (!module)
    return module.takeError();
  return page(sys::path::filename(command.input), *module,
              (*executable)->getMemBufferRef());
}

int runExploreCommand(const ExploreCommand &command) {
  Expected<Target> target =
      findTarget(command.options.target, command.options.cpu);
  if (!target)
    return reportUsageError(target.takeError());
  Expected<std::string> policy = policyText(command.grants);
  if (!policy)
    return reportUsageError(policy.takeError());
  Expected<std::string> text = explore(command, *target, *policy);
  if (!text)
    return reportError(command.input, text.takeError());
  std::string output = command.output;
  if (output.empty())
    output =
        (command.input == "-" ? StringRef("a") : sys::path::stem(command.input))
            .str() +
        ".html";
  if (Error error = writeOutput(output, *text, {.executable = false}))
    return reportError("", std::move(error));
  return 0;
}

} // namespace wasmc
