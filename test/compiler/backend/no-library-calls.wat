;; Nothing is called that the runtime stub does not have: rounding is instructions
;; on both targets, at every level, and loops become at most memory functions.
;; RUN: for t in x86_64-linux aarch64-linux; do for l in 0 1 2 3 s z; do wasmc --emit obj -O$l --target $t %s -o %t && llvm-nm -u %t; done; done > %t.undefined
;; RUN: FileCheck --allow-empty %s < %t.undefined
;; CHECK-NOT: {{ (ceil|floor|trunc|rint|nearbyint|roundeven|sqrt|fmin|fmax|fmod|copysign|strlen|bcmp|memchr|__)}}
(module
  (memory (export "memory") 1)
  (func $round32 (param $x f32) (result f32)
    (f32.sqrt (f32.nearest (f32.trunc (f32.floor (f32.ceil (local.get $x)))))))
  (func $round64 (param $x f64) (result f64)
    (f64.sqrt (f64.nearest (f64.trunc (f64.floor (f64.ceil (local.get $x)))))))
  (func $limits (param $x f64) (param $y f64) (result f64)
    (f64.copysign (f64.min (local.get $x) (local.get $y))
      (f64.max (local.get $x) (local.get $y))))
  (func $length (param $p i32) (result i32) (local $n i32)
    (block $end
      (loop $next
        (br_if $end (i32.eqz (i32.load8_u (i32.add (local.get $p) (local.get $n)))))
        (local.set $n (i32.add (local.get $n) (i32.const 1)))
        (br $next)))
    (local.get $n))
  (func (export "_start")
    (f32.store (i32.const 0) (call $round32 (f32.load (i32.const 0))))
    (f64.store (i32.const 8) (call $round64 (f64.load (i32.const 8))))
    (f64.store (i32.const 16)
      (call $limits (f64.load (i32.const 8)) (f64.load (i32.const 16))))
    (i32.store (i32.const 24) (call $length (i32.load (i32.const 28))))))
