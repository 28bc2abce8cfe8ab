;; What a machine has an instruction for is that instruction.
;; RUN: wasmc -O2 --cpu x86-64-v2 --target x86_64-linux --emit asm %s -o - | FileCheck %s --check-prefix=X86
;; RUN: wasmc -O2 --target aarch64-linux --emit asm %s -o - | FileCheck %s --check-prefix=ARM
(module
  (type $binary (func (param v128 v128) (result v128)))
  (table (export "table") 20 funcref)
  (elem (i32.const 0) $swizzle $narrow $narrow_u $dot $average $saturate
    $product $pmin $demote $trunc $relaxed_min $extend)
  (func (export "_start"))
  ;; X86-LABEL: wasm.f1:
  ;; X86: paddusb
  ;; X86-NEXT: pshufb
  ;; X86-NEXT: ret
  ;; ARM-LABEL: wasm.f1:
  ;; ARM: tbl v0.16b
  ;; ARM-NEXT: ret
  (func $swizzle (type $binary) (i8x16.swizzle (local.get 0) (local.get 1)))
  ;; X86-LABEL: wasm.f2:
  ;; X86: packsswb
  ;; X86-NEXT: ret
  ;; ARM-LABEL: wasm.f2:
  ;; ARM: sqxtn
  ;; ARM-NEXT: sqxtn2
  ;; ARM-NEXT: ret
  (func $narrow (type $binary) (i8x16.narrow_i16x8_s (local.get 0) (local.get 1)))
  ;; X86-LABEL: wasm.f3:
  ;; X86: packusdw
  ;; X86-NEXT: ret
  ;; ARM-LABEL: wasm.f3:
  ;; ARM: sqxtun
  ;; ARM-NEXT: sqxtun2
  ;; ARM-NEXT: ret
  (func $narrow_u (type $binary) (i16x8.narrow_i32x4_u (local.get 0) (local.get 1)))
  ;; X86-LABEL: wasm.f4:
  ;; X86: pmaddwd
  ;; X86-NEXT: ret
  ;; ARM-LABEL: wasm.f4:
  ;; ARM: smull
  ;; ARM-NEXT: smull2
  ;; ARM-NEXT: addp
  ;; ARM-NEXT: ret
  (func $dot (type $binary) (i32x4.dot_i16x8_s (local.get 0) (local.get 1)))
  ;; X86-LABEL: wasm.f5:
  ;; X86: pavgb
  ;; X86-NEXT: ret
  ;; ARM-LABEL: wasm.f5:
  ;; ARM: urhadd
  ;; ARM-NEXT: ret
  (func $average (type $binary) (i8x16.avgr_u (local.get 0) (local.get 1)))
  ;; X86-LABEL: wasm.f6:
  ;; X86: paddsw
  ;; X86-NEXT: ret
  ;; ARM-LABEL: wasm.f6:
  ;; ARM: sqadd
  ;; ARM-NEXT: ret
  (func $saturate (type $binary) (i16x8.add_sat_s (local.get 0) (local.get 1)))
  ;; X86-LABEL: wasm.f7:
  ;; X86: pmulhrsw
  ;; X86: pcmpeqw
  ;; X86: pxor
  ;; ARM-LABEL: wasm.f7:
  ;; ARM: sqrdmulh
  ;; ARM-NEXT: ret
  (func $product (type $binary) (i16x8.q15mulr_sat_s (local.get 0) (local.get 1)))
  ;; X86-LABEL: wasm.f8:
  ;; X86: minps
  ;; X86-NOT: blend
  ;; X86: ret
  (func $pmin (type $binary) (f32x4.pmin (local.get 0) (local.get 1)))
  ;; X86-LABEL: wasm.f9:
  ;; X86: cvtpd2ps
  ;; X86-NEXT: ret
  ;; ARM-LABEL: wasm.f9:
  ;; ARM: fcvtn
  ;; ARM-NEXT: ret
  (func $demote (param v128) (result v128) (f32x4.demote_f64x2_zero (local.get 0)))
  ;; ARM-LABEL: wasm.f10:
  ;; ARM: fcvtzu v0.2d
  ;; ARM-NEXT: uqxtn
  ;; ARM-NEXT: ret
  (func $trunc (param v128) (result v128) (i32x4.trunc_sat_f64x2_u_zero (local.get 0)))
  ;; X86-LABEL: wasm.f11:
  ;; X86: minpd
  ;; X86-NEXT: ret
  ;; ARM-LABEL: wasm.f11:
  ;; ARM: fmin
  ;; ARM-NEXT: ret
  (func $relaxed_min (type $binary) (f64x2.relaxed_min (local.get 0) (local.get 1)))
  ;; X86-LABEL: wasm.f12:
  ;; X86: pmaddubsw
  ;; ARM-LABEL: wasm.f12:
  ;; ARM: saddlp
  ;; ARM-NEXT: ret
  (func $extend (param v128) (result v128) (i16x8.extadd_pairwise_i8x16_s (local.get 0))))
