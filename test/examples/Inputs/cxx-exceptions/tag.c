// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The tag of C++'s exceptions, which since LLVM 20 is the library's to define.

__asm__(".globl __cpp_exception\n"
        ".tagtype __cpp_exception i32\n"
        "__cpp_exception:\n");
