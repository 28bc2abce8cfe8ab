// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a filter exports and imports. It is a module without a C library.

#ifndef FILTER_H
#define FILTER_H

#define EXPORT(name) __attribute__((export_name(name)))

struct Pixel {
  unsigned char red, green, blue;
};

/// The pixels, row by row, in the memory behind everything else.
static struct Pixel *picture;

/// Tells the host how far it is, from 0 to 100.
__attribute__((import_module("host"), import_name("progress"))) void
progress(int percent);

/// Changes the picture where it is; returns 0 if all is well.
EXPORT("apply") int apply(int width, int height);

/// Where the host is to put so many bytes; 0: there is no memory for them.
EXPORT("reserve") unsigned reserve(unsigned bytes) {
  extern unsigned char __heap_base[];
  unsigned long end = (unsigned long)__heap_base + bytes;
  unsigned long pages = (end + 65535) / 65536;
  unsigned long has = __builtin_wasm_memory_size(0);
  if (end < bytes ||
      (pages > has && __builtin_wasm_memory_grow(0, pages - has) == -1ul))
    return 0;
  picture = (struct Pixel *)__heap_base;
  return (unsigned)(unsigned long)picture;
}

#endif
