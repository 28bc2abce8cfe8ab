// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An interpreter of byte code whose heart is one big switch.

#include <stdint.h>
#include <stdio.h>

enum Op {
  push,
  add,
  sub,
  mul,
  dup,
  over,
  swap,
  drop,
  jump,
  jumpIf,
  load,
  store,
  less,
  equal,
  and,
  xor,
  shift,
  halt
};
static uint32_t memory[64];

static uint32_t run(const int32_t *code) {
  uint32_t stack[64], *top = stack;
  for (const int32_t *at = code;;)
    switch ((enum Op) * at++) {
    case push:
      *++top = (uint32_t)*at++;
      break;
    case add:
      top[-1] += *top, --top;
      break;
    case sub:
      top[-1] -= *top, --top;
      break;
    case mul:
      top[-1] *= *top, --top;
      break;
    case dup:
      top[1] = *top, ++top;
      break;
    case over:
      top[1] = top[-1], ++top;
      break;
    case swap: {
      uint32_t t = *top;
      *top = top[-1], top[-1] = t;
      break;
    }
    case drop:
      --top;
      break;
    case jump:
      at = code + *at;
      break;
    case jumpIf:
      at = *top-- ? code + *at : at + 1;
      break;
    case load:
      *++top = memory[*at++ & 63];
      break;
    case store:
      memory[*at++ & 63] = *top--;
      break;
    case less:
      top[-1] = top[-1] < *top, --top;
      break;
    case equal:
      top[-1] = top[-1] == *top, --top;
      break;
    case and:
      top[-1] &= *top, --top;
      break;
    case xor:
      top[-1] ^= *top, --top;
      break;
    case shift:
      top[-1] >>= *top & 31, --top;
      break;
    case halt:
      return *top;
    }
}

int main(void) {
  // A counter in 0, random numbers in 1, what they leave in 2.
  static const int32_t code[] = {
      push,          8000000, store, 0,
      /* 4: */ load, 1,       push,  1103515245, mul, push,  12345, add,
      dup,           store,   1,     push,       16,  shift, load,  2,
      xor,           store,   2,     load,       0,   push,  1,     sub,
      dup,           store,   0,     jumpIf,     4,   load,  2,     halt};
  printf("%u\n", run(code));
}
