// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A decoded module: every section but the bodies, which stay bytes until they
// are walked. Plain data. Strings, bodies and data point into the bytes the
// module was decoded from, which must outlive it.

#ifndef COMPILER_WASM_WASMMODULE_H
#define COMPILER_WASM_WASMMODULE_H

#include "compiler/wasm/Features.h"
#include "compiler/wasm/Types.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringRef.h"
#include <vector>

namespace wasmc {

/// A piece of the module's bytes, with the offset at which it begins there.
struct ByteRange {
  llvm::ArrayRef<uint8_t> bytes;
  uint64_t offset = 0;
};

/// A constant expression including its `end`; validated when decoded.
struct ConstExpr {
  ByteRange code;
  bool isPresent() const { return !code.bytes.empty(); }
};

enum class ExternKind : uint8_t { Func, Table, Memory, Global, Tag };

struct Import {
  llvm::StringRef module;
  llvm::StringRef name;
  ExternKind kind;
  uint32_t index;  ///< In the index space of its kind.
  uint64_t offset; ///< Of the entry in the file.
};

struct Export {
  llvm::StringRef name;
  ExternKind kind;
  uint32_t index;
};

struct Function {
  uint32_t type = 0; ///< Canonical type index.
  bool isImport = false;
  bool isReferenced = false; ///< May be named by ref.func (3.0: C.refs).
  /// Named by a constant expression, an element segment, or, as validateBodies
  /// finds, by ref.func in a body: there can be references to it.
  bool hasReference = false;
  uint32_t import = 0; ///< Index into imports, if an import.
  ByteRange body;      ///< Locals and code, if not an import.
};

struct Table {
  ValType element;
  Limits limits;
  ConstExpr init; ///< Absent: null.
  bool isImport = false;
  ByteRange elementBytes; ///< The element type as it is written.
};

struct Memory {
  Limits limits;
  bool isImport = false;
};

struct Global {
  ValType type;
  bool isMutable = false;
  bool isImport = false;
  ConstExpr init;
  ByteRange typeBytes; ///< The type as it is written.
};

struct Tag {
  uint32_t type = 0; ///< Canonical type index.
  bool isImport = false;
};

enum class SegmentMode : uint8_t { Active, Passive, Declarative };

struct ElementSegment {
  SegmentMode mode = SegmentMode::Passive;
  uint32_t table = 0;
  ConstExpr offset;
  ValType type;
  std::vector<uint32_t> functions; ///< If written as function indices,
  std::vector<ConstExpr> exprs;    ///< else these.
  ByteRange bytes;                 ///< All of the segment as it is written,
  ByteRange typeBytes;             ///< and its type; empty if implied.

  size_t size() const {
    return exprs.empty() ? functions.size() : exprs.size();
  }
};

struct DataSegment {
  SegmentMode mode = SegmentMode::Passive;
  uint32_t memory = 0;
  ConstExpr offset;
  ByteRange bytes;
};

struct CustomSection {
  llvm::StringRef name;
  ByteRange contents;
};

/// What the code of a module does with a table besides calling through it.
struct TableUse {
  bool isAccessed = false; ///< Read or written by an instruction.
  bool grows = false;
};

struct WasmModule {
  llvm::ArrayRef<uint8_t> bytes;
  Features features;

  std::vector<DefinedType> types;
  std::vector<Import> imports;
  std::vector<Function> functions; ///< Imports first, as all index spaces.
  std::vector<Table> tables;
  std::vector<Memory> memories;
  std::vector<Global> globals;
  std::vector<Tag> tags;
  std::vector<Export> exports;
  std::optional<uint32_t> start;
  std::vector<ElementSegment> elements;
  std::vector<DataSegment> data;
  std::optional<uint32_t> dataCount;
  std::vector<CustomSection> customs;

  std::vector<TableUse> tableUses; ///< By validateBodies,
  bool usesTailCalls = false;      ///< as is this.

  uint32_t importedFunctions = 0;
  uint32_t importedGlobals = 0;

  llvm::StringRef moduleName;                 ///< Name section; may be empty.
  std::vector<llvm::StringRef> functionNames; ///< Empty or one a function.

  const FuncType &funcType(uint32_t function) const {
    return types[functions[function].type].func;
  }
  /// The name section's name, or an empty string.
  llvm::StringRef functionName(uint32_t function) const {
    return function < functionNames.size() ? functionNames[function]
                                           : llvm::StringRef();
  }
  const Export *findExport(llvm::StringRef name) const {
    for (const Export &entry : exports)
      if (entry.name == name)
        return &entry;
    return nullptr;
  }
};

} // namespace wasmc

#endif
