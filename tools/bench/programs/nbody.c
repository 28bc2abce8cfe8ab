// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Planets drawn by each other, in structures of doubles.

#include <math.h>
#include <stdio.h>

enum { bodies = 5, steps = 4500000 };
struct Body {
  double at[3], speed[3], mass;
};
static struct Body body[bodies];

static void advance(double dt) {
  for (int i = 0; i < bodies; ++i)
    for (int j = i + 1; j < bodies; ++j) {
      double d[3], squared = 0;
      for (int k = 0; k < 3; ++k) {
        d[k] = body[i].at[k] - body[j].at[k];
        squared += d[k] * d[k];
      }
      double pull = dt / (squared * sqrt(squared));
      for (int k = 0; k < 3; ++k) {
        body[i].speed[k] -= d[k] * body[j].mass * pull;
        body[j].speed[k] += d[k] * body[i].mass * pull;
      }
    }
  for (int i = 0; i < bodies; ++i)
    for (int k = 0; k < 3; ++k)
      body[i].at[k] += dt * body[i].speed[k];
}

int main(void) {
  for (int i = 0; i < bodies; ++i) {
    for (int k = 0; k < 3; ++k) {
      body[i].at[k] = (i * 3 + k * 7) % 5 * 2.5 + i;
      body[i].speed[k] = (i + k) % 3 * 0.3 - 0.2;
    }
    body[i].mass = i ? 0.01 * i : 39.5;
  }
  for (int step = 0; step < steps; ++step)
    advance(0.001);
  for (int i = 0; i < bodies; ++i)
    printf("%.6f\n", body[i].at[0]);
}
