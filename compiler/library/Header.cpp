// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/library/Header.h"
#include "wrt/library.h"
#include "llvm/ADT/StringExtras.h"

namespace wasmc {

using namespace llvm;

static const char *cType(ValType type) {
  switch (type.kind) {
  case TypeKind::I32:
    return "int32_t ";
  case TypeKind::I64:
    return "int64_t ";
  case TypeKind::F32:
    return "float ";
  case TypeKind::F64:
    return "double ";
  default:
    return "wasmc_v128 *";
  }
}

/// A name as a comment can have it.
static std::string printable(StringRef name) {
  std::string text;
  raw_string_ostream os(text);
  printEscapedString(name.take_front(200), os);
  for (size_t at; (at = text.find("*/")) != std::string::npos;)
    text.replace(at, 2, "*\\2F");
  return text;
}

static void writeParams(raw_ostream &os, const FuncType &type) {
  for (auto [i, param] : enumerate(type.params))
    os << ", " << (param.kind == TypeKind::V128 ? "const " : "") << cType(param)
       << "p" << i;
}

/// Pointers that results are left behind.
static void writeResults(raw_ostream &os, const FuncType &type) {
  for (auto [i, result] : enumerate(type.results)) {
    StringRef text = cType(result);
    os << ", " << text << (text.ends_with("*") ? "" : "*") << "r" << i;
  }
}

static const char *const traps[] = {
#define TRAP(id, text) text,
#include "wrt/traps.def"
#undef TRAP
};
static const char *const trapNames[] = {
#define TRAP(id, text) #id,
#include "wrt/traps.def"
#undef TRAP
};

/// `IndirectCallMismatch` as WASMC_INDIRECT_CALL_MISMATCH.
static std::string constantName(StringRef id) {
  std::string text = "WASMC";
  for (char c : id) {
    if (isUpper(c))
      text += '_';
    text += toUpper(c);
  }
  return text;
}

namespace {
struct OtherError {
  const char *name;
  wrt::LibraryError code;
  const char *text;
};
} // namespace

static constexpr OtherError others[] = {
    {"WASMC_HOST_FAILED", wrt::LibraryError::HostFailed,
     "a function of the host failed"},
    {"WASMC_TIMED_OUT", wrt::LibraryError::TimedOut, "time is up"},
    {"WASMC_INTERRUPTED", wrt::LibraryError::Interrupted, "interrupted"},
    {"WASMC_NO_MEMORY", wrt::LibraryError::NoMemory,
     "not enough memory, or less granted than it starts with"},
    {"WASMC_WRONG_CPU", wrt::LibraryError::WrongCpu,
     "compiled for a newer CPU than this"},
};

/// What the headers of all libraries have in common.
static void writeCommon(raw_ostream &os) {
  os << "#ifndef WASMC_LIBRARY\n#define WASMC_LIBRARY 1\n\n"
        "/* What calls return. */\nenum {\n  WASMC_OK = 0,\n";
  for (auto [i, id] : enumerate(trapNames))
    os << "  " << constantName(id) << " = " << i + 1 << ",\n";
  for (const OtherError &other : others)
    os << "  " << other.name << " = " << int(other.code) << ",\n";
  os << "};\n\n"
        "/* That in words. */\n"
        "static inline const char *wasmc_error_text(int error) {\n"
        "  switch (error) {\n  case WASMC_OK:\n    return \"no error\";\n";
  for (auto [i, text] : enumerate(traps))
    os << "  case " << i + 1 << ":\n    return \"" << text << "\";\n";
  for (const OtherError &other : others)
    os << "  case " << int(other.code) << ":\n    return \"" << other.text
       << "\";\n";
  os << "  }\n  return \"unknown error\";\n}\n\n";
  os << R"(/* What an instance may use. 0 stands for what is said in brackets. */
typedef struct wasmc_limits {
  uint64_t max_memory; /* bytes of all memories (what the module declares) */
  uint64_t max_stack;  /* bytes of its thread's stack a call may take (256 KiB);
                          128 KiB more must be there, and what functions of the
                          host need */
  uint64_t timeout;    /* nanoseconds a call may take (any time) */
} wasmc_limits;

/* Finds the host's function for an import of this type, such as
   "[i32 f64] -> [i64]"; null: a call of it is a trap. */
typedef void (*wasmc_function)(void);
typedef wasmc_function (*wasmc_find)(void *context, const char *module,
                                     const char *name, const char *type);

/* A vector, lowest byte first. */
typedef struct wasmc_v128 {
  uint8_t bytes[16];
} wasmc_v128;

#endif

)";
}

