;; Writes "hello" and a line for each argument, and exits with 7.
(module $hello
  (import "wasi_snapshot_preview1" "fd_write"
    (func $write (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "args_sizes_get"
    (func $sizes (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "args_get"
    (func $args (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "hello\n")
  (func $print (param $text i32) (param $size i32)
    (i32.store (i32.const 0) (local.get $text))
    (i32.store (i32.const 4) (local.get $size))
    (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8))))
  (func $main (export "_start") (local $i i32)
    (call $print (i32.const 16) (i32.const 6))
    (drop (call $sizes (i32.const 32) (i32.const 36)))
    (drop (call $args (i32.const 1024) (i32.const 4096)))
    ;; The terminating NULs make good line ends.
    (loop $next
      (if (i32.lt_u (local.get $i) (i32.load (i32.const 36)))
        (then
          (if (i32.eqz (i32.load8_u offset=4096 (local.get $i)))
            (then (i32.store8 offset=4096 (local.get $i) (i32.const 10))))
          (local.set $i (i32.add (local.get $i) (i32.const 1)))
          (br $next))))
    (call $print (i32.const 4096) (i32.load (i32.const 36)))
    (call $exit (i32.const 7))))
