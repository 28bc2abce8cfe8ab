// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// An interpreter whose operations are functions in a table.

#include <stdint.h>
#include <stdio.h>

struct Machine {
  uint64_t registers[8];
  const struct Step *at;
};
struct Step {
  void (*run)(struct Machine *, const struct Step *);
  uint8_t to, a, b;
  int32_t value;
};

#define OPERATION(name, expression)                                            \
  static void name(struct Machine *m, const struct Step *s) {                  \
    uint64_t *r = m->registers;                                                \
    r[s->to] = (expression);                                                   \
    m->at = s + 1;                                                             \
  }
OPERATION(add, r[s->a] + r[s->b])
OPERATION(mul, r[s->a] * r[s->b])
OPERATION(xor, r[s->a] ^ r[s->b])
OPERATION(shift, r[s->a] >> s->value)
OPERATION(addValue, r[s->a] + (uint64_t)(int64_t)s->value)
static void loop(struct Machine *m, const struct Step *s) {
  m->at = --m->registers[s->a] ? s + s->value : 0;
}

int main(void) {
  static struct Step program[] = {
      {mul, 1, 1, 2, 0},   {addValue, 1, 1, 0, 12345}, {shift, 3, 1, 0, 33},
      {xor, 4, 4, 3, 0},   {add, 5, 4, 1, 0},          {xor, 1, 1, 5, 0},
      {loop, 0, 0, 0, -6},
  };
  struct Machine machine = {{25000000, 1, 6364136223846793005u}, program};
  while (machine.at)
    machine.at->run(&machine, machine.at);
  printf("%016llx\n", (unsigned long long)machine.registers[5]);
}
