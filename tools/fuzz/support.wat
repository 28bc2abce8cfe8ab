;; SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
;;
;; What binaryen's random modules import: functions that log a value. They fold
;; it, bit for bit, into a digest, so that calls left out, doubled, in another
;; order or made after a trap show. The same module serves both engines.
(module
  (global $digest (mut i64) (i64.const 0))
  (func $add (param $kind i64) (param $bits i64)
    (global.set $digest
      (i64.add (local.get $kind)
        (i64.mul (i64.const 0x9e3779b97f4a7c15)
          (i64.rotl (i64.xor (global.get $digest) (local.get $bits))
            (i64.const 23))))))
  (func (export "log-i32") (param i32)
    (call $add (i64.const 1) (i64.extend_i32_u (local.get 0))))
  (func (export "log-i64") (param i64)
    (call $add (i64.const 2) (local.get 0)))
  (func (export "log-f32") (param f32)
    (call $add (i64.const 3)
      (i64.extend_i32_u (i32.reinterpret_f32 (local.get 0)))))
  (func (export "log-f64") (param f64)
    (call $add (i64.const 4) (i64.reinterpret_f64 (local.get 0))))
  (func (export "log-v128") (param v128)
    (call $add (i64.const 5) (i64x2.extract_lane 0 (local.get 0)))
    (call $add (i64.const 6) (i64x2.extract_lane 1 (local.get 0))))
  (func (export "digest") (result i64) (global.get $digest)))
