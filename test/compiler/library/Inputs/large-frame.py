# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# A function of which 10,000 values are alive across a call.
count = 10000
print('(module (func $f (export "f")) (func (export "g") (param i64) (result i64)')
print(f'(local{" i64" * count})')
for i in range(1, count + 1):
    print(f'(local.set {i} (i64.mul (local.get {i - 1}) (i64.const {2 * i + 1})))')
print('(call $f)')
print('(local.get 0)')
for i in range(1, count + 1):
    print(f'(local.get {i}) i64.xor')
print('))')
