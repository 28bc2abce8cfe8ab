;; Has two arguments besides its name, one variable, and a directory that lacks
;; "made". Ends with 7.
(module
  (import "wasi_snapshot_preview1" "args_sizes_get"
    (func $args (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "environ_sizes_get"
    (func $environ (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "path_create_directory"
    (func $make (param i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "made")
  (func $expect (param i32 i32)
    (if (i32.ne (local.get 0) (local.get 1)) (then (unreachable))))
  (func (export "_start")
    (call $expect (call $args (i32.const 0) (i32.const 4)) (i32.const 0))
    (call $expect (i32.load (i32.const 0)) (i32.const 3))
    (call $expect (call $environ (i32.const 0) (i32.const 4)) (i32.const 0))
    (call $expect (i32.load (i32.const 0)) (i32.const 1))
    (call $expect (i32.load (i32.const 4)) (i32.const 16)) ;; "name=some value" and NUL
    (call $expect (call $make (i32.const 3) (i32.const 16) (i32.const 4)) (i32.const 0))
    (call $exit (i32.const 7))))
