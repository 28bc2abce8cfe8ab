# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Prints a module with as many functions as the argument says, all called through
# a table so that none is inlined; _start folds their results and traps if the
# outcome is not what this script computed.

import sys

count = int(sys.argv[1])
value = 1
for i in range(count):
    value = (value * 31 ^ i) & 0xFFFFFFFF
print('(module (memory 1) (type $fold (func (param i32) (result i32)))')
for i in range(count):
    at = 4 * (i % 1000)
    print(f'(func $f{i} (type $fold)'
          f' (i32.store offset={at} (i32.const 0) (i32.mul (local.get 0) (i32.const 31)))'
          f' (i32.xor (i32.load offset={at} (i32.const 0)) (i32.const {i})))')
print(f'(table {count} funcref) (elem (i32.const 0)', *(f'$f{i}' for i in range(count)), ')')
print(f'''(func (export "_start") (local $x i32) (local $i i32)
  (local.set $x (i32.const 1))
  (loop $next
    (local.set $x (call_indirect (type $fold) (local.get $x) (local.get $i)))
    (local.set $i (i32.add (local.get $i) (i32.const 1)))
    (br_if $next (i32.lt_u (local.get $i) (i32.const {count}))))
  (if (i32.ne (local.get $x) (i32.const {value})) (then (unreachable)))))''')
