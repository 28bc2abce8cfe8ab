// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/link/SeccompProfile.h"
#include "llvm/Support/JSON.h"

using namespace llvm;

namespace wasmc {

/// What runc and crun call between applying a profile and executing the
/// program: they drop privileges in between unless no_new_privs is set, and
/// runc's Go runtime goes on with its threads.
static constexpr StringLiteral engineCalls[] = {
    "capget",       "capset",      "chdir",        "clone",
    "clone3",       "close",       "epoll_ctl",    "epoll_pwait",
    "execve",       "exit",        "faccessat2",   "fchdir",
    "fcntl",        "fstat",       "fstatfs",      "futex",
    "getcwd",       "getdents64",  "getpid",       "getppid",
    "gettid",       "getuid",      "madvise",      "mmap",
    "munmap",       "nanosleep",   "newfstatat",   "openat",
    "prctl",        "read",        "rt_sigaction", "rt_sigprocmask",
    "rt_sigreturn", "sched_yield", "setgid",       "setgroups",
    "setresgid",    "setresuid",   "setuid",       "sigaltstack",
    "tgkill",       "write"};

static void writeConditions(json::OStream &out, const CallRule &rule) {
  out.attributeArray("args", [&] {
    for (const CallCondition &condition : rule.conditions) {
      // Which process it will be, nobody knows yet.
      if (!condition.mask || condition.isOwnProcess)
        continue;
      bool isWhole = condition.mask == UINT64_MAX;
      out.object([&] {
        out.attribute("index", int64_t(condition.argument));
        out.attribute("op", isWhole ? "SCMP_CMP_EQ" : "SCMP_CMP_MASKED_EQ");
        out.attribute("value", isWhole ? condition.value : condition.mask);
        if (!isWhole)
          out.attribute("valueTwo", condition.value);
      });
    }
  });
}

/// `calls` with the set-up's and the engine's, each once.
static std::vector<AllowedCall> withSetUp(std::vector<AllowedCall> calls,
                                          Triple::ArchType arch) {
  std::vector<AllowedCall> more = setUpCalls(arch);
  for (StringRef name : engineCalls)
    more.push_back({name, 0, {}});
  for (AllowedCall &call : more) {
    auto known = find_if(
        calls, [&](const AllowedCall &each) { return each.name == call.name; });
    if (known == calls.end())
      calls.push_back(std::move(call));
    else if (known->rules.empty() || call.rules.empty())
      known->rules.clear();
    else
      append_range(known->rules, call.rules);
  }
  sort(calls, [](const AllowedCall &a, const AllowedCall &b) {
    return a.name < b.name;
  });
  return calls;
}

void writeSeccompProfile(raw_ostream &os, ArrayRef<StringRef> functions,
                         Triple::ArchType arch) {
  std::vector<AllowedCall> calls = withSetUp(
      allowedCalls(withCoredump(functions), arch, wrt::FileGrant::Writing),
      arch);
  constexpr int64_t notPermitted = 1;
  json::OStream out(os, /*IndentSize=*/2);
  auto writeEntry = [&](ArrayRef<StringRef> names, const CallRule *rule) {
    out.object([&] {
      out.attribute("names", json::Array(names));
      out.attribute("action", "SCMP_ACT_ALLOW");
      if (rule)
        writeConditions(out, *rule);
    });
  };
  out.object([&] {
    out.attribute("defaultAction", "SCMP_ACT_ERRNO");
    out.attribute("defaultErrnoRet", notPermitted);
    out.attribute("architectures",
                  json::Array{arch == Triple::aarch64 ? "SCMP_ARCH_AARCH64"
                                                      : "SCMP_ARCH_X86_64"});
    out.attributeArray("syscalls", [&] {
      std::vector<StringRef> free;
      for (const AllowedCall &call : calls)
        if (call.rules.empty())
          free.push_back(call.name);
      writeEntry(free, nullptr);
      for (const AllowedCall &call : calls)
        for (const CallRule *rule : call.rules)
          writeEntry(call.name, rule);
    });
  });
  os << '\n';
}

} // namespace wasmc
