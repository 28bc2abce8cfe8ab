# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Prints a module of several parts: functions of 2 KiB each. _start folds a
# value through all and traps if the outcome is not what this script computed.
#
#   large-module.py [COUNT [LONGER]]
#
# Of COUNT functions (300) the one numbered LONGER is longer than otherwise; it
# still computes the same.

import sys

count = int(sys.argv[1]) if len(sys.argv) > 1 else 300
longer = int(sys.argv[2]) if len(sys.argv) > 2 else None
steps = 150


def constants(function):
    for step in range(steps):
        number = function * steps + step
        yield number * 2654435761 % 2**31, number * 40503 % 2**31 | 1
    if function == longer:
        yield 0, 3
        yield 0, pow(3, -1, 2**32)


value = 1
for function in range(count):
    for add, multiply in constants(function):
        value = ((value + add) * multiply) % 2**32
print('(module')
for function in range(count):
    print(f'(func $f{function} (param i32) (result i32)')
    for add, multiply in constants(function):
        print(f'(local.set 0 (i32.mul (i32.add (local.get 0) (i32.const {add}))'
              f' (i32.const {multiply})))')
    print('(local.get 0))')
print('(func (export "_start") (local i32) (local.set 0 (i32.const 1))')
for function in range(count):
    print(f'(local.set 0 (call $f{function} (local.get 0)))')
print(f'(if (i32.ne (local.get 0) (i32.const {value})) (then (unreachable)))))')
