// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// lld can link LLVM bitcode for every target of LLVM and therefore names the
// initialisers of all of them. It is given no bitcode here: for the targets we
// do not compile to, doing nothing keeps their code generators out of wasmc.

#define ABSENT(target)                                                         \
  extern "C" void LLVMInitialize##target##TargetInfo() {}                      \
  extern "C" void LLVMInitialize##target##Target() {}                          \
  extern "C" void LLVMInitialize##target##TargetMC() {}                        \
  extern "C" void LLVMInitialize##target##AsmPrinter() {}                      \
  extern "C" void LLVMInitialize##target##AsmParser() {}

ABSENT(AMDGPU)
ABSENT(ARM)
ABSENT(AVR)
ABSENT(BPF)
ABSENT(Hexagon)
ABSENT(Lanai)
ABSENT(LoongArch)
ABSENT(M68k)
ABSENT(Mips)
ABSENT(MSP430)
ABSENT(NVPTX)
ABSENT(PowerPC)
ABSENT(RISCV)
ABSENT(SPIRV)
ABSENT(Sparc)
ABSENT(SystemZ)
ABSENT(VE)
ABSENT(WebAssembly)
ABSENT(XCore)
ABSENT(Xtensa)
