;; Memory that a control group does not have is granted by memory.grow and ends the
;; program when it is touched, by the kernel's SIGKILL; with max-memory below the
;; group's limit memory.grow answers -1 instead.
;; REQUIRES: x86_64-linux, memory-cgroup
;; RUN: wasmc -O1 %s -o %t
;; RUN: bash -c '%t; test $? = 64'
;; RUN: bash -c '%S/Inputs/in-memory-cgroup 16777216 %t; test $? = 137'
;; RUN: bash -c 'WASMC_GRANTS="max-memory 8388608" %S/Inputs/in-memory-cgroup 16777216 %t; test $? = 8'
(module
  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (memory (export "memory") 16)
  ;; Grows to 64 MiB if it can, a MiB at a time, touches every page, and exits with
  ;; how many MiB it has.
  (func (export "_start") (local $at i32)
    (loop $more
      (if (i32.lt_u (memory.size) (i32.const 1024))
        (then (br_if $more (i32.ne (memory.grow (i32.const 16)) (i32.const -1))))))
    (loop $next
      (i32.store (local.get $at) (i32.const 1))
      (local.set $at (i32.add (local.get $at) (i32.const 4096)))
      (br_if $next (i32.lt_u (local.get $at) (i32.shl (memory.size) (i32.const 16)))))
    (call $exit (i32.shr_u (memory.size) (i32.const 4)))))
