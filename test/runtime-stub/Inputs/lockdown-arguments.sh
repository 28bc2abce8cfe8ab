#!/bin/bash
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
#   lockdown-arguments.sh INJECT PROGRAM DIRECTORY
#
# Injects calls into a program that is granted the directory, and prints a line
# for each.
set -euo pipefail
inject=$1 program=$2
export WASMC_GRANTS="dir $3 / rw"
while read -r name call; do
  printf '%s %s: %s\n' "$name" "$call" "$("$inject" "$call" "$program")"
done <<'CALLS'
mprotect 10,0x10000,4096,3
mprotect 10,0x10000,4096,7
mprotect 10,0x10000,4096,5
mprotect 10,0x10000,4096,0x100000003
mprotect 10,0x7f0000000000,4096,3
mprotect 10,0x10000,0x7f0000000000,3
mmap 9,0,4096,3,0x22
ioctl 16,99,0x5401
ioctl 16,99,0x541b
ioctl 16,99,0x5412
fcntl 72,99,3
fcntl 72,99,1030,3
fcntl 72,99,1024,1
write 1,2
write 1,1
openat 257,99
openat 257,-100
openat2 437,99,0,0,24
openat2 437,-100,0,0,24
mkdirat 258,-100
unlinkat 263,-100
unlinkat 263,99,0,0x400
renameat2 316,99,0,-100
renameat2 316,99,0,99,0,2
linkat 265,99,0,99,0,0x400
symlinkat 266,0,-100
readlinkat 267,-100
utimensat 280,-100,0x1234
utimensat 280,99,0x1234,0,0x1000
utimensat 280,99
accept4 288,99
accept4 288,99,0x1234,0x1234
sendmsg 46,99,0,0x4000
sendmsg 46,99,0,0x4004
socket 41,1,1
kill 62,1
kill 62,0
clone 56,0
execve 59
fallocate 285,99,3
CALLS
