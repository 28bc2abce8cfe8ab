// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Unwind tables (.eh_frame): where, at any instruction of a function, its
// caller's registers are. Read by backtraces and by exceptions.

#ifndef WRT_UNWIND_H
#define WRT_UNWIND_H

#include "unwind_columns.h"

namespace wrt {

/// Reads the variable-length encodings of DWARF.
struct Cursor {
  const uint8_t *at;

  template <typename T> T fixed() {
    T value;
    __builtin_memcpy(&value, at, sizeof(T));
    at += sizeof(T);
    return value;
  }
  uint64_t uleb();
  int64_t sleb();
};

enum class Where : uint8_t {
  Unchanged,
  Undefined,
  InFrame,
  IsFrame,
  InRegister
};

/// Where one of the caller's registers is.
struct Rule {
  int32_t value;
  Where where;
};

/// How to get from an instruction to its function's caller. Registers are
/// columns, as UnwindColumns maps DWARF's numbers.
struct UnwindRow {
  uint64_t cfaRegister;
  int64_t cfaOffset;
  uint64_t argumentBytes; ///< Pushed for the call in progress.
  Rule rules[UnwindColumns::count];
};

/// One function's entry in the tables.
struct UnwindEntry {
  uint64_t start = 0, size = 0;
  const uint8_t *lsda = nullptr; ///< Its landing pads; null if it has none.

  /// Finds the entry of the function around `pc`. False if there is none, or
  /// it is not understood.
  bool find(uint64_t pc);
  /// The row for `pc`, within the function.
  bool row(uint64_t pc, UnwindRow &row) const;

private:
  friend class RowMachine;
  uint64_t codeAlignment = 0;
  int64_t dataAlignment = 0;
  const uint8_t *initial = nullptr, *initialEnd = nullptr;
  const uint8_t *program = nullptr, *programEnd = nullptr;
  uint8_t lsdaEncoding = 0;

  bool readCie(const uint8_t *cie);
};

/// The table entry (FDE) of the function that would be around `pc`, or null:
/// whoever is linked with this file knows where the tables are.
const uint8_t *findFde(uint64_t pc);

} // namespace wrt

#endif
