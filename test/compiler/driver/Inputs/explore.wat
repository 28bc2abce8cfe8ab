;; Instructions with every kind of immediate that is common, and a name that a page
;; must not take for its own.
(module
  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (memory (export "memory") 1)
  (table funcref (elem $double))
  (type $f (func (param i32) (result i32)))
  (func $double (type $f) (i32.mul (local.get 0) (i32.const 2)))
  (func $</script><b>name (param i64) (result f64) (local i32 f64)
    (block $out (result f64)
      (if (i64.eqz (local.get 0)) (then (br $out (f64.const 2.5))))
      (loop $again
        (local.set 1 (i32.add (local.get 1) (i32.load16_u offset=6 align=1 (i32.const 8))))
        (br_if $again (i32.lt_s (local.get 1) (i32.const -7))))
      (f64.convert_i32_s (call_indirect (type $f) (local.get 1) (i32.const 0)))))
  (func $never_called (unreachable))
  (func (export "_start")
    (f64.store (i32.const 16) (call $</script><b>name (i64.const -3)))
    (v128.store (i32.const 32)
      (i8x16.replace_lane 3 (v128.const i32x4 1 2 3 4) (i32.const 9)))
    (call $exit (i32.const 0))))
