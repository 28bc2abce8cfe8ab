// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Two libraries in one program, one instance of each on a thread with a small
// stack, another thread that interrupts, and a host function that calls back.

#include "first.h"
#include "second.h"
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

static first *a;
static second *b;

static int32_t callBack(void *context, int32_t value, int64_t other) {
  (void)context, (void)other;
  int32_t r = -1;
  if (value == 0)
    return printf("inner: %s\n", wasmc_error_text(first_div(a, 1, 0, &r))), 1;
  if (value == 1)
    return printf("reset: %s\n", wasmc_error_text(first_reset(a))), 1;
  int error = first_log(a, value - 1, &r);
  return error ? error : r + 1;
}

static void *run(void *unused) {
  int32_t r;
  printf("deep: %s\n", wasmc_error_text(first_deep(a, 0, &r)));
  printf("deep: %s\n", wasmc_error_text(second_deep(b, 0, &r)));
  printf("spin: %s\n", wasmc_error_text(second_spin(b)));
  return unused;
}

int main(void) {
  first_imports imports = {callBack, 0, 0};
  int32_t r = 0;
  wasmc_limits limits = {0, 32768, 0};
  if (first_instantiate(&a, &imports, 0, &limits) ||
      second_instantiate(&b, 0, 0, &limits))
    return 1;
  printf("nested: %s", wasmc_error_text(first_log(a, 5, &r)));
  printf(", %d\n", r);
  first_count_set(a, 1);
  second_count_set(b, 2);
  printf("apart: %d %d\n", first_count_get(a), second_count_get(b));

  pthread_attr_t small;
  pthread_t thread;
  pthread_attr_init(&small);
  pthread_attr_setstacksize(&small, 256 << 10);
  if (pthread_create(&thread, &small, run, 0))
    return 2;
  usleep(50000);
  second_interrupt(b);
  pthread_join(thread, 0);
  first_delete(a);
  second_delete(b);
}
