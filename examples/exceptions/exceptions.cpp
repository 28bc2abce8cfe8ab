// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Exceptions in all the ways C++ has: nested, thrown again, kept for later,
// through destructors, and one that is not C++'s own.

#include <cstdio>
#include <exception>
#include <new>
#include <stdexcept>
#include <string>

/// Says when it goes.
struct Guard {
  const char *name;
  explicit Guard(const char *name) : name(name) {}
  Guard(const Guard &) = delete;
  Guard &operator=(const Guard &) = delete;
  ~Guard() { std::printf("  %s is gone\n", name); }
};

struct Special : std::runtime_error {
  int code;
  Special(const char *what, int code) : runtime_error(what), code(code) {}
};

extern "C" {
/// In foreign.s: throws an exception whose tag is not that of C++.
void throwForeign(int value);
/// Calls `code`. The value of the foreign exception that it throws, or -1.
int catchForeign(void (*code)());
}

static void fail(int what) {
  Guard guard("the thrower's guard");
  switch (what) {
  case 0:
    throw 17;
  case 1:
    throw std::string("a string");
  case 2:
    throw Special("a special one", 4);
  default:
    std::printf("  nothing is thrown\n");
  }
}

/// Catches some, changes one into another, lets the rest pass.
static void passOn(int what) {
  Guard guard("the middle's guard");
  try {
    fail(what);
  } catch (int number) {
    std::printf("  number %d, thrown again\n", number);
    throw;
  } catch (const std::string &text) {
    std::printf("  %s, nested\n", text.c_str());
    std::throw_with_nested(std::logic_error("around it"));
  }
}

static void show(const std::exception &error, int depth) {
  std::printf("  %*s%s\n", 2 * depth, "", error.what());
  try {
    std::rethrow_if_nested(error);
  } catch (const std::exception &inner) {
    show(inner, depth + 1);
  } catch (const std::string &inner) {
    std::printf("  %*s%s\n", 2 * depth + 2, "", inner.c_str());
  }
}

static void tryAll() {
  for (int what = 0; what < 4; ++what) {
    std::printf("%d\n", what);
    try {
      passOn(what);
    } catch (const Special &special) {
      std::printf("  %s with code %d\n", special.what(), special.code);
    } catch (const std::exception &error) {
      show(error, 0);
    } catch (...) {
      std::printf("  something else\n");
    }
  }
}

/// A destructor that throws and catches while another exception is on its way.
struct Careful {
  ~Careful() {
    try {
      fail(0);
    } catch (int number) {
      std::printf("  %d in a destructor, %d in flight\n", number,
                  std::uncaught_exceptions());
    }
  }
};

static void throwThroughCareful() {
  Careful careful;
  throw Special("past a careful one", 5);
}

static void throwForeignThroughGuards() {
  Guard guard("a guard in the way of a foreign one");
  throwForeign(23);
}

static std::exception_ptr keep() {
  try {
    fail(2);
  } catch (...) {
    return std::current_exception();
  }
  return {};
}

int main() {
  tryAll();
  std::printf("within a destructor\n");
  try {
    throwThroughCareful();
  } catch (const Special &special) {
    std::printf("  %s\n", special.what());
  }
  std::printf("kept\n");
  std::exception_ptr kept = keep();
  for (int i = 0; i < 2; ++i)
    try {
      std::rethrow_exception(kept);
    } catch (Special &special) {
      std::printf("  %d\n", special.code += 1);
    }
  std::printf("foreign\n");
  std::printf("  %d\n", catchForeign(throwForeignThroughGuards));
  std::printf("  %d\n", catchForeign([] { std::printf("  none\n"); }));
  std::printf("many\n");
  long sum = 0;
  for (int i = 0; i < 1000000; ++i)
    try {
      throw i;
    } catch (int number) {
      sum += number & 1;
    }
  std::printf("  %ld\n", sum);
}
