// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The module is written anew section by section. What the snapshot does not
// change is copied; indices stay what they are, so that code does. Segments
// that are dropped stay as empty ones.

#include "compiler/wasm/Reader.h"
#include "compiler/wasm/Snapshot.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/LEB128.h"
#include "llvm/Support/raw_ostream.h"
#include <map>

using namespace llvm;

namespace wasmc {

namespace {

enum SectionId : uint8_t {
  customId,
  typeId,
  importId,
  functionId,
  tableId,
  memoryId,
  globalId,
  exportId,
  startId,
  elementId,
  codeId,
  dataId,
  dataCountId,
  tagId,
};

class Writer {
public:
  Writer(const WasmModule &module, const Snapshot &snapshot, StringRef removed)
      : module(module), snapshot(snapshot), removed(removed) {}
  SmallVector<char, 0> write();

private:
  using Out = raw_svector_ostream;

  const WasmModule &module;
  const Snapshot &snapshot;
  StringRef removed;
  std::map<std::pair<SnapshotCell::Kind, uint32_t>, size_t> cellOf;
  std::map<uint8_t, SmallVector<char, 0>> sections;
  std::vector<ArrayRef<uint8_t>> customs;

  ArrayRef<uint64_t> cell(SnapshotCell::Kind kind, uint32_t index) const {
    return snapshot.cells[cellOf.at({kind, index})];
  }
  void copySections();
  void writeTables(Out &out) const;
  void writeMemories(Out &out) const;
  void writeGlobals(Out &out) const;
  void writeExports(Out &out) const;
  void writeElements(Out &out) const;
  void writeEntries(Out &out, uint32_t table) const;
  bool isDropped(const ElementSegment &segment, uint32_t index) const;
  uint32_t writeData(Out &out) const;
};

} // namespace

static void writeBytes(raw_ostream &out, ArrayRef<uint8_t> bytes) {
  out.write(reinterpret_cast<const char *>(bytes.data()), bytes.size());
}

static void writeLimits(raw_ostream &out, const Limits &limits,
                        uint64_t minimum) {
  enum : uint8_t { hasMaximum = 1, shared = 2, wide = 4, pageSize = 8 };
  bool isCustom = limits.pageShift != 16;
  out << char((limits.maximum ? hasMaximum : 0) |
              (limits.isShared ? shared : 0) | (limits.is64 ? wide : 0) |
              (isCustom ? pageSize : 0));
  encodeULEB128(minimum, out);
  if (limits.maximum)
    encodeULEB128(*limits.maximum, out);
  if (isCustom)
    encodeULEB128(limits.pageShift, out);
}

/// The heap type in the bytes of a reference type, most of which are one.
static ArrayRef<uint8_t> heapBytes(ArrayRef<uint8_t> type) {
  constexpr uint8_t nullable = 0x63, nonNull = 0x64;
  return type[0] == nullable || type[0] == nonNull ? type.drop_front() : type;
}

/// The constant expression of a reference.
static void writeReference(raw_ostream &out, uint64_t value,
                           ArrayRef<uint8_t> type) {
  constexpr uint8_t refNull = 0xd0, refFunc = 0xd2, end = 0x0b;
  if (value) {
    out << char(refFunc);
    encodeULEB128(value - 1, out);
  } else {
    out << char(refNull);
    writeBytes(out, heapBytes(type));
  }
  out << char(end);
}

void Writer::copySections() {
  constexpr size_t header = 8;
  Reader file({module.bytes.drop_front(header), header});
  while (!file.atEnd() && !file.failed()) {
    uint8_t id = file.u8();
    ArrayRef<uint8_t> bytes = file.take(file.u32()).bytes;
    if (id == customId)
      customs.push_back(bytes);
    else
      sections[id].assign(bytes.begin(), bytes.end());
  }
}

void Writer::writeTables(Out &out) const {
  encodeULEB128(module.tables.size(), out);
  for (uint32_t i = 0; i < module.tables.size(); ++i) {
    const Table &table = module.tables[i];
    uint64_t size = table.limits.minimum;
    if (module.tableUses[i].isAccessed)
      size = cell(SnapshotCell::TableEntries, i).size();
    if (table.init.isPresent())
      out << char(0x40) << char(0);
    writeBytes(out, table.elementBytes.bytes);
    writeLimits(out, table.limits, size);
    writeBytes(out, table.init.code.bytes);
  }
}

void Writer::writeMemories(Out &out) const {
  encodeULEB128(module.memories.size(), out);
  for (auto [old, now] : zip(module.memories, snapshot.state.memories))
    writeLimits(out, old.limits, now.limits.minimum);
}

void Writer::writeGlobals(Out &out) const {
  encodeULEB128(module.globals.size(), out);
  for (uint32_t i = 0; i < module.globals.size(); ++i) {
    const Global &global = module.globals[i];
    writeBytes(out, global.typeBytes.bytes);
    out << char(global.isMutable);
    if (!global.isMutable)
      writeBytes(out, global.init.code.bytes);
    else if (!global.type.isRef())
      writeBytes(out, snapshot.state.globals[i].init.code.bytes);
    else
      writeReference(out, cell(SnapshotCell::GlobalReference, i)[0],
                     global.typeBytes.bytes);
  }
}

void Writer::writeExports(Out &out) const {
  encodeULEB128(module.exports.size() - (removed.empty() ? 0 : 1), out);
  for (const Export &entry : module.exports) {
    if (!removed.empty() && entry.name == removed)
      continue;
    encodeULEB128(entry.name.size(), out);
    out << entry.name << char(entry.kind);
    encodeULEB128(entry.index, out);
  }
}

/// A segment that code finds empty. The entries of a table that code writes are
/// in segments of their own.
bool Writer::isDropped(const ElementSegment &segment, uint32_t index) const {
  if (segment.mode == SegmentMode::Passive)
    return segment.size() && cell(SnapshotCell::ElementsLeft, index)[0] == 0;
  return segment.mode == SegmentMode::Active &&
         module.tableUses[segment.table].isAccessed;
}

/// A segment with the entries of a table, as far as they are not its first.
void Writer::writeEntries(Out &out, uint32_t index) const {
  constexpr uint8_t activeExpressions = 6, i32Const = 0x41, i64Const = 0x42,
                    end = 0x0b;
  const Table &table = module.tables[index];
  ArrayRef<uint64_t> entries = cell(SnapshotCell::TableEntries, index);
  out << char(activeExpressions);
  encodeULEB128(index, out);
  out << char(table.limits.is64 ? i64Const : i32Const) << char(0) << char(end);
  writeBytes(out, table.elementBytes.bytes);
  if (!table.init.isPresent())
    while (!entries.empty() && !entries.back())
      entries = entries.drop_back();
  encodeULEB128(entries.size(), out);
  for (uint64_t entry : entries)
    writeReference(out, entry, table.elementBytes.bytes);
}

void Writer::writeElements(Out &out) const {
  constexpr uint8_t passive = 1, declarative = 3, passiveExpressions = 5,
                    functionKind = 0, funcref = 0x70, refFunc = 0xd2;
  size_t tables = 0;
  for (const TableUse &use : module.tableUses)
    tables += use.isAccessed;
  // Code may only refer to functions that are named outside of it.
  std::vector<uint32_t> declared;
  if (!removed.empty())
    declared.push_back(module.findExport(removed)->index);
  encodeULEB128(module.elements.size() + tables + 1, out);
  for (uint32_t i = 0; i < module.elements.size(); ++i) {
    const ElementSegment &segment = module.elements[i];
    if (!isDropped(segment, i)) {
      writeBytes(out, segment.bytes.bytes);
      continue;
    }
    append_range(declared, segment.functions);
    for (const ConstExpr &expr : segment.exprs)
      if (expr.code.bytes[0] == refFunc)
        declared.push_back(uint32_t(decodeULEB128(expr.code.bytes.data() + 1)));
    bool isTyped = !segment.typeBytes.bytes.empty();
    if (isTyped || segment.type.nullable) {
      out << char(passiveExpressions);
      if (isTyped)
        writeBytes(out, segment.typeBytes.bytes);
      else
        out << char(funcref);
    } else {
      out << char(passive) << char(functionKind);
    }
    out << char(0);
  }
  for (uint32_t i = 0; i < module.tables.size(); ++i)
    if (module.tableUses[i].isAccessed)
      writeEntries(out, i);
  out << char(declarative) << char(functionKind);
  encodeULEB128(declared.size(), out);
  for (uint32_t function : declared)
    encodeULEB128(function, out);
}

/// Returns how many segments there are.
uint32_t Writer::writeData(Out &out) const {
  constexpr uint8_t active = 0, passive = 1, activeInMemory = 2;
  // Without their number no code can name them.
  size_t kept = module.dataCount ? module.data.size() : 0;
  const std::vector<DataSegment> &contents = snapshot.state.data;
  encodeULEB128(kept + contents.size(), out);
  for (uint32_t i = 0; i < kept; ++i) {
    const DataSegment &segment = module.data[i];
    bool isLeft = segment.mode == SegmentMode::Passive &&
                  cell(SnapshotCell::DataLeft, i)[0];
    out << char(passive);
    encodeULEB128(isLeft ? segment.bytes.bytes.size() : 0, out);
    if (isLeft)
      writeBytes(out, segment.bytes.bytes);
  }
  for (const DataSegment &segment : contents) {
    out << char(segment.memory ? activeInMemory : active);
    if (segment.memory)
      encodeULEB128(segment.memory, out);
    writeBytes(out, segment.offset.code.bytes);
    encodeULEB128(segment.bytes.bytes.size(), out);
    writeBytes(out, segment.bytes.bytes);
  }
  return uint32_t(kept + contents.size());
}

SmallVector<char, 0> Writer::write() {
  for (auto [i, cell] : enumerate(snapshotCells(module)))
    cellOf[{cell.kind, cell.index}] = i;
  copySections();
  sections.erase(startId);
  auto replace = [&](uint8_t id, auto writeContents) {
    sections[id].clear();
    Out out(sections[id]);
    writeContents(out);
  };
  if (!module.tables.empty())
    replace(tableId, [&](Out &out) { writeTables(out); });
  if (!module.memories.empty())
    replace(memoryId, [&](Out &out) { writeMemories(out); });
  if (!module.globals.empty())
    replace(globalId, [&](Out &out) { writeGlobals(out); });
  replace(exportId, [&](Out &out) { writeExports(out); });
  replace(elementId, [&](Out &out) { writeElements(out); });
  uint32_t dataSegments = 0;
  replace(dataId, [&](Out &out) { dataSegments = writeData(out); });
  if (module.dataCount)
    replace(dataCountId, [&](Out &out) { encodeULEB128(dataSegments, out); });

  SmallVector<char, 0> bytes;
  Out out(bytes);
  writeBytes(out, module.bytes.take_front(8));
  auto write = [&](uint8_t id, StringRef contents) {
    out << char(id);
    encodeULEB128(contents.size(), out);
    out << contents;
  };
  for (uint8_t id :
       {typeId, importId, functionId, tableId, memoryId, tagId, globalId,
        exportId, elementId, dataCountId, codeId, dataId})
    if (auto found = sections.find(id); found != sections.end())
      write(id, StringRef(found->second.data(), found->second.size()));
  for (ArrayRef<uint8_t> custom : customs)
    write(customId, toStringRef(custom));
  return bytes;
}

SmallVector<char, 0> applySnapshot(const WasmModule &module,
                                   const Snapshot &snapshot,
                                   StringRef removed) {
  return Writer(module, snapshot, removed).write();
}

} // namespace wasmc
