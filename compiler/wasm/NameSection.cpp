// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/wasm/NameSection.h"

namespace wasmc {

enum : uint8_t { moduleNames = 0, functionNames = 1 };

static void decodeFunctionNames(Reader reader, WasmModule &module) {
  uint32_t count = reader.count(uint32_t(module.functions.size()), "names");
  module.functionNames.resize(module.functions.size());
  for (uint32_t i = 0; i < count && !reader.failed(); ++i) {
    uint32_t function = reader.u32();
    llvm::StringRef name = reader.name();
    if (!reader.failed() && function < module.functionNames.size())
      module.functionNames[function] = name;
  }
}

void decodeNameSection(ByteRange contents, WasmModule &module) {
  Reader reader(contents);
  while (!reader.atEnd() && !reader.failed()) {
    uint8_t kind = reader.u8();
    ByteRange part = reader.take(reader.u32());
    if (reader.failed())
      return;
    if (kind == moduleNames)
      module.moduleName = Reader(part).name();
    else if (kind == functionNames)
      decodeFunctionNames(Reader(part), module);
  }
}

} // namespace wasmc