static void writeImports(raw_ostream &os, const WasmModule &module,
                         const LibraryApi &api) {
  os << "/* The functions of the host that the module may call; a call of a "
        "null pointer\n   is a trap. `context` is what instantiate was given. "
        "*/\n"
     << "typedef struct " << api.prefix << "_imports {\n";
  for (const ApiImport &import : api.imports) {
    const FuncType &type = module.funcType(import.index);
    bool isScalar =
        type.results.size() == 1 && type.results[0].kind != TypeKind::V128;
    os << "  /* \"" << printable(import.module) << "\" \""
       << printable(import.name) << "\" */\n  "
       << (isScalar ? cType(type.results[0]) : "void ") << "(*" << import.field
       << ")(void *context";
    writeParams(os, type);
    if (!isScalar)
      writeResults(os, type);
    os << ");\n";
  }
  if (api.imports.empty())
    os << "  void *none;\n";
  os << "} " << api.prefix << "_imports;\n\n";
}

/// `%` stands for the prefix.
static constexpr char functionsOfAll[] =
    R"(/* Makes an instance, runs its start function and its _initialize. `*out` is null
   if that fails. `imports`, which may be null if there are none, is used until
   the instance is deleted; `limits` may be null. */
int %_instantiate(% **out, const %_imports *imports, void *context,
                  const wasmc_limits *limits);
/* The same for a library that is not known before it is loaded: the host's
   functions are asked for by name and type. */
int %_instantiate_by_name(% **out, wasmc_find find, void *context,
                          const wasmc_limits *limits);
/* The type of an exported function, or null: the one to compare with before a
   call, if it is not known. */
const char *%_type_of(const char *name);
/* Makes it what it was after it was made, by mapping its pages anew. Not from
   within a call. */
int %_reset(% *instance);
void %_delete(% *instance);

/* `size` bytes at an address in linear memory, or null if not all of them exist.
   Valid until the instance is reset or deleted; growing moves nothing. */
void *%_at(% *instance, uint64_t address, uint64_t size);
uint64_t %_memory_size(% *instance);

/* Nanoseconds that calls may take from now on; 0: any time. */
void %_set_timeout(% *instance, uint64_t nanoseconds);
/* Ends the call that runs, or the next, with WASMC_INTERRUPTED. From any thread. */
void %_interrupt(% *instance);
/* For functions of the host: ends the call that they serve, when they return,
   with WASMC_HOST_FAILED. */
void %_fail(% *instance);
/* Where in the code the last call went wrong; addr2line and gdb tell its name. */
uint64_t %_trap_address(% *instance);
)";

void writeHeader(raw_ostream &os, const WasmModule &module,
                 const LibraryApi &api, StringRef origin) {
  std::string guard = "WASMC_" + StringRef(api.prefix).upper() + "_H";
  os << "/* " << printable(origin) << R"(.

   Any number of instances; each belongs to one thread at a time. Calls return
   WASMC_OK, or what went wrong; then results are not written, and the instance
   is as it was left: reset it, or go on. */

#ifndef )"
     << guard << "\n#define " << guard
     << "\n\n#include <stddef.h>\n#include <stdint.h>\n\n"
        "#ifdef __cplusplus\nextern \"C\" {\n#endif\n\n";
  writeCommon(os);
  os << "/* An instance. */\ntypedef struct " << api.prefix << " " << api.prefix
     << ";\n\n";
  writeImports(os, module, api);
  for (char c : StringRef(functionsOfAll))
    if (c == '%')
      os << api.prefix;
    else
      os << c;
  os << '\n';
  for (const ApiFunction &function : api.functions) {
    const FuncType &type = module.funcType(function.index);
    os << "/* \"" << printable(function.name) << "\" */\nint "
       << function.symbol << "(" << api.prefix << " *instance";
    writeParams(os, type);
    writeResults(os, type);
    os << ");\n";
  }
  for (const ApiGlobal &global : api.globals) {
    const char *type = cType(module.globals[global.index].type);
    os << "/* \"" << printable(global.name) << "\" */\n"
       << type << global.reader << "(" << api.prefix << " *instance);\n";
    if (!global.writer.empty())
      os << "void " << global.writer << "(" << api.prefix << " *instance, "
         << type << "value);\n";
  }
  for (StringRef name : api.uncallable)
    os << "/* \"" << printable(name)
       << "\" takes or returns a reference, so C cannot call it. */\n";
  os << "\n#ifdef __cplusplus\n}\n#endif\n\n#endif\n";
}

} // namespace wasmc
