// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Measures calls into plugin_kernel.c in one of three forms: NATIVE, a library
// that is trusted; WASMC; WASM2C. Prints a number for each measurement, in the
// order of tools/bench/plugins.

#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#if defined(NATIVE)
typedef int Instance;
int add(int a, int b);
int blur(int rounds);
int hash(int rounds);
static void make(Instance *i) { *i = 0; }
static void drop(Instance *i) { *i = 0; }
static void reset(Instance *i) { *i = 0; }
#define CALL(name, i, ...) name(__VA_ARGS__)
#elif defined(WASMC)
#include "plugin.h"
typedef plugin *Instance;
static void make(Instance *i) {
  if (plugin_instantiate(i, 0, 0, 0))
    exit(1);
}
static void drop(Instance *i) { plugin_delete(*i); }
static void reset(Instance *i) {
  if (plugin_reset(*i))
    exit(1);
}
static int result(int error, const int *value) {
  if (error)
    exit(1);
  return *value;
}
#define CALL(name, i, ...)                                                     \
  ({                                                                           \
    int value = 0;                                                             \
    int error = plugin_##name(*(i), __VA_ARGS__, &value);                      \
    result(error, &value);                                                     \
  })
#else
#include "plugin.h"
typedef Z_plugin_instance_t Instance;
static void make(Instance *i) { Z_plugin_instantiate(i); }
static void drop(Instance *i) { Z_plugin_free(i); }
static void reset(Instance *i) {
  drop(i);
  make(i);
}
#define CALL(name, i, ...) ((int)Z_pluginZ_##name(i, __VA_ARGS__))
#endif

enum { instances = 1000, calls = 5000000 };

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

/// Bytes of the process that are in memory and its own.
static double privateBytes(void) {
  FILE *file = fopen("/proc/self/statm", "r");
  long all, resident, shared;
  if (!file || fscanf(file, "%ld %ld %ld", &all, &resident, &shared) != 3)
    exit(1);
  fclose(file);
  return (double)(resident - shared) * (double)sysconf(_SC_PAGESIZE);
}

int main(void) {
#ifdef WASM2C
  wasm_rt_init();
  Z_plugin_init_module();
#endif
  static Instance all[instances];
  make(&all[0]);
  int sum = 0;
  double start = now();
  for (int i = 0; i < calls; ++i)
    sum += CALL(add, &all[0], i, sum);
  printf("%.3f\n", (now() - start) / calls);
  start = now();
  sum += CALL(blur, &all[0], 40);
  printf("%.0f\n", now() - start);
  start = now();
  sum += CALL(hash, &all[0], 4000000);
  printf("%.0f\n", now() - start);
  drop(&all[0]);

  double before = privateBytes();
  start = now();
  for (int i = 0; i < instances; ++i)
    make(&all[i]);
  printf("%.0f\n", (now() - start) / instances);
  for (int i = 0; i < instances; ++i)
    sum += CALL(add, &all[i], i, 1);
  printf("%.0f\n", (privateBytes() - before) / instances);
  start = now();
  for (int i = 0; i < instances; ++i)
    reset(&all[i]);
  printf("%.0f\n", (now() - start) / instances);
  start = now();
  for (int i = 0; i < instances; ++i)
    drop(&all[i]);
  printf("%.0f\n", (now() - start) / instances);
  fprintf(stderr, "%d\n", sum);
}
