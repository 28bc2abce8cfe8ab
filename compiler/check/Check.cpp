// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/check/Check.h"
#include "compiler/check/Program.h"

using namespace llvm;

namespace wasmc {

Expected<Violations>
checkExecutable(MemoryBufferRef file,
                function_ref<StringRef(Triple::ArchType)> stubArchive) {
  Violations violations;
  Expected<Executable> executable = Executable::open(file, violations);
  if (!executable)
    return executable.takeError();
  Expected<StubObjects> stub = StubObjects::read(stubArchive(executable->arch));
  if (!stub)
    return stub.takeError();
  StubMatch match(*executable, *stub);
  Program program(*executable, match, violations);
  if (program.prepare())
    program.run();
  return violations;
}

} // namespace wasmc
