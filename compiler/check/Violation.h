// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_CHECK_VIOLATION_H
#define COMPILER_CHECK_VIOLATION_H

#include "llvm/ADT/Twine.h"
#include <map>
#include <string>
#include <vector>

namespace wasmc {

/// One thing that an executable must not contain, or that could not be shown to
/// be safe.
struct Violation {
  std::string what;
  uint64_t address = 0;
  uint64_t function = 0; ///< Where the code in question begins; 0: no code.
};

/// Those found so far. Of one function only the first few are kept, as nobody
/// reads more, but all are counted.
class Violations {
public:
  static constexpr size_t mostOfFunction = 4;

  void add(const llvm::Twine &what, uint64_t address, uint64_t function = 0) {
    Found &found = functions[function];
    ++found.count;
    if (found.first.size() < mostOfFunction)
      found.first.push_back({what.str(), address, function});
  }

  /// Takes back what was found in a function, which is looked at again.
  void forget(uint64_t function) { functions.erase(function); }

  size_t count() const {
    size_t sum = 0;
    for (const auto &[function, found] : functions)
      sum += found.count;
    return sum;
  }

  /// Those that were kept, function by function.
  std::vector<Violation> list() const {
    std::vector<Violation> all;
    for (const auto &[function, found] : functions)
      all.insert(all.end(), found.first.begin(), found.first.end());
    return all;
  }

private:
  struct Found {
    size_t count = 0;
    std::vector<Violation> first;
  };
  std::map<uint64_t, Found> functions;
};

} // namespace wasmc

#endif
