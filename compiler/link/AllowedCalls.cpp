// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/link/AllowedCalls.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/Twine.h"

using namespace llvm;

namespace wasmc {

namespace {

enum class Call : uint8_t {
#define SYSCALL(id, name, x86_64, aarch64) id,
#include "wrt/syscalls.def"
#undef SYSCALL
};

enum class Rule : uint8_t {
#define RULE(id, ...) id,
#define NEED(function, grant, call, rule)
#define SETUP(call, rule)
#include "wrt/lockdown.def"
#undef RULE
#undef NEED
#undef SETUP
};

struct CallRow {
  StringLiteral name;
  uint32_t numberX86_64, numberAArch64;
};

struct Need {
  StringLiteral function;
  wrt::FileGrant grant;
  Call call;
  Rule rule;
};

} // namespace

static constexpr CallRow calls[] = {
#define SYSCALL(id, name, x86_64, aarch64) {name, x86_64, aarch64},
#include "wrt/syscalls.def"
#undef SYSCALL
};

/// No process has this id, should it ever be left in its place.
static constexpr uint32_t nobody = 0x80000000;

#define ON(argument, mask, value)                                              \
  CallCondition { argument, uint64_t(mask), uint64_t(value), false }
#define ON_OWN_PROCESS(argument)                                               \
  CallCondition { argument, 0xffffffff, nobody, true }
static constexpr CallRule rules[] = {
#define RULE(id, text, ...) {StringLiteral(text), {__VA_ARGS__}},
#define NEED(function, grant, call, rule)
#define SETUP(call, rule)
#include "wrt/lockdown.def"
#undef RULE
#undef NEED
#undef SETUP
};
#undef ON
#undef ON_OWN_PROCESS

static constexpr Need needs[] = {
#define RULE(id, ...)
#define NEED(function, grant, call, rule)                                      \
  {#function, wrt::FileGrant::grant, Call::call, Rule::rule},
#define SETUP(call, rule)
#include "wrt/lockdown.def"
#undef RULE
#undef NEED
#undef SETUP
};

static constexpr std::pair<Call, Rule> setUp[] = {
#define RULE(id, ...)
#define NEED(function, grant, call, rule)
#define SETUP(call, rule) {Call::call, Rule::rule},
#include "wrt/lockdown.def"
#undef RULE
#undef NEED
#undef SETUP
};

static AllowedCall makeCall(Call call, Triple::ArchType arch) {
  const CallRow &row = calls[size_t(call)];
  return {row.name,
          arch == Triple::aarch64 ? row.numberAArch64 : row.numberX86_64,
          {}};
}

std::vector<AllowedCall> setUpCalls(Triple::ArchType arch) {
  std::vector<AllowedCall> all;
  for (auto [call, rule] : setUp) {
    all.push_back(makeCall(call, arch));
    if (rule != Rule::Any)
      all.back().rules.push_back(&rules[size_t(rule)]);
  }
  return all;
}

std::vector<AllowedCall> allowedCalls(ArrayRef<StringRef> functions,
                                      Triple::ArchType arch,
                                      wrt::FileGrant granted) {
  std::vector<AllowedCall> allowed;
  for (size_t i = 0; i < std::size(calls); ++i) {
    AllowedCall call = makeCall(Call(i), arch);
    bool isNeeded = false, isFree = false;
    for (const Need &need : needs) {
      if (size_t(need.call) != i || need.grant > granted ||
          !is_contained(functions, need.function))
        continue;
      isNeeded = true;
      const CallRule *rule = &rules[size_t(need.rule)];
      isFree |= need.rule == Rule::Any;
      if (!is_contained(call.rules, rule))
        call.rules.push_back(rule);
    }
    if (isFree)
      call.rules.clear();
    if (isNeeded)
      allowed.push_back(std::move(call));
  }
  return allowed;
}

std::vector<StringRef> withCoredump(ArrayRef<StringRef> functions) {
  std::vector<StringRef> all = functions;
  all.push_back("coredump");
  return all;
}

std::string allowedCallsText(ArrayRef<StringRef> functions,
                             Triple::ArchType arch) {
  constexpr std::pair<wrt::FileGrant, StringLiteral> grants[] = {
      {wrt::FileGrant::Nothing, "always"},
      {wrt::FileGrant::Reading, "reading"},
      {wrt::FileGrant::Writing, "writing"}};
  std::string text;
  auto list = [&](ArrayRef<StringRef> needed, wrt::FileGrant grant,
                  StringRef name) {
    for (const AllowedCall &call : allowedCalls(needed, arch, grant)) {
      SmallVector<std::string, 2> lines;
      for (const CallRule *rule : call.rules)
        lines.push_back((call.name + " " + rule->text + "\n").str());
      if (lines.empty())
        lines.push_back((call.name + "\n").str());
      // What a lesser grant allows already is not listed again.
      for (const std::string &line : lines)
        if (!StringRef(text).contains(" " + line))
          text += ("syscall " + name + " " + line).str();
    }
  };
  for (auto [grant, name] : grants)
    list(functions, grant, name);
  list(withCoredump(functions), wrt::FileGrant::Writing, "coredump");
  return text;
}

} // namespace wasmc
