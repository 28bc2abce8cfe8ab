// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Tables that are written, of two instances, and reset.

#include "tables.h"
#include "bare.h"

#define REPORT(call)                                                           \
  do {                                                                         \
    r = 0;                                                                     \
    const char *error = wasmc_error_text(call);                                \
    report(#call, error, r);                                                   \
  } while (0)

static void start(void) {
  tables *i, *other;
  int32_t r;
  REPORT(tables_instantiate(&i, 0, 0, 0));
  REPORT(tables_instantiate(&other, 0, 0, 0));
  for (int round = 0; round < 2; ++round) {
    REPORT(tables_grow(i, 3, &r));
    REPORT(tables_grow(i, 2, &r));
    REPORT(tables_call(i, 0, &r));
    REPORT(tables_call(i, 1, &r));
    REPORT(tables_call(i, 4, &r));
    REPORT(tables_call(other, 4, &r));
    REPORT(tables_fill(i, 1, 4));
    REPORT(tables_fill(i, 1, 5));
    REPORT(tables_call(i, 4, &r));
    REPORT(tables_init(i, 1));
    REPORT(tables_init(i, 2));
    REPORT(tables_copy(i, 1, 4));
    REPORT(tables_copy(i, 2, 4));
    REPORT(tables_call(i, 1, &r));
    REPORT(tables_call(i, 2, &r));
    REPORT(tables_call(i, 3, &r));
    REPORT(tables_call(i, 4, &r));
    REPORT(tables_call(i, 5, &r));
    REPORT(tables_drop(i));
    REPORT(tables_init(i, 1));
    REPORT(tables_init(other, 1));
    REPORT(tables_reset(i));
    REPORT(tables_reset(other));
  }
  tables_delete(i);
  tables_delete(other);
}
