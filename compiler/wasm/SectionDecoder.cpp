// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/wasm/SectionDecoder.h"
#include "compiler/wasm/BodyWalker.h"
#include "compiler/wasm/Limits.h"
#include "compiler/wasm/NameSection.h"
#include "compiler/wasm/NullVisitor.h"
#include "compiler/wasm/Subtyping.h"
#include "compiler/wasm/TypeSection.h"
#include "compiler/wasm/WasmError.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"

namespace wasmc {

namespace {

/// Validates constant expressions and notes the functions they refer to.
struct ReferenceCollector : NullVisitor {
  std::vector<uint32_t> functions;

  void op(const Instruction &in, Operands, Values &) {
    if (in.op == Opcode::RefFunc)
      functions.push_back(in.index);
  }
};

enum class Section : uint8_t {
  Custom,
  Type,
  Import,
  Function,
  Table,
  Memory,
  Global,
  Export,
  Start,
  Element,
  Code,
  Data,
  DataCount,
  Tag,
};

/// Decodes sections in the order of the file. `reader` stands in the section
/// being decoded.
class SectionDecoder {
public:
  SectionDecoder(llvm::ArrayRef<uint8_t> bytes, const Features &features)
      : file({bytes, 0}), reader({bytes, 0}) {
    module.bytes = bytes;
    module.features = features;
  }

  llvm::Expected<WasmModule> decode();

private:
  WasmModule module;
  Reader file;                  ///< Over the whole file, at the next section.
  Reader reader;                ///< Over the current section.
  std::vector<ByteRange> names; ///< Contents of `name` sections.
  llvm::StringSet<> exportNames;
  bool hasCode = false;
  bool hasData = false;

  void header();
  void nextSection(int &lastRank);
  void section(Section id);
  void customSection();
  void importSection();
  void importDescription(Import &import);
  void functionSection();
  void tableSection();
  void memorySection();
  void tagSection();
  void globalSection();
  void exportSection();
  void startSection();
  void elementSection();
  void elementItems(ElementSegment &segment, bool areExprs);
  void dataCountSection();
  void codeSection();
  void dataSection();
  void finish();

