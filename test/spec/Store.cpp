// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "test/spec/Store.h"
#include "compiler/backend/EmitObject.h"
#include "compiler/backend/Pipeline.h"
#include "compiler/lower/ModuleLowering.h"
#include "compiler/wasm/Limits.h"
#include "compiler/wasm/SectionDecoder.h"
#include "compiler/wasm/Validator.h"
#include "llvm/Support/MathExtras.h"

using namespace llvm;
using namespace wasmc;

namespace spec {

Expected<std::unique_ptr<Definition>>
define(std::unique_ptr<MemoryBuffer> bytes, const Features &features) {
  auto definition = std::make_unique<Definition>();
  definition->bytes = std::move(bytes);
  ArrayRef<uint8_t> contents(
      reinterpret_cast<const uint8_t *>(definition->bytes->getBufferStart()),
      definition->bytes->getBufferSize());
  Expected<WasmModule> module = decodeModule(contents, features);
  if (!module)
    return module.takeError();
  definition->module = std::move(*module);
  if (Error error = validateBodies(definition->module))
    return std::move(error);
  return std::move(definition);
}

Store::Store(Executor &executor, const Configuration &configuration,
             const ScriptNeeds &needs)
    : executor(executor), configuration(configuration), needs(needs),
      linker(executor.region()) {
  const Greeting &greeting = executor.functions();
  linker.define("wrt_memory_grow", greeting.memoryGrow);
  linker.define("wrt_memory_init", greeting.memoryInit);
  linker.define("wrt_table_fill", greeting.tableFill);
  linker.define("wrt_table_copy", greeting.tableCopy);
  linker.define("wrt_table_grow", greeting.tableGrow);
  linker.define("memcpy", greeting.memcpy);
  linker.define("memmove", greeting.memmove);
  linker.define("memset", greeting.memset);
  linker.define("memcmp", greeting.memcmp);
  linker.define("wrt_exception_new", greeting.exceptionNew);
  linker.define("wrt_exception_drop", greeting.exceptionDrop);
  linker.define("wrt_exception_of", greeting.exceptionOf);
  linker.define("wrt_throw", greeting.throwException);
  linker.define("_Unwind_Resume", greeting.throwException);
  linker.define("wrt_personality", greeting.personality);
  linker.define("wrt_results",
                linker.allocate(limits::results * slotBytes, slotBytes));
  slots = linker.allocate(2 * maxSlots * slotBytes, slotBytes);
}

// Imports

static std::string limitsFault(const Limits &given, uint64_t size,
                               const Limits &wanted) {
  if (given.is64 != wanted.is64 || given.isShared != wanted.isShared ||
      given.pageShift != wanted.pageShift)
    return "another kind of index, sharing or page";
  if (size < wanted.minimum)
    return "too small";
  if (wanted.maximum && (!given.maximum || *given.maximum > *wanted.maximum))
    return "maximum too large";
  return {};
}

/// What is wrong with `given` in place of an import; empty if nothing.
std::string Store::match(const WasmModule &module, const Import &import,
                         ArrayRef<uint32_t> indices, const Extern &given) {
  if (given.kind != import.kind)
    return "another kind of thing";
  switch (import.kind) {
  case ExternKind::Func: {
    uint32_t wanted = indices[module.functions[import.index].type];
    return types.matches(given.type, wanted) ? "" : "another function type";
  }
  case ExternKind::Tag: {
    uint32_t wanted = indices[module.tags[import.index].type];
    return given.type == wanted ? "" : "another tag type";
  }
  case ExternKind::Global: {
    const Global &wanted = module.globals[import.index];
    ValType type = TypeRegistry::translate(wanted.type, indices);
    bool isSame = given.isMutable == wanted.isMutable &&
                  types.matches(given.value, type) &&
                  (!wanted.isMutable || types.matches(type, given.value));
    return isSame ? "" : "another global type";
  }
  case ExternKind::Table: {
    const Table &wanted = module.tables[import.index];
    ValType type = TypeRegistry::translate(wanted.element, indices);
    if (!types.matches(given.value, type) || !types.matches(type, given.value))
      return "another element type";
    return limitsFault(given.limits,
                       at<wrt::TableInstance>(given.address)->size,
                       wanted.limits);
  }
  case ExternKind::Memory: {
    auto *memory = at<wrt::MemoryInstance>(given.address);
    return limitsFault(given.limits, memory->bytes >> memory->pageShift,
                       module.memories[import.index].limits);
  }
  }
  return "an unknown kind of thing";
}

Result Store::link(const Definition &definition, ArrayRef<uint32_t> indices,
                   Instance &instance) {
  const WasmModule &module = definition.module;
  for (const Import &import : module.imports) {
    auto fail = [&](const Twine &why) {
      return Result{Status::Unlinkable, ("import \"" + import.module + "\" \"" +
                                         import.name + "\": " + why)
                                            .str()};
    };
    auto exporter = registered.find(import.module);
    if (exporter == registered.end())
      return fail("no such module");
    if (!exporter->second)
      return {Status::Unsupported, "imports from a module not supported"};
    auto found = exporter->second->exports.find(import.name);
    if (found == exporter->second->exports.end())
      return fail("no such export");
    std::string fault = match(module, import, indices, found->second);
    if (!fault.empty())
      return fail(fault);
    std::vector<Extern> *spaces[] = {&instance.functions, &instance.tables,
                                     &instance.memories, &instance.globals,
                                     &instance.tags};
    spaces[size_t(import.kind)]->push_back(found->second);
  }
  return {};
}

// State

bool Store::makeMemory(const Limits &limits, Instance &instance) {
  uint64_t most = uint64_t(1) << (limits.is64 ? 33 : 32);
  uint64_t page = uint64_t(1) << limits.pageShift;
  uint64_t initial = SaturatingMultiply(limits.minimum, page);
  uint64_t maximum =
      std::min(most, SaturatingMultiply(limits.maximum.value_or(most), page));
  if (initial > most)
    return false;
  uint64_t reserved =
      limits.is64 ? maximum + wrt::memoryGuard : wrt::memoryReservation;
  Expected<Reply> reply =
      executor.perform({Action::Reserve, reserved, alignTo(initial, 4096), 0});
  if (!reply) {
    consumeError(reply.takeError());
    return false;
  }
  if (!reply->value)
    return false;
  Extern memory;
  memory.kind = ExternKind::Memory;
  memory.limits = limits;
  memory.address = linker.allocate(sizeof(wrt::MemoryInstance), 16);
  *at<wrt::MemoryInstance>(memory.address) = {
      reinterpret_cast<uint8_t *>(reply->value), initial, maximum,
      limits.pageShift};
  instance.memories.push_back(memory);
  return true;
}

bool Store::makeTable(const Table &table, ArrayRef<uint32_t> indices,
                      Instance &instance) {
  uint64_t most = limits::tableElements;
  uint64_t capacity =
      std::max(table.limits.minimum,
               std::min(table.limits.maximum.value_or(most), most));
  if (table.limits.minimum > most)
    return false;
  uint64_t bytes = alignTo(std::max<uint64_t>(capacity, 1) * 8, 4096);
  Expected<Reply> reply = executor.perform({Action::Reserve, bytes, bytes, 0});
  if (!reply) {
    consumeError(reply.takeError());
    return false;
  }
  if (!reply->value)
    return false;
  Extern made;
  made.kind = ExternKind::Table;
  made.limits = table.limits;
  made.value = TypeRegistry::translate(table.element, indices);
  made.address = linker.allocate(sizeof(wrt::TableInstance), 16);
  *at<wrt::TableInstance>(made.address) = {
      reinterpret_cast<void **>(reply->value), table.limits.minimum, capacity};
  instance.tables.push_back(made);
  return true;
}

Result Store::makeState(const WasmModule &module, ArrayRef<uint32_t> indices,
                        Instance &instance) {
  for (size_t i = instance.memories.size(); i < module.memories.size(); ++i)
    if (!makeMemory(module.memories[i].limits, instance))
      return {Status::Failed, "no address space for a memory"};
  for (size_t i = instance.tables.size(); i < module.tables.size(); ++i)
    if (!makeTable(module.tables[i], indices, instance))
      return {Status::Failed, "no memory for a table"};
  for (size_t i = instance.tags.size(); i < module.tags.size(); ++i) {
    Extern tag;
    tag.kind = ExternKind::Tag;
    tag.address = ++tagCount;
    tag.type = indices[module.tags[i].type];
    instance.tags.push_back(tag);
  }
  auto name = [&](const char *kind, size_t index) {
    return instance.prefix + kind + std::to_string(index);
  };
  for (size_t i = 0; i < instance.functions.size(); ++i) {
    linker.define(name("f", i), instance.functions[i].address);
    linker.define(name("ref", i), instance.functions[i].reference);
  }
  for (size_t i = 0; i < instance.globals.size(); ++i)
    linker.define(name("g", i), instance.globals[i].address);
  for (size_t i = 0; i < instance.memories.size(); ++i)
    linker.define(name("m", i), instance.memories[i].address);
  for (size_t i = 0; i < instance.tables.size(); ++i)
    linker.define(name("t", i), instance.tables[i].address);
  return {};
}

// Code

/// An error that only says that something has no lowering yet.
static Result lowerResult(Error error) {
  std::string text = toString(std::move(error));
  bool isUnsupported = StringRef(text).contains("not compiled yet");
  return {isUnsupported ? Status::Unsupported : Status::Failed, text};
}

Result Store::compile(const WasmModule &module, const Instance &instance,
                      std::vector<uint32_t> typeIds) {
  LLVMContext context;
  std::unique_ptr<TargetMachine> machine =
      createTargetMachine(configuration.target, configuration.level);
  Module ir(instance.prefix, context);
  prepareModule(ir, configuration.target, *machine);
  InstanceOptions options;
  options.prefix = instance.prefix;
  options.typeIds = std::move(typeIds);
  for (const Extern &tag : instance.tags)
    options.tagIds.push_back(uint32_t(tag.address));
  options.useTailCalls = needs.tailCalls;
  options.useExceptions = needs.exceptions;
  LoweringOptions lowering;
  lowering.optimizing = configuration.level != OptLevel::O0;
  lowering.relaxedDeterministic = configuration.relaxedDeterministic;
  lowering.fusesMultiplyAdd = configuration.target.fusesMultiplyAdd();
  lowering.instance = &options;
  Part part;
  part.ownsState = true;
  for (uint32_t i = module.importedFunctions; i < module.functions.size(); ++i)
    part.functions.push_back(i);
  if (Error error = lowerPart(ir, module, part, lowering))
    return lowerResult(std::move(error));
  if (Error error = verifyIR(ir, "after lowering"))
    return {Status::Failed, toString(std::move(error))};
  optimize(ir, *machine, configuration.target, configuration.level);
  auto object = emit(ir, *machine, EmitKind::Object);
  if (!object)
    return {Status::Failed, toString(object.takeError())};
  if (Error error = linker.add(**object))
    return {Status::Failed, toString(std::move(error))};
  const LinkedTables &tables = linker.unwindTables();
  return run({Action::Unwind, tables.address, tables.size, 0});
}

/// Completes the index spaces by what the module defines, and the exports.
void Store::collect(const WasmModule &module, ArrayRef<uint32_t> indices,
                    Instance &instance) {
  auto find = [&](const char *kind, size_t index) {
    return linker.find(instance.prefix + kind + std::to_string(index))
        .value_or(0);
  };
  for (size_t i = instance.functions.size(); i < module.functions.size(); ++i) {
    Extern function;
    function.address = find("f", i);
    function.reference = find("ref", i);
    function.type = indices[module.functions[i].type];
    instance.functions.push_back(function);
  }
  for (size_t i = instance.globals.size(); i < module.globals.size(); ++i) {
    Extern global;
    global.kind = ExternKind::Global;
    global.address = find("g", i);
    global.value = TypeRegistry::translate(module.globals[i].type, indices);
    global.isMutable = module.globals[i].isMutable;
    instance.globals.push_back(global);
  }
  const std::vector<Extern> *spaces[] = {&instance.functions, &instance.tables,
                                         &instance.memories, &instance.globals,
                                         &instance.tags};
  for (const Export &entry : module.exports) {
    Extern exported = (*spaces[size_t(entry.kind)])[entry.index];
    if (entry.kind == ExternKind::Func)
      exported.trampoline = find("call", module.functions[entry.index].type);
    instance.exports[entry.name] = exported;
  }
}

Result Store::instantiate(const Definition &definition, Instance *&made) {
  made = nullptr;
  const WasmModule &module = definition.module;
  std::vector<uint32_t> indices = types.add(module);
  std::vector<uint32_t> typeIds = indices;
  for (uint32_t &id : typeIds)
    ++id; // 0 means none.
  for (size_t i = 0; i < indices.size(); ++i) {
    if (functionTypes.size() <= indices[i])
      functionTypes.resize(indices[i] + 1);
    functionTypes[indices[i]] = module.types[i].func;
  }
  auto instance = std::make_unique<Instance>();
  instance->prefix = "i" + std::to_string(instances.size()) + ".";
  Result result = link(definition, indices, *instance);
  if (result.status == Status::Done)
    result = makeState(module, indices, *instance);
  if (result.status == Status::Done)
    result = compile(module, *instance, std::move(typeIds));
  if (result.status != Status::Done)
    return result;
  collect(module, indices, *instance);
  made = instance.get();
  uint64_t init = linker.find(instance->prefix + "init").value_or(0);
  instances.push_back(std::move(instance));
  return run({Action::Run, init, 0, slots});
}

// Running

Result Store::run(const Request &request) {
  static constexpr const char *texts[] = {
#define TRAP(id, text) text,
#include "wrt/traps.def"
#undef TRAP
  };
  Expected<Reply> reply = executor.perform(request);
  if (!reply)
    return {Status::Failed, toString(reply.takeError())};
  if (reply->outcome == Outcome::Done)
    return {};
  if (reply->outcome == Outcome::Trap && reply->value < std::size(texts))
    return {Status::Trapped, texts[reply->value]};
  return {Status::Failed,
          "crashed at address 0x" + utohexstr(reply->value, true)};
}

Result Store::call(const Extern &function, ArrayRef<char> arguments,
                   MutableArrayRef<char> results) {
  std::ranges::copy(arguments, at<char>(slots));
  Result result =
      run({Action::Call, function.trampoline, function.address, slots});
  const char *from = at<char>(slots) + maxSlots * slotBytes;
  std::copy(from, from + results.size(), results.begin());
  return result;
}

void Store::read(const Extern &global, MutableArrayRef<char> value) const {
  const char *from = at<char>(global.address);
  std::copy(from, from + value.size(), value.begin());
}

const FuncType &Store::typeOf(const Extern &function) const {
  return functionTypes[function.type];
}

} // namespace spec
