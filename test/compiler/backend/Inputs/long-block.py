# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# A module whose only function is a block of argv[1] stores of loaded values,
# behind the head of a loop that carries argv[2] locals.

import random
import sys

rng = random.Random(1)
stores, count = int(sys.argv[1]), int(sys.argv[2])
print('(module (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))')
print('(memory (export "memory") 1) (func (export "_start") (local $at i32) (local $turn i32)')
print("(local" + " i32" * count + ") (loop $next")
for i in range(stores):
    to, source = rng.randrange(60000), rng.randrange(60000)
    print(f"(i32.store offset={to} (local.get $at) (i32.add (i32.const {i})"
          f" (i32.load offset={source} (local.get $at))))")
    if i % 7 == 0:
        print(f"(local.set $at (i32.and (i32.const 255) (i32.load offset={to} (local.get $at))))")
for i in range(2, count + 2):
    print(f"(local.set {i} (i32.load offset={i * 4} (i32.add (local.get {i}) (local.get $at))))")
print("(br_if $next (i32.lt_u (local.tee $turn (i32.add (local.get $turn) (i32.const 1)))"
      " (i32.const 3))))")
for i in range(2, count + 2):
    print(f"(local.set $at (i32.xor (i32.rotl (local.get $at) (i32.const 1)) (local.get {i})))")
print("(call $exit (i32.rem_u (i32.add (local.get $at)"
      " (i32.load offset=30000 (local.get $turn))) (i32.const 120)))))")
