// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/driver/Policy.h"
#include "compiler/driver/Diagnostics.h"
#include "compiler/driver/Input.h"
#include "compiler/driver/Output.h"
#include "compiler/link/PolicyNote.h"

using namespace llvm;

namespace wasmc {

/// The policy as it is printed: a foreign file's must not speak to a terminal.
static std::string printable(StringRef text) {
  std::string result;
  for (char c : text)
    result += (uint8_t(c) < 0x20 && c != '\n') || c == 0x7f ? '?' : c;
  return result;
}

int runPolicyCommand(const PolicyCommand &command) {
  Expected<std::string> policy = policyText(command.grants);
  if (!policy)
    return reportUsageError(policy.takeError());
  Expected<Buffer> input = readFile(command.input);
  if (!input)
    return reportError(command.input, input.takeError());
  MemoryBufferRef executable = (*input)->getMemBufferRef();
  if (policy->empty() && !command.clears) {
    Expected<PolicyNote> note = findPolicyNote(executable);
    if (!note)
      return reportError(command.input, note.takeError());
    if (Error error = writeOutput("-", printable(note->text), {}))
      return reportError("", std::move(error));
    return 0;
  }
  Expected<std::string> changed = replacePolicy(executable, *policy);
  if (!changed)
    return reportError(command.input, changed.takeError());
  StringRef output = command.output.empty() ? command.input : command.output;
  if (Error error = writeOutput(output, *changed, {.keepsMode = true}))
    return reportError("", std::move(error));
  return 0;
}

} // namespace wasmc
