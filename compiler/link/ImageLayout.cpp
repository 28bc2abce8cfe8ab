// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Everything here is position-independent by itself: places are given as
// distances, so that the executable needs no relocation at start for any of it.

#include "compiler/link/ImageLayout.h"
#include "compiler/link/ObjectWriter.h"
#include "compiler/link/SymbolNames.h"
#include "wrt/note.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/BinaryFormat/ELF.h"
#include "llvm/Object/ELFObjectFile.h"
#include "llvm/Support/MathExtras.h"

using namespace llvm;

namespace wasmc {

namespace {
struct CompiledFunction {
  std::string symbol;
  uint32_t index; ///< In the module's index space.
  uint32_t size;
};

/// What compiled parts define of the module.
struct CompiledSymbols {
  std::vector<CompiledFunction> functions;
  DenseSet<uint32_t> globals;
};
} // namespace

/// Functions are `wasm.f<N>`, or `wasm.f<N>.…` what the optimiser cloned from
/// one; globals are `wasm.g<N>`.
static Error collectSymbols(MemoryBufferRef part, CompiledSymbols &symbols) {
  Expected<object::ELFObjectFile<object::ELF64LE>> file =
      object::ELFObjectFile<object::ELF64LE>::create(part);
  if (!file)
    return file.takeError();
  for (const object::ELFSymbolRef &symbol : file->symbols()) {
    uint8_t type = symbol.getELFType();
    if (type != ELF::STT_FUNC && type != ELF::STT_OBJECT)
      continue;
    Expected<StringRef> name = symbol.getName();
    if (!name)
      return name.takeError();
    StringRef number = *name;
    uint32_t global;
    if (type == ELF::STT_OBJECT && number.consume_front("wasm.g") &&
        !number.getAsInteger(10, global))
      symbols.globals.insert(global);
    if (type != ELF::STT_FUNC || !number.consume_front("wasm.f"))
      continue;
    CompiledFunction function;
    if (number.consumeInteger(10, function.index) ||
        !(number.empty() || number.front() == '.'))
      continue;
    function.symbol = name->str();
    function.size = uint32_t(symbol.getSize());
    symbols.functions.push_back(std::move(function));
  }
  return Error::success();
}

template <typename T> static void append(std::string &to, const T &value) {
  to.append(reinterpret_cast<const char *>(&value), sizeof(T));
}

static void addFunctionTable(ObjectWriter &object,
                             ArrayRef<CompiledFunction> functions,
                             ArrayRef<StringRef> names) {
  std::string table;
  append(table, wrt::FunctionTable{functions.size()});
  std::string text(1, '\0'); // The empty name.
  size_t textAt = sizeof(wrt::FunctionTable) +
                  functions.size() * sizeof(wrt::FunctionEntry);
  std::vector<uint64_t> codeFields;
  for (const CompiledFunction &function : functions) {
    StringRef name = function.index < names.size() ? names[function.index] : "";
    size_t nameAt = name.empty() ? textAt : textAt + text.size();
    if (!name.empty())
      text += printableName(name) + '\0';
    uint64_t entry = table.size();
    uint64_t nameField = entry + offsetof(wrt::FunctionEntry, name);
    codeFields.push_back(entry + offsetof(wrt::FunctionEntry, code));
    append(table, wrt::FunctionEntry{0, function.size, function.index,
                                     int32_t(nameAt - nameField)});
  }
  table += text;
  size_t size = table.size();
  uint32_t section =
      object.addSection({".rodata.wasm_functions", ELF::SHT_PROGBITS,
                         ELF::SHF_ALLOC, 8, std::move(table)});
  object.define("wasm_functions", section, 0, size);
  for (auto [field, function] : zip_equal(codeFields, functions))
    object.pointTo(section, field, 4, function.symbol);
}

/// A global that the optimiser removed keeps its first value, in the table.
static void addGlobalTable(ObjectWriter &object, ArrayRef<GlobalValue> globals,
                           const DenseSet<uint32_t> &kept) {
  std::string table;
  append(table, wrt::GlobalTable{globals.size()});
  std::string values;
  size_t valuesAt =
      sizeof(wrt::GlobalTable) + globals.size() * sizeof(wrt::GlobalEntry);
  std::vector<std::pair<uint64_t, uint32_t>> keptFields;
  for (auto [index, global] : enumerate(globals)) {
    uint64_t field = table.size() + offsetof(wrt::GlobalEntry, value);
    uint64_t distance = valuesAt + values.size() - field;
    if (kept.contains(uint32_t(index)))
      keptFields.emplace_back(field, index);
    else
      append(values, global.initial);
    append(table, wrt::GlobalEntry{int64_t(distance), global.type});
  }
  table += values;
  size_t size = table.size();
  uint32_t section =
      object.addSection({".rodata.wasm_globals", ELF::SHT_PROGBITS,
                         ELF::SHF_ALLOC, 8, std::move(table)});
  object.define("wasm_globals", section, 0, size);
  for (auto [field, index] : keptFields)
    object.pointTo(section, field, 8, ("wasm.g" + Twine(index)).str());
}

/// Appends a value to section `section` under a name.
template <typename T>
static void defineValue(ObjectWriter &object, uint32_t section, StringRef name,
                        T value) {
  std::string &bytes = object.section(section).bytes;
  bytes.resize(alignTo(bytes.size(), sizeof(T)));
  object.define(name, section, bytes.size(), sizeof(T));
  append(bytes, value);
}

static constexpr uint8_t zeros[wrt::imageAlignment] = {};

namespace {
/// Pieces that follow each other in memory.
struct PieceRun {
  ArrayRef<MemoryPiece> pieces;
  uint64_t size; ///< A multiple of imageAlignment.

