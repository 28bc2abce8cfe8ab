;; Waits a minute, or a millisecond if there is an argument.
(module
  (import "wasi_snapshot_preview1" "poll_oneoff"
    (func $poll (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "args_sizes_get"
    (func $sizes (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  ;; Clock 1, monotonic; the time is at 24.
  (data (i32.const 16) "\01")
  (func (export "_start")
    (drop (call $sizes (i32.const 64) (i32.const 68)))
    (i64.store (i32.const 24)
      (select (i64.const 1000000) (i64.const 60000000000)
              (i32.gt_u (i32.load (i32.const 64)) (i32.const 1))))
    (drop (call $poll (i32.const 0) (i32.const 128) (i32.const 1) (i32.const 256)))))