  ByteRange since(uint64_t start) const;
  Limits limits(bool isMemory);
  void addMemory(bool isImport);
  void addTable(bool isImport);
  void addGlobal(bool isImport);
  void addTag(bool isImport);
  ConstExpr constant(ValType type);
  uint32_t indexBelow(size_t limit, llvm::StringRef what);
  void reference(uint32_t function);
  void makeReference(uint32_t function);
};

} // namespace

/// Position of each section in a module: not that of its number.
static int rankOf(Section id) {
  static constexpr int ranks[] = {0, 1, 2, 3, 4, 5, 7, 8, 9, 10, 12, 13, 11, 6};
  return ranks[size_t(id)];
}

static llvm::StringRef nameOf(Section id) {
  static constexpr const char *names[] = {
      "custom", "type",  "import",  "function", "table", "memory",     "global",
      "export", "start", "element", "code",     "data",  "data count", "tag"};
  return names[size_t(id)];
}

void SectionDecoder::header() {
  if (module.bytes.size() > limits::moduleBytes)
    return file.fail("module is larger than 1 GiB");
  if (module.bytes.size() < 4 || file.fixed32() != 0x6d736100)
    return file.fail(0, "not a WebAssembly module: it does not begin with "
                        "\"\\0asm\"");
  uint64_t at = file.offset();
  uint32_t version = file.fixed32();
  if (file.failed() || version == 1)
    return;
  if (version == 0x1000d)
    return file.fail(at, "this is a component; only core modules can be "
                         "compiled: extract the module or build for "
                         "wasm32-wasip1");
  file.fail(at, "unknown binary version " + llvm::Twine(version));
}

llvm::Expected<WasmModule> SectionDecoder::decode() {
  header();
  int lastRank = 0;
  while (!file.failed() && !file.atEnd())
    nextSection(lastRank);
  if (!file.failed())
    finish();
  if (file.failed())
    return llvm::make_error<WasmError>(file.errorOffset(), file.errorMessage());
  return std::move(module);
}

void SectionDecoder::nextSection(int &lastRank) {
  uint64_t at = file.offset();
  uint8_t number = file.u8();
  if (number > uint8_t(Section::Tag))
    return file.fail(at,
                     "malformed section id " + llvm::Twine(unsigned(number)));
  Section id = Section(number);
  if (id == Section::Tag && !module.features.has(Feature::Exceptions) &&
      !module.features.has(Feature::LegacyExceptions))
    return file.fail(at, "a tag section needs the feature exceptions");
  uint32_t size = file.u32();
  ByteRange contents = file.take(size);
  if (file.failed())
    return;
  if (id != Section::Custom) {
    int rank = rankOf(id);
    if (rank <= lastRank)
      return file.fail(at, nameOf(id) + " section is out of order");
    lastRank = rank;
  }
  reader = Reader(contents);
  section(id);
  if (!reader.failed() && !reader.atEnd())
    reader.fail(nameOf(id) + " section is longer than its contents");
  if (reader.failed())
    file.fail(reader.errorOffset(), reader.errorMessage());
}

void SectionDecoder::section(Section id) {
  switch (id) {
  case Section::Custom:
    return customSection();
  case Section::Type:
    return decodeTypeSection(reader, module);
  case Section::Import:
    return importSection();
  case Section::Function:
    return functionSection();
  case Section::Table:
    return tableSection();
  case Section::Memory:
    return memorySection();
  case Section::Global:
    return globalSection();
  case Section::Export:
    return exportSection();
  case Section::Start:
    return startSection();
  case Section::Element:
    return elementSection();
  case Section::Code:
    return codeSection();
  case Section::Data:
    return dataSection();
  case Section::DataCount:
    return dataCountSection();
  case Section::Tag:
    return tagSection();
  }
}

void SectionDecoder::customSection() {
  CustomSection custom;
  custom.name = reader.name();
  custom.contents = reader.take(reader.remaining());
  if (reader.failed())
    return;
  if (custom.name == "name")
    names.push_back(custom.contents);
  module.customs.push_back(custom);
}

// Pieces that several sections use

uint32_t SectionDecoder::indexBelow(size_t limit, llvm::StringRef what) {
  uint64_t at = reader.offset();
  uint32_t index = reader.u32();
  if (index < limit)
    return index;
  reader.fail(at, "unknown " + what + " " + llvm::Twine(index));
  return 0;
}

void SectionDecoder::reference(uint32_t function) {
  module.functions[function].isReferenced = true;
}

void SectionDecoder::makeReference(uint32_t function) {
  reference(function);
  module.functions[function].hasReference = true;
}

ConstExpr SectionDecoder::constant(ValType type) {
  if (reader.failed())
    return {};
  ByteRange rest{module.bytes.slice(reader.offset(), reader.remaining()),
                 reader.offset()};
  ReferenceCollector visitor;
  BodyWalker<ReferenceCollector> walker(module, rest, std::nullopt, visitor);
  walker.walkConstant(type, module.globals.size());
  if (walker.failed()) {
    reader.fail(walker.errorOffset(), walker.errorMessage());
    return {};
  }
  for (uint32_t function : visitor.functions)
    makeReference(function);
  return {reader.take(walker.endOffset() - rest.offset)};
}

/// The bytes of the file from `start` to where the reader stands.
ByteRange SectionDecoder::since(uint64_t start) const {
  return {module.bytes.slice(start, reader.offset() - start), start};
}

Limits SectionDecoder::limits(bool isMemory) {
  enum : uint8_t { hasMaximum = 1, shared = 2, wide = 4, pageSize = 8 };
  uint64_t at = reader.offset();
  uint8_t flags = reader.u8();
  if (flags > (isMemory ? 0xf : wide | hasMaximum) ||
      (!isMemory && flags & shared)) {
    reader.fail(at, "malformed limits flags");
    return {};
  }
  TypeReader types(reader, module);
  Limits result;
  result.isShared = flags & shared;
  result.is64 = flags & wide;
  if (result.isShared)
    types.require(Feature::Threads, "a shared memory");
  if (result.is64)
    types.require(Feature::Memory64, "a 64-bit index");
  result.minimum = result.is64 ? reader.u64() : reader.u32();
  if (flags & hasMaximum)
    result.maximum = result.is64 ? reader.u64() : reader.u32();
  if (flags & pageSize &&
      types.require(Feature::CustomPageSizes, "a page size")) {
    uint64_t sizeAt = reader.offset();
    uint32_t log2 = reader.u32();
    if (log2 != 0 && log2 != 16)
      reader.fail(sizeAt, "invalid custom page size: 1 and 65536 bytes exist");
    result.pageShift = uint8_t(log2);
  }
  if (result.isShared && !result.maximum)
    reader.fail(at, "shared memory must have maximum");
  if (result.maximum && *result.maximum < result.minimum)
    reader.fail(at, "size minimum must not be greater than maximum");
  return result;
}

void SectionDecoder::addMemory(bool isImport) {
  uint64_t at = reader.offset();
  Memory memory{limits(true), isImport};
  const Limits &size = memory.limits;
  // 2^32 or 2^64 bytes; one page less where that does not fit the type.
  unsigned bits = size.is64 ? 64 : 32;
  uint64_t most = size.pageShift ? uint64_t(1) << (bits - size.pageShift)
                                 : ~uint64_t(0) >> (64 - bits);
  if (size.minimum > most || size.maximum.value_or(0) > most)
    reader.fail(at,
                "memory size must be at most " + llvm::Twine(most) + " pages");
  if (module.memories.size() == 1)
    TypeReader(reader, module).require(Feature::MultiMemory, "a second memory");
  if (module.memories.size() >= limits::memories)
    reader.fail(at, "too many memories: the limit is " +
                        llvm::Twine(limits::memories));
  module.memories.push_back(memory);
}

void SectionDecoder::addTable(bool isImport) {
  Table table;
  table.isImport = isImport;
  bool hasInit = !isImport && reader.peek() == 0x40;
  if (hasInit) {
    reader.u8();
    uint64_t at = reader.offset();
    if (reader.u8() != 0)
      reader.fail(at, "malformed table: zero byte expected");
    TypeReader(reader, module)
        .require(Feature::FunctionReferences, "a table initialiser");
  }
  uint64_t at = reader.offset();
  table.element = TypeReader(reader, module).refType();
  table.elementBytes = since(at);
  table.limits = limits(false);
  if (hasInit)
    table.init = constant(table.element);
  else if (!isImport && !reader.failed() && !table.element.isDefaultable())
    reader.fail(at, "a table of " + toString(table.element) +
                        " must have an initialiser");
  if (module.tables.size() == 1)
    TypeReader(reader, module)
        .require(Feature::ReferenceTypes, "a second table");
  module.tables.push_back(table);
}

void SectionDecoder::addGlobal(bool isImport) {
  Global global;
  global.isImport = isImport;
  uint64_t start = reader.offset();
  global.type = TypeReader(reader, module).valType();
  global.typeBytes = since(start);
  uint64_t at = reader.offset();
  uint8_t mutability = reader.u8();
  if (mutability > 1)
    reader.fail(at, "malformed mutability");
  global.isMutable = mutability == 1;
  if (!isImport)
    global.init = constant(global.type);
  module.globals.push_back(global);
}

void SectionDecoder::addTag(bool isImport) {
  uint64_t at = reader.offset();
  if (reader.u8() != 0)
    reader.fail(at, "malformed tag attribute");
  Tag tag;
  tag.isImport = isImport;
  tag.type = TypeReader(reader, module).funcTypeIndex();
  if (!reader.failed() && !module.types[tag.type].func.results.empty())
    reader.fail(at, "non-empty tag result type");
  module.tags.push_back(tag);
}

// Sections

void SectionDecoder::importSection() {
  uint32_t count = reader.count(limits::imports, "imports");
  for (uint32_t i = 0; i < count && !reader.failed(); ++i) {
    Import import;
    import.offset = reader.offset();
    import.module = reader.name();
    import.name = reader.name();
    importDescription(import);
    module.imports.push_back(import);
  }
}

void SectionDecoder::importDescription(Import &import) {
  uint64_t at = reader.offset();
  uint8_t kind = reader.u8();
  if (kind > uint8_t(ExternKind::Tag))
    return reader.fail(at,
                       "malformed import kind " + llvm::Twine(unsigned(kind)));
  import.kind = ExternKind(kind);
  switch (import.kind) {
  case ExternKind::Func: {
    Function function;
    function.type = TypeReader(reader, module).funcTypeIndex();
    function.isImport = true;
    function.import = uint32_t(module.imports.size());
    import.index = uint32_t(module.functions.size());
    module.functions.push_back(function);
    module.importedFunctions = import.index + 1;
    return;
  }
  case ExternKind::Table:
    import.index = uint32_t(module.tables.size());
    return addTable(true);
  case ExternKind::Memory:
    import.index = uint32_t(module.memories.size());
    return addMemory(true);
  case ExternKind::Global:
    import.index = uint32_t(module.globals.size());
    addGlobal(true);
    module.importedGlobals = import.index + 1;
    if (module.globals.back().isMutable)
      TypeReader(reader, module)
          .require(Feature::MutableGlobals, "a mutable imported global");
    return;
  case ExternKind::Tag:
    import.index = uint32_t(module.tags.size());
    return addTag(true);
  }
}

void SectionDecoder::functionSection() {
  uint32_t count = reader.count(limits::functions, "functions");
  for (uint32_t i = 0; i < count && !reader.failed(); ++i) {
    Function function;
    function.type = TypeReader(reader, module).funcTypeIndex();
    module.functions.push_back(function);
  }
}

void SectionDecoder::tableSection() {
  uint32_t count = reader.count(limits::tables, "tables");
  for (uint32_t i = 0; i < count && !reader.failed(); ++i)
    addTable(false);
}

void SectionDecoder::memorySection() {
  uint32_t count = reader.count(limits::memories, "memories");
  for (uint32_t i = 0; i < count && !reader.failed(); ++i)
    addMemory(false);
}

void SectionDecoder::tagSection() {
  uint32_t count = reader.count(limits::tags, "tags");
  for (uint32_t i = 0; i < count && !reader.failed(); ++i)
    addTag(false);
}

void SectionDecoder::globalSection() {
  uint32_t count = reader.count(limits::globals, "globals");
  for (uint32_t i = 0; i < count && !reader.failed(); ++i)
    addGlobal(false);
}

void SectionDecoder::exportSection() {
  uint32_t count = reader.count(limits::exports, "exports");
  for (uint32_t i = 0; i < count && !reader.failed(); ++i) {
    Export entry;
    uint64_t at = reader.offset();
    entry.name = reader.name();
    uint64_t kindAt = reader.offset();
    uint8_t kind = reader.u8();
    if (kind > uint8_t(ExternKind::Tag))
      return reader.fail(kindAt, "malformed export kind " +
                                     llvm::Twine(unsigned(kind)));
    entry.kind = ExternKind(kind);
    const size_t sizes[] = {module.functions.size(), module.tables.size(),
                            module.memories.size(), module.globals.size(),
                            module.tags.size()};
    static constexpr const char *kinds[] = {"function", "table", "memory",
                                            "global", "tag"};
    entry.index = indexBelow(sizes[kind], kinds[kind]);
    if (reader.failed())
      return;
    if (!exportNames.insert(entry.name).second)
      return reader.fail(at, "duplicate export name");
    if (entry.kind == ExternKind::Func)
      reference(entry.index);
    module.exports.push_back(entry);
  }
}

void SectionDecoder::startSection() {
  uint64_t at = reader.offset();
  uint32_t function = indexBelow(module.functions.size(), "function");
  if (reader.failed())
    return;
  const FuncType &type = module.funcType(function);
  if (!type.params.empty() || !type.results.empty())
    return reader.fail(at, "start function must take and return nothing");
  module.start = function;
}

void SectionDecoder::elementItems(ElementSegment &segment, bool areExprs) {
  uint32_t count = reader.count(limits::tableElements, "elements");
  for (uint32_t i = 0; i < count && !reader.failed(); ++i) {
    if (areExprs) {
      segment.exprs.push_back(constant(segment.type));
      continue;
    }
    uint32_t function = indexBelow(module.functions.size(), "function");
    if (reader.failed())
      return;
    makeReference(function);
    segment.functions.push_back(function);
  }
}

void SectionDecoder::elementSection() {
  enum : uint32_t { notActive = 1, explicitTable = 2, expressions = 4 };
  uint32_t count = reader.count(limits::elementSegments, "element segments");
  for (uint32_t i = 0; i < count && !reader.failed(); ++i) {
    ElementSegment segment;
    uint64_t position = reader.offset();
    uint32_t flags = reader.u32();
    if (flags > 7)
      return reader.fail(position, "malformed element segment flags");
    bool areExprs = flags & expressions;
    if (!(flags & notActive)) {
      segment.mode = SegmentMode::Active;
      if (flags & explicitTable)
        segment.table = reader.u32();
      if (segment.table >= module.tables.size())
        return reader.fail(position,
                           "unknown table " + llvm::Twine(segment.table));
      segment.offset =
          constant(module.tables[segment.table].limits.addressType());
    } else if (flags & explicitTable) {
      segment.mode = SegmentMode::Declarative;
    }
    // Indices of functions are never null; expressions may be.
    segment.type = ValType::ref(HeapKind::Func, areExprs);
    if (flags & (notActive | explicitTable)) {
      uint64_t at = reader.offset();
      if (areExprs) {
        segment.type = TypeReader(reader, module).refType();
        segment.typeBytes = since(at);
      } else if (reader.u8() != 0) {
        reader.fail(at, "malformed element kind");
      }
    }
    if (!reader.failed() && segment.mode == SegmentMode::Active &&
        !matches(module, segment.type, module.tables[segment.table].element))
      return reader.fail(position,
                         "element segment of " + toString(segment.type) +
                             " does not match its table of " +
                             toString(module.tables[segment.table].element));
    elementItems(segment, areExprs);
    segment.bytes = since(position);
    module.elements.push_back(std::move(segment));
  }
}

void SectionDecoder::dataCountSection() {
  module.dataCount = reader.u32();
  if (*module.dataCount > limits::dataSegments)
    reader.fail("too many data segments: the limit is " +
                llvm::Twine(limits::dataSegments));
}

void SectionDecoder::codeSection() {
  hasCode = true;
  uint64_t at = reader.offset();
  uint32_t count = reader.count(limits::functions, "bodies");
  size_t declared = module.functions.size() - module.importedFunctions;
  if (!reader.failed() && count != declared)
    return reader.fail(at, llvm::Twine(declared) + " functions declared, " +
                               llvm::Twine(count) + " bodies follow");
  for (uint32_t i = 0; i < count && !reader.failed(); ++i) {
    uint64_t start = reader.offset();
    uint32_t size = reader.u32();
    if (size > limits::functionBytes)
      return reader.fail(start, "function body of " + llvm::Twine(size) +
                                    " bytes, the limit is " +
                                    llvm::Twine(limits::functionBytes));
    module.functions[module.importedFunctions + i].body = reader.take(size);
  }
}

void SectionDecoder::dataSection() {
  enum : uint32_t { active, passive, activeInMemory };
  hasData = true;
  uint64_t at = reader.offset();
  uint32_t count = reader.count(limits::dataSegments, "data segments");
  if (module.dataCount && *module.dataCount != count)
    return reader.fail(at, "data count and data section disagree: " +
                               llvm::Twine(*module.dataCount) + " and " +
                               llvm::Twine(count));
  for (uint32_t i = 0; i < count && !reader.failed(); ++i) {
    DataSegment segment;
    uint64_t start = reader.offset();
    uint32_t flags = reader.u32();
    if (flags > activeInMemory)
      return reader.fail(start, "malformed data segment flags");
    if (flags != passive) {
      segment.mode = SegmentMode::Active;
      if (flags == activeInMemory)
        segment.memory = reader.u32();
      if (segment.memory >= module.memories.size())
        return reader.fail(start,
                           "unknown memory " + llvm::Twine(segment.memory));
      segment.offset =
          constant(module.memories[segment.memory].limits.addressType());
    }
    segment.bytes = reader.take(reader.u32());
    module.data.push_back(segment);
  }
}

/// What can only be said when all sections are known.
void SectionDecoder::finish() {
  size_t declared = module.functions.size() - module.importedFunctions;
  if (!hasCode && declared)
    return file.fail(llvm::Twine(declared) +
                     " functions declared, but there is no code section");
  if (!hasData && module.dataCount.value_or(0))
    return file.fail("data count and data section disagree: " +
                     llvm::Twine(*module.dataCount) + " and 0");
  for (const ByteRange &contents : names)
    decodeNameSection(contents, module);
}

llvm::Expected<WasmModule> decodeModule(llvm::ArrayRef<uint8_t> bytes,
                                        const Features &features) {
  return SectionDecoder(bytes, features).decode();
}

} // namespace wasmc
