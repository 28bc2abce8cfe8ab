// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Several memories, one of them with 64-bit addresses, that grow and are reset.

#include "memories.h"
#include "bare.h"

#define REPORT(call) report(#call, wasmc_error_text(call), r)

static void start(void) {
  memories *i;
  wasmc_limits limits = {5 * 65536, 0, 0};
  int32_t r = 0;
  int64_t wide;
  REPORT(memories_instantiate(&i, 0, 0, &limits));
  for (int round = 0; round < 2; ++round) {
    report("start", "global", memories_start_get(i));
    REPORT(memories_loadc(i, 65535, &r));
    REPORT(memories_storeb(i, 0, 1));
    REPORT(memories_growb(i, 1, &r));
    REPORT(memories_storeb(i, 65532, 5));
    REPORT(memories_loadb(i, 65532, &r));
    REPORT(memories_init(i));
    REPORT(memories_loadb(i, 4, &r));
    REPORT(memories_init(i));
    REPORT(memories_grow64(i, 1, &wide));
    report("grow64", "from", wide);
    REPORT(memories_grow64(i, 1, &wide));
    report("grow64", "from", wide);
    REPORT(memories_load64(i, 131068, &r));
    REPORT(memories_load64(i, 131069, &r));
    REPORT(memories_load64(i, -4, &r));
    REPORT(memories_fill(i, 65500, 65572));
    REPORT(memories_fill(i, 65500, 65573));
    REPORT(memories_loadc(i, 65535, &r));
    REPORT(memories_reset(i));
  }
  memories_delete(i);
}
