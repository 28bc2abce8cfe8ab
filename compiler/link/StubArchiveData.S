// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The runtime stubs and those of libraries, as data of the compiler. The build gives the folder that
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

  .globl wasmcLibraryX86_64, wasmcLibraryX86_64End
  .balign 8
wasmcLibraryX86_64:
  .incbin "libwrtlibrary-x86_64.a"
wasmcLibraryX86_64End:

  .globl wasmcLibraryAArch64, wasmcLibraryAArch64End
  .balign 8
wasmcLibraryAArch64:
  .incbin "libwrtlibrary-aarch64.a"
wasmcLibraryAArch64End:

  .section .note.GNU-stack, "", @progbits