  bool isCopied() const { return size <= wrt::mostCopiedRun; }
};
} // namespace

/// One run costs one system call at most, however many pieces it has.
static std::vector<PieceRun> findRuns(ArrayRef<MemoryPiece> pieces) {
  std::vector<PieceRun> runs;
  uint64_t end = 0;
  for (const MemoryPiece &piece : pieces) {
    assert(piece.address % wrt::imageAlignment == 0 && !piece.bytes.empty());
    uint64_t size = alignTo(piece.bytes.size(), wrt::imageAlignment);
    if (!runs.empty() && runs.back().pieces.front().memory == piece.memory &&
        end == piece.address) {
      PieceRun &last = runs.back();
      last.pieces = ArrayRef(last.pieces.begin(), last.pieces.size() + 1);
      last.size += size;
    } else {
      runs.push_back({ArrayRef(piece), size});
    }
    end = piece.address + size;
  }
  return runs;
}

/// Appends a run's bytes to `section`, and a whole number of pages if it is one
/// to be moved. Returns how many.
static uint64_t addRun(ObjectWriter::Section &section, const PieceRun &run) {
  uint64_t size = 0;
  for (const MemoryPiece &piece : run.pieces) {
    section.tail.push_back(piece.bytes);
    size += piece.bytes.size();
    if (run.isCopied() && &piece == &run.pieces.back())
      break;
    uint64_t padding = alignTo(size, wrt::imageAlignment) - size;
    section.tail.push_back(ArrayRef(zeros).take_front(padding));
    size += padding;
  }
  return size;
}

/// The image's bytes and the runs that say where they go.
static void addImage(ObjectWriter &object, uint32_t constants,
                     ArrayRef<MemoryPiece> pieces) {
  ObjectWriter::Section copied = {".rodata.wasm_image", ELF::SHT_PROGBITS,
                                  ELF::SHF_ALLOC, 1, ""};
  ObjectWriter::Section moved = {".wasm_image", ELF::SHT_PROGBITS,
                                 ELF::SHF_ALLOC | ELF::SHF_WRITE,
                                 wrt::imageAlignment, ""};
  std::vector<PieceRun> runs = findRuns(pieces);
  std::vector<uint64_t> sources;
  uint64_t copiedBytes = 0, movedBytes = 0;
  defineValue(object, constants, "wasm_image_run_count", uint64_t(runs.size()));
  uint64_t first = object.section(constants).bytes.size();
  for (const PieceRun &run : runs) {
    uint64_t &end = run.isCopied() ? copiedBytes : movedBytes;
    uint64_t size = addRun(run.isCopied() ? copied : moved, run);
    sources.push_back(end);
    end += size;
    const MemoryPiece &piece = run.pieces.front();
    append(object.section(constants).bytes,
           wrt::ImageRun{0, piece.address, size, piece.memory});
  }
  object.define("wasm_image_runs", constants, first,
                runs.size() * sizeof(wrt::ImageRun));
  if (copiedBytes)
    object.define("wasm_copied_image", object.addSection(std::move(copied)), 0,
                  copiedBytes);
  if (movedBytes)
    object.define("wasm_moved_image", object.addSection(std::move(moved)), 0,
                  movedBytes);
  for (auto [i, source] : enumerate(sources))
    object.pointTo(
        constants,
        first + i * sizeof(wrt::ImageRun) + offsetof(wrt::ImageRun, source), 8,
        runs[i].isCopied() ? "wasm_copied_image" : "wasm_moved_image",
        int64_t(source));
}

/// Returns where in the section the descriptor, `size` bytes, begins.
static uint64_t addNote(ObjectWriter &object, StringRef section, uint32_t type,
                        StringRef text, uint32_t size, uint32_t &index) {
  std::string bytes;
  StringRef name(wrt::noteName, sizeof(wrt::noteName)); // With its NUL.
  append(bytes, uint32_t(name.size()));
  append(bytes, size);
  append(bytes, type);
  bytes += name;
  bytes.resize(alignTo(bytes.size(), 4));
  uint64_t descriptor = bytes.size();
  bytes += text;
  bytes.resize(descriptor + alignTo(size, 4));
  index = object.addSection(
      {section.str(), ELF::SHT_NOTE, ELF::SHF_ALLOC, 4, std::move(bytes)});
  return descriptor;
}

static void addProfile(ObjectWriter &object, uint32_t constants,
                       const ProgramData &data) {
  defineValue(object, constants, "wasm_profile_header", data.profileHeader);
  std::string &bytes = object.section(constants).bytes;
  uint64_t size = data.profileFile.size() + 1;
  object.define("wasm_profile_file", constants, bytes.size(), size);
  bytes += data.profileFile;
  bytes.resize(alignTo(bytes.size() + 1, 8));
}

Error writeImageObject(raw_ostream &os, Triple::ArchType arch,
                       const ProgramData &data,
                       ArrayRef<MemoryBufferRef> parts) {
  ObjectWriter object(arch == Triple::aarch64 ? ELF::EM_AARCH64
                                              : ELF::EM_X86_64);
  CompiledSymbols symbols;
  for (MemoryBufferRef part : parts)
    if (Error error = collectSymbols(part, symbols))
      return error;
  addFunctionTable(object, symbols.functions, data.functionNames);
  addGlobalTable(object, data.globals, symbols.globals);

  uint64_t instances = data.memories.size() * sizeof(wrt::MemoryInstance);
  object.define(
      "wasm_memories",
      object.addSection({".data.wasm_memories", ELF::SHT_NOBITS,
                         ELF::SHF_ALLOC | ELF::SHF_WRITE, 8, "", instances}),
      0, instances);

  object.define("wasm_lockdown",
                object.addSection({".rodata.wasm_lockdown", ELF::SHT_PROGBITS,
                                   ELF::SHF_ALLOC, 4, data.lockdown}),
                0, data.lockdown.size());

  uint32_t constants = object.addSection(
      {".rodata.wasm", ELF::SHT_PROGBITS, ELF::SHF_ALLOC, 8, ""});
  object.define("wasm_memory_plans", constants, 0,
                data.memories.size() * sizeof(wrt::MemoryPlan));
  for (const wrt::MemoryPlan &plan : data.memories)
    append(object.section(constants).bytes, plan);
  defineValue(object, constants, "wasm_memory_count",
              uint64_t(data.memories.size()));

  uint32_t note;
  addNote(object, wrt::buildNoteSection, wrt::buildNote, data.buildNote,
          uint32_t(data.buildNote.size()), note);
  // Room beyond the text lets other grants be written in later.
  auto capacity =
      uint32_t(alignTo(std::max<uint64_t>({wrt::policyCapacity, data.policyRoom,
                                           data.policyNote.size() + 1}),
                       4));
  uint64_t policy = addNote(object, wrt::policyNoteSection, wrt::policyNote,
                            data.policyNote, capacity, note);
  object.define("wasm_policy", note, policy, capacity);
  defineValue(object, constants, "wasm_policy_size", uint64_t(capacity));
  defineValue(object, constants, "wasm_cpu_needs", data.cpuNeeds);
  if (!data.profileFile.empty())
    addProfile(object, constants, data);
  // Last, as the runs' list must be aligned.
  addImage(object, constants, data.pieces);
  object.write(os);
  return Error::success();
}

} // namespace wasmc
