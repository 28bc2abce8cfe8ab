// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_INSPECT_MACHINETEXT_H
#define COMPILER_INSPECT_MACHINETEXT_H

#include "llvm/Support/Error.h"
#include "llvm/Support/MemoryBufferRef.h"
#include <string>
#include <vector>

namespace wasmc {

/// The machine code of one function of the module.
struct MachineFunction {
  uint32_t index;   ///< In the module's index space.
  uint64_t address; ///< As the file has it.
  uint64_t size;    ///< In bytes.
  std::string text; ///< An instruction a line: address, words, what is called.
};

/// The compiled functions of an executable with a symbol table, in the order in
/// which they lie, disassembled. Errors do not name the file.
llvm::Expected<std::vector<MachineFunction>>
machineFunctions(llvm::MemoryBufferRef file);

} // namespace wasmc

#endif
