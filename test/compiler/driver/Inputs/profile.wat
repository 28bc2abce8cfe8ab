;; Calls function 4 a thousand times, or function 5 if there is an argument,
;; through a table; traps if there are two.
(module
  (import "wasi_snapshot_preview1" "args_sizes_get"
    (func $sizes (param i32 i32) (result i32)))
  (type $step (func (param i32) (result i32)))
  (memory (export "memory") 1)
  (table 2 2 funcref)
  (elem (i32.const 0) $one $other)
  (func $start (export "_start")
    (local $turns i32) (local $sum i32)
    (drop (call $sizes (i32.const 0) (i32.const 4)))
    (local.set $turns (i32.const 1000))
    (loop $next
      (local.set $sum
        (call_indirect (type $step) (local.get $sum) (call $choose)))
      (br_if $next
        (local.tee $turns (i32.sub (local.get $turns) (i32.const 1)))))
    (i32.store (i32.const 8) (local.get $sum))
    (if (i32.gt_u (i32.load (i32.const 0)) (i32.const 2)) (then unreachable)))
  (func $choose (result i32)
    (if (result i32) (i32.gt_u (i32.load (i32.const 0)) (i32.const 1))
      (then (i32.const 1))
      (else (i32.const 0))))
  (func $unused (export "unused") (param i32) (result i32) (local.get 0))
  (func $one (param $sum i32) (result i32)
    (block $odd (block $three (block $even
      (br_table $even $odd $even $three (i32.and (local.get $sum) (i32.const 3))))
      (return (i32.add (local.get $sum) (i32.const 1))))
      (return (i32.mul (local.get $sum) (i32.const 3))))
    (i32.add (local.get $sum) (i32.const 2)))
  (func $other (param $sum i32) (result i32)
    (i32.rotl (i32.add (local.get $sum) (i32.const 7)) (i32.const 3))))
