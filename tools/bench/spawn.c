// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//   spawn ROUNDS PROGRAM...
//
// Measures the time from spawning a program to having seen it exit. All
// programs run in turn in every round, so that whatever the machine does
// meanwhile meets them alike. Prints a line for each: median and lower quartile
// in microseconds, and the program. Their standard output goes to /dev/null.

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static double spawnOnce(const char *program,
                        const posix_spawn_file_actions_t *actions) {
  char *arguments[] = {(char *)program, NULL};
  char *environment[] = {NULL};
  pid_t child;
  double start = now();
  int error =
      posix_spawn(&child, program, actions, NULL, arguments, environment);
  int status = 0;
  if (!error && waitpid(child, &status, 0) < 0)
    error = errno;
  double end = now();
  if (error || status != 0) {
    fprintf(stderr, "spawn: %s: %s\n", program,
            error ? strerror(error) : "exited with a status other than 0");
    exit(1);
  }
  return end - start;
}

static int ascending(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

// The same orders in every run: a linear congruential generator from a fixed
// seed.
static void shuffle(int *order, int count, unsigned *seed) {
  for (int i = count - 1; i > 0; i--) {
    *seed = *seed * 1664525u + 1013904223u;
    int j = (int)((*seed >> 16) % (unsigned)(i + 1));
    int swapped = order[i];
    order[i] = order[j];
    order[j] = swapped;
  }
}

int main(int argc, char **argv) {
  int rounds = argc > 2 ? atoi(argv[1]) : 0;
  int programs = argc - 2;
  if (rounds < 1) {
    fprintf(stderr, "usage: spawn ROUNDS PROGRAM...\n");
    return 1;
  }
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);

  double *times = malloc(sizeof(double) * (size_t)rounds * (size_t)programs);
  int *order = malloc(sizeof(int) * (size_t)programs);
  if (!times || !order)
    return 1;
  for (int p = 0; p < programs; p++)
    order[p] = p;
  unsigned seed = 1;
  int warmUp = rounds / 10;
  for (int round = -warmUp; round < rounds; round++) {
    shuffle(order, programs, &seed);
    for (int i = 0; i < programs; i++) {
      double time = spawnOnce(argv[2 + order[i]], &actions);
      if (round >= 0)
        times[order[i] * rounds + round] = time;
    }
  }
  for (int p = 0; p < programs; p++) {
    double *mine = times + p * rounds;
    qsort(mine, (size_t)rounds, sizeof(double), ascending);
    printf("%.1f %.1f %s\n", mine[rounds / 2], mine[rounds / 4], argv[2 + p]);
  }
  free(order);
  free(times);
  return 0;
}
