// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The scripts' JSON dialect: commands in order, in one store.

#include "test/spec/Script.h"
#include "test/spec/Spectest.h"
#include "test/spec/Values.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <set>

using namespace llvm;
using namespace wasmc;

namespace spec {

namespace {

enum class Verdict { Pass, Fail, Unsupported, Text };

/// What a command came to, and why.
struct Finding {
  Verdict verdict;
  std::string why;
};

class ScriptRunner {
public:
  ScriptRunner(StringRef script, const ScriptOptions &options,
               raw_ostream &log);

  Expected<Counts> run();

private:
  std::string title;  ///< Group and script.
  std::string folder; ///< With the JSON and the modules.
  const ScriptOptions &options;
  raw_ostream &log;
  Features features;
  std::unique_ptr<Executor> executor;
  std::unique_ptr<Store> store;

  /// A null instance is of a module that is not supported.
  StringMap<Instance *> named;
  Instance *current = nullptr;
  StringMap<Definition *> definitions;
  Definition *lastDefinition = nullptr;
  std::vector<std::unique_ptr<Definition>> kept;
  std::set<std::string> missing; ///< Features that modules would have needed.

  Expected<json::Value> parse();
  ScriptNeeds findNeeds(const json::Array &commands);
  Error start(const ScriptNeeds &needs);
  Finding perform(const json::Object &command);
  Finding performModule(const json::Object &command);
  Finding performInstance(const json::Object &command);
  Finding performRegister(const json::Object &command);
  Finding performRejected(const json::Object &command);
  Finding performNotInstantiable(const json::Object &command);
  Finding performAction(const json::Object &command);
  Finding withoutInstance() const;
  Finding unsupported(const std::string &why);
  Finding judge(const json::Object &command, const Result &result,
                const std::vector<Slot> &slots, const FuncType *type);

