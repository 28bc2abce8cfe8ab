// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Calls everything that many.wat exports, rightly and wrongly.

#include "many.h"
#include "bare.h"

static many *instance;

static int32_t hostLog(void *context, int32_t a, int64_t b) {
  report(context, "host", a + b);
  if (a == 99)
    many_fail(instance);
  return a * 2;
}
static void hostPair(void *context, double value, double *r0, int32_t *r1) {
  (void)context;
  *r0 = value * 2;
  *r1 = 7;
}
static void hostVector(void *context, const wasmc_v128 *a, wasmc_v128 *r) {
  (void)context;
  for (int i = 0; i < 16; ++i)
    r->bytes[i] = a->bytes[15 - i];
}

#define REPORT(call) report(#call, wasmc_error_text(call), r)

static void start(void) {
  many_imports imports = {hostLog, hostPair, 0};
  int32_t r = 0, r1;
  int64_t wide, wide2;
  float single;
  double number;
  wasmc_v128 vector = {{0, 1, 2, 3}}, turned;
  REPORT(many_instantiate(&instance, &imports, "log", 0));
  REPORT(many_add(instance, 2, 40, &r));
  report("count", "pi",
         many_count_get(instance) + (long)(100 * many_pi_get(instance)));
  many_count_set(instance, 70);
  REPORT(many_add(instance, 3, 40, &r));
  report("count", "set", many_count_get(instance));
  for (int i = 0; i < 4; ++i)
    REPORT(many_pick(instance, i, 50, 8, &r));
  for (int i = 0; i < 3; ++i)
    REPORT(many_pickm(instance, i, 50, 8, &r));
  report("memory", many_at(instance, 16, 5), (long)many_memory_size(instance));
  report("beyond", "at",
         many_at(instance, 131072, 0) && !many_at(instance, 131072, 1) &&
             !many_at(instance, UINT64_MAX, 2));
  REPORT(many_poke(instance, 131068, 77));
  REPORT(many_peek(instance, 131068, &r));
  REPORT(many_poke(instance, 131069, 1));
  REPORT(many_poke(instance, -1, 1));
  REPORT(many_deep(instance, 0, &r));
  REPORT(many_fib(instance, 20, &wide));
  report("fib", "of 20", wide);
  REPORT(many_div(instance, -9, 2, &r));
  REPORT(many_div(instance, 1, 0, &r));
  REPORT(many_div(instance, INT32_MIN, -1, &r));
  REPORT(many_log(instance, 5, &r));
  REPORT(many_log(instance, 99, &r));
  REPORT(many_log(instance, 6, &r));
  REPORT(many_pair(instance, 1.5, &r, &number));
  report("pair", "second", (long)number);
  REPORT(many_v(instance, &vector, &turned));
  imports.env_v = hostVector;
  REPORT(many_v(instance, &vector, &turned));
  report("vector", "last", turned.bytes[12]);
  REPORT(many_grow(instance, 3, &r));
  REPORT(many_peek(instance, 327676, &r));
  REPORT(many_grow(instance, 30, &r));
  REPORT(many_many(instance, &r, &wide, &single, &number, &r1, &wide2));
  report("many", "all",
         r + 10 * wide + 100 * (long)single + 1000 * (long)number + 10000 * r1 +
             100000 * wide2);
  many_set_timeout(instance, 5000000);
  REPORT(many_spin(instance));
  REPORT(many_fib(instance, 70, &wide));
  many_interrupt(instance);
  REPORT(many_spin(instance));
  many_set_timeout(instance, 0);
  REPORT(many_sum(instance, 100000, &r));
  REPORT(many_reset(instance));
  report("reset", many_at(instance, 16, 5), (long)many_memory_size(instance));
  report("count", "reset", many_count_get(instance));
  REPORT(many_pickm(instance, 1, 50, 8, &r));
  REPORT(many_peek(instance, 131068, &r));
  many_delete(instance);
  wasmc_limits little = {65536, 0, 0}, enough = {200000, 16384, 0};
  REPORT(many_instantiate(&instance, &imports, 0, &little));
  report("none", "instance", !instance);
  REPORT(many_instantiate(&instance, &imports, 0, &enough));
  REPORT(many_grow(instance, 1, &r));
  REPORT(many_grow(instance, 1, &r));
  REPORT(many_deep(instance, 0, &r));
  many_delete(instance);
  many_delete(0);
}
