;; SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
;;
;; Prints a line for each argument after the first, then one for each variable
;; of the environment, and exits with the number of arguments after the first.
(module
  (import "wasi_snapshot_preview1" "args_sizes_get"
    (func $args_sizes_get (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "args_get"
    (func $args_get (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "environ_sizes_get"
    (func $environ_sizes_get (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "environ_get"
    (func $environ_get (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_write"
    (func $fd_write (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "proc_exit"
    (func $proc_exit (param i32)))
  (memory (export "memory") 2)
  ;; 0: an iovec, 8: bytes written, 16: a count, 20: a size, 24: a newline;
  ;; from 4096 pointers, from 65536 their texts.
  (data (i32.const 24) "\n")

  (func $write (param $at i32) (param $length i32)
    (i32.store (i32.const 0) (local.get $at))
    (i32.store (i32.const 4) (local.get $length))
    (drop (call $fd_write
      (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8))))

  (func $line (param $at i32)
    (local $end i32)
    (local.set $end (local.get $at))
    (block $done
      (loop $next
        (br_if $done (i32.eqz (i32.load8_u (local.get $end))))
        (local.set $end (i32.add (local.get $end) (i32.const 1)))
        (br $next)))
    (call $write
      (local.get $at) (i32.sub (local.get $end) (local.get $at)))
    (call $write (i32.const 24) (i32.const 1)))

  ;; Prints the texts $from up to the count at 16.
  (func $lines (param $from i32)
    (block $done
      (loop $next
        (br_if $done
          (i32.ge_u (local.get $from) (i32.load (i32.const 16))))
        (call $line (i32.load (i32.add (i32.const 4096)
          (i32.mul (local.get $from) (i32.const 4)))))
        (local.set $from (i32.add (local.get $from) (i32.const 1)))
        (br $next))))

  (func (export "_start")
    (local $arguments i32)
    (drop (call $args_sizes_get (i32.const 16) (i32.const 20)))
    (drop (call $args_get (i32.const 4096) (i32.const 65536)))
    (local.set $arguments (i32.load (i32.const 16)))
    (call $lines (i32.const 1))
    (drop (call $environ_sizes_get (i32.const 16) (i32.const 20)))
    (drop (call $environ_get (i32.const 4096) (i32.const 65536)))
    (call $lines (i32.const 0))
    (call $proc_exit
      (i32.sub (local.get $arguments) (i32.const 1)))))
