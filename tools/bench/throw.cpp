// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//   throw FRAMES COUNT
//
// Throws and catches COUNT times across so many frames, 1 or 10, each with a
// destructor to run; with 0 frames, calls as often within a try and nothing is
// thrown. Prints nanoseconds for each. Built with -fno-exceptions it has no try
// and throws nothing.

#include <chrono>
#include <cstdio>
#include <cstdlib>

#ifdef __cpp_exceptions
#define TRY try
#define CATCH(what) catch (what)
#define THROW(what) throw(what)
#else
#define TRY if (true)
#define CATCH(what) else if (int number = 0; true)
#define THROW(what) std::abort()
#endif

static volatile int depthLeft;
static volatile unsigned released;

struct Guard {
  ~Guard() { released = released + 1; }
};

/// Not to be seen through: neither inlined nor made a loop.
__attribute__((noinline)) static int descend(int value) {
  Guard guard;
  int left = depthLeft - 1;
  depthLeft = left;
  if (left > 0)
    return descend(value) + 1;
  if (value < 0)
    THROW(value);
  return value;
}

static unsigned run(int frames, long count) {
  unsigned sum = 0;
  int sign = frames ? -1 : 1;
  for (long i = 0; i < count; ++i)
    TRY {
      depthLeft = frames ? frames : 1;
      sum += unsigned(descend(sign * int(i % 100 + 1)));
    }
  CATCH(int number) { sum += unsigned(number); }
  return sum;
}

int main(int, char **arguments) {
  int frames = std::atoi(arguments[1]);
  long count = std::atol(arguments[2]);
  using Clock = std::chrono::steady_clock;
  unsigned sum = run(frames, count / 10 + 1);
  Clock::time_point start = Clock::now();
  sum += run(frames, count);
  std::chrono::duration<double, std::nano> time = Clock::now() - start;
  std::printf("%.1f %u\n", time.count() / double(count), sum);
}
