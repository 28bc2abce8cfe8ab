(module
  (global $g (mut i32) (i32.const 1))
  (func $first (export "_start") (call 1))
  (func $a!b.c (global.set $g (i32.const 2)) (call 2))
  (func (global.set $g (i32.const 3))))
