// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The instances of one script: compiled, linked into the executor's region, and
// connected to each other as the specification says (3.0 section 4.7).

#ifndef TEST_SPEC_STORE_H
#define TEST_SPEC_STORE_H

#include "compiler/backend/Target.h"
#include "compiler/wasm/WasmModule.h"
#include "test/spec/Executor.h"
#include "test/spec/TypeRegistry.h"
#include "wrt/abi.h"

namespace spec {

/// How code is compiled.
struct Configuration {
  wasmc::Target target;
  wasmc::OptLevel level = wasmc::OptLevel::O2;
  bool relaxedDeterministic = false;
};

/// What some module of a script has, and all must be compiled for.
struct ScriptNeeds {
  bool tailCalls = false;
  bool exceptions = false;
};

/// Something that can be imported.
struct Extern {
  wasmc::ExternKind kind = wasmc::ExternKind::Func;
  /// A function's code, a global's 16 bytes, a memory's or table's structure;
  /// a tag's id.
  uint64_t address = 0;
  uint64_t reference = 0;  ///< A function's funcref,
  uint64_t trampoline = 0; ///< and what calls it (exports only).
  uint32_t type = 0;       ///< Of a function or tag, in the registry.
  wasmc::ValType value;    ///< Of a global or a table's elements, likewise.
  bool isMutable = false;
  wasmc::Limits limits;
};

struct Instance {
  std::string prefix;
  std::vector<Extern> functions, tables, memories, globals, tags;
  llvm::StringMap<Extern> exports;
};

/// A valid module, and the bytes it points into.
struct Definition {
  std::unique_ptr<llvm::MemoryBuffer> bytes;
  wasmc::WasmModule module;
};

/// Decodes and validates. An error says what is wrong with the module.
llvm::Expected<std::unique_ptr<Definition>>
define(std::unique_ptr<llvm::MemoryBuffer> bytes,
       const wasmc::Features &features);

enum class Status {
  Done,
  Unlinkable, ///< An import is missing or does not match.
  Trapped,
  Unsupported, ///< Needs what is not compiled yet.
  Failed,      ///< A fault of ours.
};

struct Result {
  Status status = Status::Done;
  std::string text; ///< What went wrong; the trap's text.
};

class Store {
public:
  Store(Executor &executor, const Configuration &configuration,
        const ScriptNeeds &needs);

  /// Instantiates; `made` is set in any case but Unlinkable and Unsupported:
  /// what a trapping instantiation put into imported tables stays alive.
  Result instantiate(const Definition &definition, Instance *&made);

  /// Null stands for an instance of a module that is not supported.
  void registerAs(llvm::StringRef name, Instance *instance) {
    registered[name] = instance;
  }

  /// Calls an exported function. Slots are spec::slotBytes each.
  Result call(const Extern &function, llvm::ArrayRef<char> arguments,
              llvm::MutableArrayRef<char> results);
  /// A global's 16 bytes.
  void read(const Extern &global, llvm::MutableArrayRef<char> value) const;
  /// The types of a function.
  const wasmc::FuncType &typeOf(const Extern &function) const;

private:
  Executor &executor;
  const Configuration &configuration;
  ScriptNeeds needs;
  uint64_t tagCount = 0;
  wasmc::ObjectLinker linker;
  TypeRegistry types;
  llvm::StringMap<Instance *> registered;
  std::vector<std::unique_ptr<Instance>> instances;
  std::vector<wasmc::FuncType> functionTypes; ///< By registry index.
  uint64_t slots = 0;

  Result link(const Definition &definition, llvm::ArrayRef<uint32_t> indices,
              Instance &instance);
  std::string match(const wasmc::WasmModule &module,
                    const wasmc::Import &import,
                    llvm::ArrayRef<uint32_t> indices, const Extern &given);
  Result makeState(const wasmc::WasmModule &module,
                   llvm::ArrayRef<uint32_t> indices, Instance &instance);
  bool makeMemory(const wasmc::Limits &limits, Instance &instance);
  bool makeTable(const wasmc::Table &table, llvm::ArrayRef<uint32_t> indices,
                 Instance &instance);
  Result compile(const wasmc::WasmModule &module, const Instance &instance,
                 std::vector<uint32_t> typeIds);
  void collect(const wasmc::WasmModule &module,
               llvm::ArrayRef<uint32_t> indices, Instance &instance);
  Result run(const Request &request);
  template <typename T> T *at(uint64_t address) const {
    return reinterpret_cast<T *>(linker.local(address));
  }
};

} // namespace spec

#endif
