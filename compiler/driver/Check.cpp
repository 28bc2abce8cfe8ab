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
  for (const Violation &violation : list) {
    std::string place = "0x" + utohexstr(violation.address, true);
    if (violation.function)
      place += ", in " + names.nameOf(violation.function);
    refuse(violation.what + " at " + place);
  }
  if (size_t more = violations->count() - list.size())
    refuse("and " + Twine(more) + " violations more");
  return status;
}

int runCheckCommand(const CheckCommand &command) {
  int status = 0;
  for (const std::string &input : command.inputs)
    if (check(input))
      status = failure;
  return status;
}

} // namespace wasmc
