// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The runtime stubs, as data of the compiler. The build gives the folder that
// holds the archives as an include path.

  .section .rodata.stubs, "a", @progbits

  .globl wasmcStubX86_64, wasmcStubX86_64End
  .balign 8
wasmcStubX86_64:
  .incbin "libwrt-x86_64.a"
wasmcStubX86_64End:

  .globl wasmcStubAArch64, wasmcStubAArch64End
  .balign 8
wasmcStubAArch64:
  .incbin "libwrt-aarch64.a"
wasmcStubAArch64End:

  .section .note.GNU-stack, "", @progbits
