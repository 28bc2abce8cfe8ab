// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/driver/Check.h"
#include "compiler/check/Check.h"
#include "compiler/driver/Diagnostics.h"
#include "compiler/driver/Input.h"
#include "compiler/inspect/Symbols.h"
#include "compiler/link/StubArchive.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;

namespace wasmc {

/// Violations that are printed of a file; then only their number is.
static constexpr size_t mostPrinted = 20;

static std::string describe(const Violation &violation, FunctionNames &names) {
  std::string text = violation.what + " at 0x" +
                     utohexstr(violation.address, /*LowerCase=*/true);
  if (violation.function)
    text += ", in " + names.nameOf(violation.function);
  return text;
}

static int check(StringRef path) {
  Expected<Buffer> input = readFile(path);
  if (!input)
    return reportError(path, input.takeError());
  MemoryBufferRef file = (*input)->getMemBufferRef();
  Expected<Violations> violations = checkExecutable(file, stubArchive);
  if (!violations)
    return reportError(path, violations.takeError());
  FunctionNames names(file);
  int status = 0;
  auto refuse = [&](const Twine &what) {
    status =
        reportError(path, createStringError(inconvertibleErrorCode(), what));
  };
  std::vector<Violation> list = violations->list();
  if (list.size() > mostPrinted)
    list.resize(mostPrinted);
  for (const Violation &violation : list)
    refuse(describe(violation, names));
  if (size_t more = violations->count() - list.size())
    refuse("and " + Twine(more) + " violations more");
  return status;
}

bool isCheckAsked(const CompileOptions &options) {
  const char *always = getenv("WASMC_CHECK");
  // What makes a snapshot has more of the stub than a program, and is not kept.
  return !options.makesSnapshot &&
         (options.check || (always && StringRef(always) == "on"));
}

Error checkCompiled(MemoryBufferRef executable) {
  Expected<Violations> violations = checkExecutable(executable, stubArchive);
  if (!violations)
    return violations.takeError();
  if (violations->count() == 0)
    return Error::success();
  FunctionNames names(executable);
  std::string text = "the executable is not shown to be safe: " +
                     describe(violations->list().front(), names);
  if (size_t more = violations->count() - 1)
    text += ", and " + std::to_string(more) + " more";
  return createStringError(inconvertibleErrorCode(),
                           text + "; without --check it is made");
}

int runCheckCommand(const CheckCommand &command) {
  int status = 0;
  for (const std::string &input : command.inputs)
    if (check(input))
      status = failure;
  return status;
}

} // namespace wasmc
