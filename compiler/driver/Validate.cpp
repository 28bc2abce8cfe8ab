// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/driver/Validate.h"
#include "compiler/driver/Diagnostics.h"
#include "compiler/driver/Input.h"
#include "compiler/wasm/SectionDecoder.h"
#include "compiler/wasm/Validator.h"

using namespace llvm;

namespace wasmc {

static Error validate(StringRef path, const ValidateCommand &command) {
  Expected<Buffer> input = readModule(path);
  if (!input)
    return input.takeError();
  Expected<WasmModule> module =
      decodeModule(bytesOf(**input), command.features);
  if (!module)
    return module.takeError();
  return validateBodies(*module);
}

int runValidateCommand(const ValidateCommand &command) {
  int status = 0;
  for (const std::string &input : command.inputs)
    if (Error error = validate(input, command))
      status = reportError(input, std::move(error));
  return status;
}

} // namespace wasmc
