// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//   inject NUMBER[,ARGUMENT...] PROGRAM [ARGUMENT...]
//   inject sweep FIRST LAST PROGRAM [ARGUMENT...]
//
// Makes a program ask the kernel for what its code never asks: at the first
// system call after it has locked itself down (or, if it does not, after it has
// set up its signals) the call's number and arguments are replaced, which the
// kernel then takes for the program's own. Prints "killed by signal N" or
// "returned N". `int80,NUMBER` makes the call by the 32-bit entry instead. A
// sweep tries every number with arguments of zero, each in a process of its
// own, and prints those that no filter ended the process for.

#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

struct injection {
  int throughInt80;
  unsigned long long number, arguments[6];
};

static void fail(const char *what) {
  fprintf(stderr, "inject: %s: %s\n", what, strerror(errno));
  exit(2);
}

/// Runs to the next system call's entry or exit. Returns 0 if the process
/// ended.
static int step(pid_t child, int *status) {
  int signal = 0;
  for (;;) {
    if (ptrace(PTRACE_SYSCALL, child, 0, signal))
      fail("PTRACE_SYSCALL");
    if (waitpid(child, status, 0) < 0)
      fail("waitpid");
    if (!WIFSTOPPED(*status))
      return 0;
    if (WSTOPSIG(*status) == (SIGTRAP | 0x80))
      return 1;
    signal = WSTOPSIG(*status) == SIGTRAP ? 0 : WSTOPSIG(*status);
  }
}

static struct user_regs_struct registersOf(pid_t child) {
  struct user_regs_struct r;
  if (ptrace(PTRACE_GETREGS, child, 0, &r))
    fail("PTRACE_GETREGS");
  return r;
}

static pid_t start(char **program) {
  pid_t child = fork();
  if (child < 0)
    fail("fork");
  if (child == 0) {
    ptrace(PTRACE_TRACEME, 0, 0, 0);
    alarm(2); // A call that waits ends so.
    execv(program[0], program);
    fail(program[0]);
  }
  int status;
  waitpid(child, &status, 0);
  if (!WIFSTOPPED(status))
    fail(program[0]);
  ptrace(PTRACE_SETOPTIONS, child, 0,
         PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL);
  return child;
}

/// Runs the program to the entry of its first call behind set-up.
static struct user_regs_struct skipSetUp(pid_t child, int *status) {
  int isBehind = 0;
  for (;;) {
    if (!step(child, status)) {
      fprintf(stderr, "inject: the program ended before it was set up\n");
      exit(2);
    }
    struct user_regs_struct r = registersOf(child);
    if (isBehind)
      return r;
    if (!step(child, status))
      continue;
    r = registersOf(child);
    isBehind = r.orig_rax == SYS_seccomp && (long long)r.rax == 0;
    // Without a lock-down the first write is late enough.
    if (r.orig_rax == SYS_writev)
      isBehind = 1;
  }
}

static void replace(pid_t child, struct user_regs_struct r,
                    const struct injection *what) {
  if (what->throughInt80) {
    // What was about to be called is made void; behind it comes an int $0x80
    // instead of the program's next instruction.
    int status;
    r.orig_rax = SYS_lseek;
    ptrace(PTRACE_SETREGS, child, 0, &r);
    if (ptrace(PTRACE_POKETEXT, child, r.rip, 0x80cd80cd80cd80cdull))
      fail("PTRACE_POKETEXT");
    step(child, &status);
    r = registersOf(child);
    r.rax = what->number;
    r.rbx = what->arguments[0], r.rcx = what->arguments[1];
    ptrace(PTRACE_SETREGS, child, 0, &r);
    step(child, &status);
    return;
  }
  r.orig_rax = what->number;
  r.rdi = what->arguments[0], r.rsi = what->arguments[1];
  r.rdx = what->arguments[2], r.r10 = what->arguments[3];
  r.r8 = what->arguments[4], r.r9 = what->arguments[5];
  if (ptrace(PTRACE_SETREGS, child, 0, &r))
    fail("PTRACE_SETREGS");
}

/// Returns the signal that killed the process, or 0 and the call's result.
static int inject(char **program, const struct injection *what,
                  long long *result) {
  int status;
  pid_t child = start(program);
  replace(child, skipSetUp(child, &status), what);
  *result = 0;
  // The call's end is reported even if the filter has it end the process.
  int goesOn = step(child, &status);
  if (goesOn) {
    *result = (long long)registersOf(child).rax;
    goesOn = step(child, &status);
  }
  if (!goesOn)
    return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
  kill(child, SIGKILL);
  while (waitpid(child, &status, 0) > 0 && WIFSTOPPED(status))
    ;
  return 0;
}

static struct injection parse(char *text) {
  struct injection what = {0};
  if (!strncmp(text, "int80,", 6)) {
    what.throughInt80 = 1;
    text += 6;
  }
  what.number = strtoull(text, &text, 0);
  for (int i = 0; i < 6 && *text == ','; i++)
    what.arguments[i] = strtoull(text + 1, &text, 0);
  return what;
}

int main(int argc, char **argv) {
  long long result;
  if (argc > 4 && !strcmp(argv[1], "sweep")) {
    for (int number = atoi(argv[2]); number <= atoi(argv[3]); number++) {
      struct injection what = {.number = (unsigned long long)number};
      if (inject(argv + 4, &what, &result) != SIGSYS)
        printf(" %d", number);
    }
    printf("\n");
    return 0;
  }
  if (argc < 3)
    return 2;
  struct injection what = parse(argv[1]);
  int signal = inject(argv + 2, &what, &result);
  if (signal)
    printf("killed by signal %d\n", signal);
  else
    printf("returned %lld\n", result);
  return 0;
}
