;; A loop whose 32-bit counter runs from below zero up to zero, as toolchains make
;; them, is vectorised.
;; RUN: wasmc -O2 --emit asm --target x86_64-linux %s -o - | FileCheck %s
;; RUN: wasmc -O2 --emit asm --target aarch64-linux %s -o - | FileCheck --check-prefix=ARM %s
;; CHECK: addpd
;; ARM: fadd {{.*}}2d
(module
  (memory (export "memory") 4)
  (func (export "_start")
    (local $row i32) (local $i i32)
    (loop $rows
      (local.set $i (i32.const -3184))
      (loop $columns
        (f64.store offset=0
          (i32.add (i32.add (local.get $i) (local.get $row)) (i32.const 20000))
          (f64.add
            (f64.load (i32.add (i32.add (local.get $i) (local.get $row)) (i32.const 80000)))
            (f64.load (i32.add (i32.add (local.get $i) (local.get $row)) (i32.const 80016)))))
        (br_if $columns
          (local.tee $i (i32.add (local.get $i) (i32.const 8)))))
      (br_if $rows (i32.ne
        (local.tee $row (i32.add (local.get $row) (i32.const 3200)))
        (i32.const 32000))))))
