;; A grant that cannot be understood or had is one line that names it, and status
;; 126: the program does not run with less than was asked for.
;; REQUIRES: x86_64-linux
;; RUN: wasmc -O2 %s -o %t
;; RUN: bash -c 'WASMC_GRANTS="frobnicate 3" %t; test $? = 126' 2>&1 | FileCheck %s --check-prefix=UNKNOWN
;; RUN: WASMC_GRANTS='dir /tmp' bash -c '%t; test $? = 126' 2>&1 | FileCheck %s --check-prefix=DIR
;; RUN: WASMC_GRANTS='dir /tmp / wr' bash -c '%t; test $? = 126' 2>&1 | FileCheck %s --check-prefix=DIR
;; RUN: WASMC_GRANTS='dir /tmp / rw more' bash -c '%t; test $? = 126' 2>&1 | FileCheck %s --check-prefix=DIR
;; RUN: WASMC_GRANTS='dir %t.missing / rw' bash -c '%t; test $? = 126' 2>&1 | FileCheck %s --check-prefix=MISSING
;; RUN: WASMC_GRANTS='dir %t / rw' bash -c '%t; test $? = 126' 2>&1 | FileCheck %s --check-prefix=FILE
;; RUN: WASMC_GRANTS='dir /tmp%%zz / rw' bash -c '%t; test $? = 126' 2>&1 | FileCheck %s --check-prefix=ESCAPE
;; RUN: WASMC_GRANTS='dir /tmp%%0' bash -c '%t; test $? = 126' 2>&1 | FileCheck %s --check-prefix=ESCAPE
;; RUN: WASMC_GRANTS='dir /tmp%%00x / rw' bash -c '%t; test $? = 126' 2>&1 | FileCheck %s --check-prefix=NUL
;; RUN: WASMC_GRANTS="dir $(printf "%%05000d" 0) / rw" bash -c '%t; test $? = 126' 2>&1 | FileCheck %s --check-prefix=LONG
;; RUN: WASMC_GRANTS='max-memory 12k' bash -c '%t; test $? = 126' 2>&1 | FileCheck %s --check-prefix=NUMBER
;; RUN: WASMC_GRANTS='max-memory' bash -c '%t; test $? = 126' 2>&1 | FileCheck %s --check-prefix=NUMBER
;; RUN: WASMC_GRANTS='max-memory 99999999999999999999' bash -c '%t; test $? = 126' 2>&1 | FileCheck %s --check-prefix=NUMBER
;; RUN: WASMC_GRANTS='max-stack 1' bash -c '%t; test $? = 126' 2>&1 | FileCheck %s --check-prefix=STACK
;; RUN: WASMC_GRANTS='env A' bash -c '%t; test $? = 126' 2>&1 | FileCheck %s --check-prefix=ENV
;; RUN: WASMC_GRANTS=$'env A=1\n\n\e[31m' bash -c '%t; test $? = 126' 2>&1 | FileCheck %s --check-prefix=TERMINAL
;; RUN: env WASMC_GRANTS=$'\nenv A=1\n\n' %t
(module
  (memory (export "memory") 1)
  (func (export "_start")))
;; UNKNOWN: grants-malformed.wat.tmp: WASMC_GRANTS: "frobnicate 3": there is no such grant
;; DIR: WASMC_GRANTS: "dir /tmp{{.*}}": expected: dir HOST GUEST rw|ro
;; MISSING: there is no such directory
;; FILE: that is no directory
;; ESCAPE: '%' must be followed by two hexadecimal digits
;; NUL: a path cannot contain NUL
;; LONG: that path is too long
;; NUMBER: a number of bytes is expected
;; STACK: the call stack needs at least 65536 bytes
;; ENV: "env A": expected: env NAME=VALUE
;; TERMINAL: WASMC_GRANTS: "?[31m": there is no such grant
