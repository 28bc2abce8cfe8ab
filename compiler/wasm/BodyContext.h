// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_WASM_BODYCONTEXT_H
#define COMPILER_WASM_BODYCONTEXT_H

#include "compiler/wasm/Instruction.h"
#include "compiler/wasm/TypeSection.h"
#include "llvm/Support/Error.h"

namespace wasmc {

/// What walking a body or a constant expression needs besides its visitor:
/// position, module, and the first error. Instructions are decoded here.
class BodyContext {
public:
  BodyContext(const WasmModule &module, ByteRange code,
              std::optional<uint32_t> function)
      : module(module), reader(code), typeReader(reader, module),
        function(function) {}

  const WasmModule &module;

  /// Offset of the instruction being walked, in the file.
  uint64_t offset() const { return instruction.offset; }
  bool failed() const { return reader.failed(); }
  /// Records an error at the current instruction; the walk ends there.
  void fail(const llvm::Twine &what) { reader.fail(offset(), what); }
  /// The error as a WasmError, if there is one.
  llvm::Error takeError() const;
  uint64_t errorOffset() const { return reader.errorOffset(); }
  const std::string &errorMessage() const { return reader.errorMessage(); }

protected:
  Reader reader;
  TypeReader typeReader;
  std::optional<uint32_t> function;
  Instruction instruction;

  /// Decodes the next instruction, but for a block's type, and checks that its
  /// indices exist. Locals and labels are the walker's to check.
  void decode();
  /// The clauses of a try_table, which follow its block type.
  void decodeTryTable();

private:
  void decodeOpcode();
  void decodeImmediate();
  void decodeMemArg();
  void decodeBranchTable();

  void decodeSelectTypes();
  void decodeBranchOnCast();
  uint32_t indexBelow(size_t limit, llvm::StringRef what);
  uint32_t dataIndex();
  uint32_t memoryIndex();
  uint8_t laneBelow(unsigned limit);
};

} // namespace wasmc

#endif