  void count(const json::Object &command, const Finding &outcome,
             StringRef source, Counts &counts);
  std::optional<std::string> binaryOf(const json::Object &command) const;
  Expected<Definition *> load(const json::Object &command);
  Finding instantiate(Definition &definition, Instance *&made);
};

} // namespace

ScriptRunner::ScriptRunner(StringRef script, const ScriptOptions &options,
                           raw_ostream &log)
    : title(script), options(options), log(log), features(options.features) {
  SmallString<128> path(options.data);
  sys::path::append(path, script);
  folder = path.str();
  StringRef group = sys::path::parent_path(script);
  if (group == "legacy-eh")
    features.set(Feature::LegacyExceptions);
  if (group == "custom-page-sizes")
    features.set(Feature::CustomPageSizes);
  if (group == "wide-arithmetic")
    features.set(Feature::WideArithmetic);
  // Written against WebAssembly 2.0: some of what it calls invalid is valid
  // since.
  if (group == "threads") {
    features.set(Feature::MultiMemory, false);
    features.set(Feature::ReferenceTypes, false);
  }
}

static std::string textOf(const json::Object &object, StringRef key) {
  return object.getString(key).value_or("").str();
}

/// The binary module a command names; none if it is text only.
std::optional<std::string>
ScriptRunner::binaryOf(const json::Object &command) const {
  std::string name = textOf(command, "binary_filename");
  if (name.empty() && textOf(command, "module_type") == "binary")
    name = textOf(command, "filename");
  if (name.empty())
    return std::nullopt;
  return folder + "/" + name;
}

/// Replaces escaped surrogate pairs by UTF-8: LLVM's parser puts some planes of
/// Unicode wrong.
static std::string joinSurrogates(StringRef text) {
  std::string joined;
  auto escape = [&](size_t at) -> std::optional<UTF16> {
    UTF16 unit = 0;
    if (!text.substr(at).starts_with("\\u") ||
        text.substr(at + 2, 4).getAsInteger(16, unit))
      return std::nullopt;
    return unit;
  };
  for (size_t i = 0; i < text.size(); ++i) {
    std::optional<UTF16> high = escape(i), low = escape(i + 6);
    std::string utf8;
    bool isPair = high && low && *high >= 0xd800 && *high < 0xdc00;
    if (text[i] == '\\' && isPair &&
        convertUTF16ToUTF8String(ArrayRef<UTF16>{*high, *low}, utf8)) {
      joined += utf8;
      i += 11;
    } else {
      joined += text[i];
      if (text[i] == '\\' && i + 1 < text.size())
        joined += text[++i]; // Never the second half of an escape.
    }
  }
  return joined;
}

Expected<json::Value> ScriptRunner::parse() {
  std::string file = folder + "/" + sys::path::filename(folder).str() + ".json";
  auto buffer = MemoryBuffer::getFile(file);
  if (!buffer)
    return createFileError(file, buffer.getError());
  return json::parse(joinSurrogates((*buffer)->getBuffer()));
}

Expected<Definition *> ScriptRunner::load(const json::Object &command) {
  auto buffer = MemoryBuffer::getFile(*binaryOf(command), false, false);
  if (!buffer)
    return createStringError(buffer.getError(), "cannot read the module");
  Expected<std::unique_ptr<Definition>> definition =
      define(std::move(*buffer), features);
  if (!definition)
    return definition.takeError();
  kept.push_back(std::move(*definition));
  return kept.back().get();
}

/// Functions of all modules call each other, so one that makes tail calls
/// decides the convention of all, and one that throws may do so through all.
ScriptNeeds ScriptRunner::findNeeds(const json::Array &commands) {
  ScriptNeeds needs;
  for (const json::Value &command : commands) {
    const json::Object &object = *command.getAsObject();
    if (!textOf(object, "type").starts_with("module") || !binaryOf(object))
      continue;
    Expected<Definition *> definition = load(object);
    if (!definition) {
      consumeError(definition.takeError());
      continue;
    }
    needs.tailCalls |= (*definition)->module.usesTailCalls;
    needs.exceptions |= !(*definition)->module.tags.empty();
  }
  return needs;
}

Error ScriptRunner::start(const ScriptNeeds &needs) {
  Expected<std::unique_ptr<Executor>> started =
      Executor::start(options.executor);
  if (!started)
    return started.takeError();
  executor = std::move(*started);
  store = std::make_unique<Store>(*executor, options.configuration, needs);
  Expected<std::unique_ptr<Definition>> spectest =
      define(makeSpectest(), Features());
  if (!spectest)
    return spectest.takeError();
  kept.push_back(std::move(*spectest));
  Instance *instance = nullptr;
  Result result = store->instantiate(*kept.back(), instance);
  if (result.status != Status::Done)
    return createStringError(inconvertibleErrorCode(),
                             "spectest: " + result.text);
  store->registerAs("spectest", instance);
  return Error::success();
}

// Modules

/// Notes the feature that an error of the lowering names.
Finding ScriptRunner::unsupported(const std::string &why) {
  StringRef feature = StringRef(why).split(" feature ").second;
  feature = feature.take_until([](char c) { return c == ',' || c == ' '; });
  if (!feature.empty())
    missing.insert(feature.str());
  return {Verdict::Unsupported, why};
}

/// A command that addresses no instance: excused only by a module before it
/// that is not supported.
Finding ScriptRunner::withoutInstance() const {
  if (missing.empty())
    return {Verdict::Fail, "there is no such instance"};
  return {Verdict::Unsupported, "the module is not supported"};
}

Finding ScriptRunner::instantiate(Definition &definition, Instance *&made) {
  Result result = store->instantiate(definition, made);
  switch (result.status) {
  case Status::Done:
    return {Verdict::Pass, ""};
  case Status::Unsupported:
    return unsupported(result.text);
  default:
    return {Verdict::Fail, "does not instantiate: " + result.text};
  }
}

/// `module` and `module_definition`.
Finding ScriptRunner::performModule(const json::Object &command) {
  bool isDefinition = textOf(command, "type") == "module_definition";
  std::string name = textOf(command, "name");
  Expected<Definition *> definition = load(command);
  if (!definition) {
    current = nullptr;
    return {Verdict::Fail, "is rejected: " + toString(definition.takeError())};
  }
  if (isDefinition) {
    lastDefinition = *definition;
    if (!name.empty())
      definitions[name] = *definition;
    return {Verdict::Pass, ""};
  }
  Finding outcome = instantiate(**definition, current);
  if (!name.empty())
    named[name] = current;
  return outcome;
}

Finding ScriptRunner::performInstance(const json::Object &command) {
  auto found = definitions.find(textOf(command, "module"));
  Definition *definition =
      found == definitions.end() ? lastDefinition : found->second;
  if (!definition)
    return {Verdict::Fail, "no such definition"};
  Finding outcome = instantiate(*definition, current);
  std::string name = textOf(command, "instance");
  if (!name.empty())
    named[name] = current;
  return outcome;
}

Finding ScriptRunner::performRegister(const json::Object &command) {
  std::string name = textOf(command, "name");
  Instance *instance = name.empty() ? current : named.lookup(name);
  store->registerAs(textOf(command, "as"), instance);
  if (!instance)
    return withoutInstance();
  return {Verdict::Pass, ""};
}

/// `assert_invalid` and `assert_malformed`.
Finding ScriptRunner::performRejected(const json::Object &command) {
  if (!sys::fs::exists(*binaryOf(command)))
    return {Verdict::Fail, "the module is missing"};
  Expected<Definition *> definition = load(command);
  if (!definition) {
    consumeError(definition.takeError());
    return {Verdict::Pass, ""};
  }
  return {Verdict::Fail, "is accepted; expected: " + textOf(command, "text")};
}

static bool isTrapText(StringRef expected, StringRef got) {
  return expected.starts_with(got) || got.starts_with(expected);
}

/// `assert_unlinkable` and `assert_uninstantiable`.
Finding ScriptRunner::performNotInstantiable(const json::Object &command) {
  bool isUnlinkable = textOf(command, "type") == "assert_unlinkable";
  Expected<Definition *> definition = load(command);
  if (!definition)
    return {Verdict::Fail, "is rejected: " + toString(definition.takeError())};
  Instance *made = nullptr;
  Result result = store->instantiate(**definition, made);
  if (result.status == Status::Unsupported)
    return unsupported(result.text);
  if (isUnlinkable && result.status == Status::Unlinkable)
    return {Verdict::Pass, ""};
  std::string expected = textOf(command, "text");
  if (!isUnlinkable && result.status == Status::Trapped &&
      isTrapText(expected, result.text))
    return {Verdict::Pass, ""};
  return {Verdict::Fail, "expected: " + expected + "; got: " +
                             (result.text.empty() ? "success" : result.text)};
}

// Actions

Finding ScriptRunner::judge(const json::Object &command, const Result &result,
                            const std::vector<Slot> &slots,
                            const FuncType *type) {
  std::string kind = textOf(command, "type");
  std::string got = result.text.empty() ? "success" : result.text;
  if (result.status == Status::Failed)
    return {Verdict::Fail, got};
  if (kind == "assert_trap" || kind == "assert_exhaustion") {
    std::string expected = textOf(command, "text");
    if (result.status == Status::Trapped && isTrapText(expected, got))
      return {Verdict::Pass, ""};
    return {Verdict::Fail, "expected trap: " + expected + "; got: " + got};
  }
  if (kind == "assert_exception") {
    if (result.status == Status::Trapped && got == "uncaught exception")
      return {Verdict::Pass, ""};
    return {Verdict::Fail, "expected an exception; got: " + got};
  }
  if (result.status != Status::Done)
    return {Verdict::Fail, "trapped: " + got};
  const json::Array *expected = command.getArray("expected");
  if (!expected) // A plain action.
    return {Verdict::Pass, ""};
  if (expected->size() != slots.size())
    return {Verdict::Fail, "another number of results"};
  for (size_t i = 0; i < slots.size(); ++i)
    if (!isExpected(*(*expected)[i].getAsObject(), slots[i])) {
      std::string wanted;
      raw_string_ostream(wanted) << (*expected)[i];
      return {Verdict::Fail,
              "expected " + wanted + "; got " +
                  (type ? describe(slots[i], type->results[i]) : "another")};
    }
  return {Verdict::Pass, ""};
}

Finding ScriptRunner::performAction(const json::Object &command) {
  const json::Object &action = *command.getObject("action");
  std::string name = textOf(action, "module");
  Instance *instance = name.empty() ? current : named.lookup(name);
  if (!instance)
    return withoutInstance();
  auto found = instance->exports.find(textOf(action, "field"));
  if (found == instance->exports.end())
    return {Verdict::Fail, "no such export"};
  const Extern &target = found->second;
  std::vector<Slot> results;
  if (textOf(action, "type") == "get") {
    results.resize(1);
    store->read(target, results[0]);
    return judge(command, {}, results, nullptr);
  }
  std::vector<Slot> arguments;
  for (const json::Value &argument : *action.getArray("args")) {
    std::optional<Slot> slot = parseArgument(*argument.getAsObject());
    if (!slot)
      return {Verdict::Fail, "an argument of unknown kind"};
    arguments.push_back(*slot);
  }
  const FuncType &type = store->typeOf(target);
  if (arguments.size() != type.params.size())
    return {Verdict::Fail, "another number of arguments"};
  results.resize(type.results.size());
  Result result = store->call(
      target,
      {reinterpret_cast<char *>(arguments.data()),
       arguments.size() * slotBytes},
      {reinterpret_cast<char *>(results.data()), results.size() * slotBytes});
  return judge(command, result, results, &type);
}

Finding ScriptRunner::perform(const json::Object &command) {
  std::string type = textOf(command, "type");
  bool isOfModule = command.get("filename") != nullptr;
  if (isOfModule && !binaryOf(command))
    return {Verdict::Text, ""};
  if (type == "module" || type == "module_definition")
    return performModule(command);
  if (type == "module_instance")
    return performInstance(command);
  if (type == "register")
    return performRegister(command);
  // Custom sections that are malformed are ignored; the rest of the module is
  // what is asserted by accepting it.
  if (type == "assert_invalid_custom" || type == "assert_malformed_custom")
    return performModule(command);
  if (type == "assert_invalid" || type == "assert_malformed")
    return performRejected(command);
  if (type == "assert_unlinkable" || type == "assert_uninstantiable")
    return performNotInstantiable(command);
  return performAction(command);
}

/// Counts a command, and reports it if it failed.
void ScriptRunner::count(const json::Object &command, const Finding &outcome,
                         StringRef source, Counts &counts) {
  StringRef type = command.getString("type").value_or("");
  bool isValidation = type.starts_with("assert_invalid") ||
                      type.starts_with("assert_malformed");
  Tally &tally = isValidation ? counts.validation : counts.execution;
  switch (outcome.verdict) {
  case Verdict::Pass:
    ++tally.passed;
    return;
  case Verdict::Unsupported:
    ++tally.unsupported;
    return;
  case Verdict::Text:
    ++counts.text;
    return;
  case Verdict::Fail:
    ++tally.failed;
    break;
  }
  log << title << ": " << source << ':'
      << command.getInteger("line").value_or(0) << ": " << type;
  if (const json::Object *action = command.getObject("action")) {
    log << " \"";
    log.write_escaped(textOf(*action, "field")) << '"';
  }
  log << ": " << outcome.why << '\n';
}

Expected<Counts> ScriptRunner::run() {
  Expected<json::Value> script = parse();
  if (!script)
    return script.takeError();
  const json::Object *top = script->getAsObject();
  const json::Array *commands = top ? top->getArray("commands") : nullptr;
  if (!commands)
    return createStringError(inconvertibleErrorCode(),
                             title + ": not a script");
  if (Error error = start(findNeeds(*commands)))
    return std::move(error);
  Counts counts;
  std::string source = textOf(*top, "source_filename");
  for (const json::Value &value : *commands) {
    const json::Object &command = *value.getAsObject();
    count(command, perform(command), source, counts);
  }
  counts.missing = join(missing, ",");
  return counts;
}

Expected<Counts> runScript(StringRef script, const ScriptOptions &options,
                           raw_ostream &log) {
  return ScriptRunner(script, options, log).run();
}

} // namespace spec
