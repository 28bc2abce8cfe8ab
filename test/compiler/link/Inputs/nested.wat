(module
  (func $begin (export "_start") (call $descend (i32.const 3)))
  (func $descend (param i32)
    (if (i32.eqz (local.get 0)) (then unreachable))
    (call $descend (i32.sub (local.get 0) (i32.const 1)))))
