// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_BACKEND_TARGET_H
#define COMPILER_BACKEND_TARGET_H

#include "llvm/Support/Error.h"
#include "llvm/Target/TargetMachine.h"
#include "llvm/TargetParser/Triple.h"
#include <memory>
#include <string>

namespace wasmc {

enum class OptLevel : uint8_t { O0, O1, O2, O3, Os, Oz };

/// `O2` and so on.
llvm::StringRef optLevelName(OptLevel level);

/// A machine to compile for.
struct Target {
  llvm::Triple triple;
  std::string name;      ///< `x86_64-linux` or `aarch64-linux`.
  std::string level;     ///< What the code demands: `x86-64-v3`, `neoverse-n1`.
  std::string cpu;       ///< LLVM's name of the instruction set,
  std::string features;  ///< what is added to it,
  std::string tune;      ///< and the CPU whose timings are assumed.
  uint32_t cpuLevel = 0; ///< N of x86-64-vN; 0 on other machines.

  /// Whether code may use the extension that LLVM calls so.
  bool mayUse(llvm::StringRef feature) const;
  /// Whether a multiplication and an addition can be one instruction.
  bool fusesMultiplyAdd() const { return !triple.isX86() || cpuLevel >= 3; }
};

/// The target named on the command line. Empty names mean this machine's
/// architecture and its default level. Errors list what there is.
llvm::Expected<Target> findTarget(llvm::StringRef name, llvm::StringRef cpu);

/// A code generator for `target`; one per thread.
std::unique_ptr<llvm::TargetMachine> createTargetMachine(const Target &target,
                                                         OptLevel level);

} // namespace wasmc

#endif
