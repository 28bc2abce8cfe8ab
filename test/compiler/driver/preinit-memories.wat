;; What a module has been initialised to is kept in each of its memories, of either
;; address type, in passive segments that were not dropped, and in a table that
;; holds an import; with checked memory, too.
;; REQUIRES: x86_64-linux
;; RUN: for form in guarded checked; do wasmc --memory=$form --preinit=init %s -o %t && bash -c '%t; test $? = 42' || exit 1; done
;; RUN: wasmc -O0 --preinit=init %s -o %t && bash -c '%t; test $? = 42'
(module
  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (type $status (func (param i32)))
  (memory $low (export "memory") 1 8)
  (memory $wide i64 1)
  (table $t 1 funcref)
  (global $at (mut i64) (i64.const 0))
  (data $kept "kept")
  (elem declare func $exit)
  (func (export "init")
    (i32.store $low (i32.const 65532) (i32.const 11))
    (drop (memory.grow $wide (i64.const 2)))
    (i64.store $wide (i64.const 150000) (i64.const 0x123456789abcdef0))
    (table.set $t (i32.const 0) (ref.func $exit))
    (global.set $at (i64.const 150000)))
  (func $require (param $holds i32)
    (if (i32.eqz (local.get $holds)) (then unreachable)))
  (func (export "_start")
    (call $require (i32.eq (i32.load $low (i32.const 65532)) (i32.const 11)))
    (call $require (i64.eq (memory.size $wide) (i64.const 3)))
    (call $require (i64.eq (i64.load $wide (global.get $at)) (i64.const 0x123456789abcdef0)))
    (memory.init $low $kept (i32.const 8) (i32.const 0) (i32.const 4))
    (call $require (i32.eq (i32.load $low (i32.const 8)) (i32.const 0x7470656b)))
    (call_indirect $t (type $status) (i32.const 42) (i32.const 0))))
