// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/driver/StageTimes.h"
#include "llvm/Support/Format.h"

using namespace llvm;

namespace wasmc {

static int64_t since(std::chrono::steady_clock::time_point start) {
  return std::chrono::nanoseconds(std::chrono::steady_clock::now() - start)
      .count();
}

StageTimes::Scope::~Scope() {
  times.nanoseconds[size_t(stage)] += since(start);
}

void StageTimes::print(raw_ostream &os) const {
  static constexpr const char *names[] = {"decode", "lower", "optimize",
                                          "emit",   "link",  "check"};
  static_assert(std::size(names) == size_t(Stage::Count));
  for (size_t i = 0; i < nanoseconds.size(); ++i)
    if (nanoseconds[i]) // Not all are asked for.
      os << format("%-10s %9.1f ms\n", names[i], double(nanoseconds[i]) / 1e6);
  os << format("%-10s %9.1f ms (wall)\n", "total", double(since(begin)) / 1e6);
}

} // namespace wasmc
