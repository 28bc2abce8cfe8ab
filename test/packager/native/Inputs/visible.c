// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a container gives: arguments, variables, the working directory and a
// volume, written and read. `stay` waits for a signal; the status is 7.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void show(const char *path) {
  char line[80] = "nothing\n";
  FILE *file = fopen(path, "r");
  if (file) {
    fgets(line, sizeof line, file);
    fclose(file);
  }
  printf("%s: %s", path, line);
}

int main(int argc, char **argv) {
  for (int i = 1; i < argc; ++i)
    printf("argument: %s\n", argv[i]);
  const char *greeting = getenv("GREETING"), *path = getenv("PATH");
  printf("GREETING: %s, PATH: %s\n", greeting ? greeting : "none",
         path ? path : "none");
  FILE *file = fopen("/data/written", "w");
  if (file) {
    fputs("by the program\n", file);
    fclose(file);
  }
  show("/data/written");
  show("given");
  show("/etc/passwd");
  if (argc > 1 && !strcmp(argv[1], "stay")) {
    fflush(stdout);
    for (;;)
      sleep(1000);
  }
  return 7;
}
