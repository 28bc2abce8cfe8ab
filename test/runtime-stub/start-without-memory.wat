;; What the kernel refuses at start is named in one line.
;; REQUIRES: x86_64-linux, strace
;; RUN: wasmc -O2 %s -o %t
;; RUN: bash -c 'ulimit -Ss 8192; WASMC_GRANTS="max-stack 16777216" strace -o %t.trace -e trace=mmap -e inject=mmap:error=ENOMEM:when=1 %t; test $? = 126' 2>&1 | FileCheck %s --check-prefix=STACK
;; RUN: bash -c 'ulimit -Ss 8192; strace -o %t.trace -e trace=mmap -e inject=mmap:error=ENOMEM:when=1 %t; test $? = 126' 2>&1 | FileCheck %s --check-prefix=SPACE
;; RUN: bash -c 'ulimit -Ss 8192; strace -o %t.trace -e trace=mmap -e inject=mmap:error=EPERM:when=1 %t; test $? = 126' 2>&1 | FileCheck %s --check-prefix=LOW
;; RUN: bash -c 'ulimit -Ss 8192; strace -o %t.trace -e trace=mprotect -e inject=mprotect:error=ENOMEM:when=1 %t; test $? = 126' 2>&1 | FileCheck %s --check-prefix=MEMORY
(module
  (memory (export "memory") 1)
  (func (export "_start")))
;; STACK: start-without-memory.wat.tmp: no address space for a call stack of 16777216 bytes: grant a smaller max-stack
;; SPACE: start-without-memory.wat.tmp: cannot reserve 8192 MiB of address space for linear memory: the kernel answers errno 12: compile with --memory=checked
;; LOW: start-without-memory.wat.tmp: linear memory must begin at 0x10000, which this system forbids: set vm.mmap_min_addr to 65536 or less
;; MEMORY: start-without-memory.wat.tmp: no memory for the 65536 bytes of linear memory that the program starts with
