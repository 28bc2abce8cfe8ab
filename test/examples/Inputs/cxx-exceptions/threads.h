// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// C11's header, which wasi-libc lacks without threads: all that is wanted of it.

#define thread_local _Thread_local
