// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/wasm/Snapshot.h"
#include "compiler/wasm/Reader.h"
#include "compiler/wasm/SectionDecoder.h"
#include "compiler/wasm/WasmError.h"

using namespace llvm;

namespace wasmc {

/// wrt::snapshotSection.
static constexpr StringLiteral sectionName = "wasmc.snapshot";

std::vector<SnapshotCell> snapshotCells(const WasmModule &module) {
  std::vector<SnapshotCell> cells;
  auto add = [&](SnapshotCell::Kind kind, size_t index) {
    cells.push_back({kind, uint32_t(index)});
  };
  for (size_t i = 0; i < module.globals.size(); ++i)
    if (module.globals[i].isMutable && module.globals[i].type.isRef())
      add(SnapshotCell::GlobalReference, i);
  for (size_t i = 0; i < module.tables.size(); ++i)
    if (module.tableUses[i].isAccessed)
      add(SnapshotCell::TableEntries, i);
  for (size_t i = 0; i < module.data.size(); ++i)
    if (module.data[i].mode == SegmentMode::Passive)
      add(SnapshotCell::DataLeft, i);
  for (size_t i = 0; i < module.elements.size(); ++i)
    if (module.elements[i].mode == SegmentMode::Passive)
      add(SnapshotCell::ElementsLeft, i);
  return cells;
}

static Error malformed(const Twine &what) {
  return make_error<WasmError>(0, "malformed snapshot: " + what);
}

Expected<Snapshot> readSnapshot(ArrayRef<uint8_t> bytes,
                                const WasmModule &module) {
  Expected<WasmModule> state = decodeModule(bytes, module.features);
  if (!state)
    return state.takeError();
  // A program without memory has an empty one.
  if (state->memories.size() < module.memories.size() ||
      state->globals.size() != module.globals.size())
    return malformed("it is another module's");
  Snapshot snapshot;
  snapshot.state = std::move(*state);
  for (const CustomSection &custom : snapshot.state.customs) {
    if (custom.name != sectionName)
      continue;
    Reader reader(custom.contents);
    snapshot.flags = reader.u64();
    for (size_t i = 0; i < snapshotCells(module).size(); ++i) {
      std::vector<uint64_t> values(
          reader.count(uint32_t(reader.remaining()), "values"));
      for (uint64_t &value : values)
        value = reader.u64();
      snapshot.cells.push_back(std::move(values));
    }
    if (reader.failed())
      return malformed(reader.errorMessage());
    return snapshot;
  }
  return malformed("it has no section " + sectionName);
}

} // namespace wasmc
