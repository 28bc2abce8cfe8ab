// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What is known of the module's variables. All stores to them are noted, so one
// that no store reaches still holds what the file has, or the address that the
// stub made of it at start; of another it may be known between which numbers it
// stays. That holds for all of the program, so it is settled only at the end:
// what asked is looked at again if a store is found that changes the answer.

#ifndef COMPILER_CHECK_VARIABLES_H
#define COMPILER_CHECK_VARIABLES_H

#include "compiler/check/Executable.h"
#include <map>
#include <set>

namespace wasmc {

/// Where a store was found.
struct StoreOrigin {
  uint64_t instruction, function;
};

class Variables {
public:
  explicit Variables(const Executable &executable) : executable(executable) {}

  /// Numbers of fewer than 8 bytes are extended by zeros.
  struct Interval {
    int64_t low, high;
  };

  /// Anything may be stored to any part of the range. Functions whose answers
  /// this changes are put into `outdated`.
  void store(AddressRange range, StoreOrigin origin,
             std::set<uint64_t> &outdated);
  /// A number from the interval may be stored to the variable that lies there
  /// and is so many bytes.
  void store(uint64_t address, unsigned bytes, Interval numbers,
             StoreOrigin origin, std::set<uint64_t> &outdated);

  /// Whether all the range holds what it held at the start; `function` asks.
  bool isUnchanged(AddressRange range, uint64_t function);
  /// What the variable holds, unless that may be anything.
  std::optional<Interval> load(uint64_t address, unsigned bytes,
                               uint64_t function);

  /// What is stored by now is there before any code runs.
  void keepInitial();
  /// Forgets all stores since, and who asked.
  void restart();

  /// Calls `visit` with each range that is stored to, and a store to it.
  template <typename Function> void eachStored(Function visit) const {
    for (const auto &[begin, stretch] : stored)
      visit(AddressRange{begin, stretch.end}, stretch.origin);
    for (const auto &[begin, variable] : numbered)
      visit(AddressRange{begin, begin + variable.bytes}, variable.origin);
  }

  /// Calls `visit` with each range of which something was told, and a function
  /// that asked.
  template <typename Function> void eachRead(Function visit) const {
    for (const auto &[begin, reader] : readers)
      visit(AddressRange{begin, reader.end}, *reader.functions.begin());
  }

private:
  struct Stretch {
    uint64_t end;
    StoreOrigin origin;
  };
  struct Numbered {
    unsigned bytes;
    Interval numbers;
    unsigned changes;
    StoreOrigin origin;
  };
  struct Reader {
    uint64_t end;
    std::set<uint64_t> functions;
  };

  bool overlapsStored(AddressRange range) const;
  template <typename Function>
  void eachNumbered(AddressRange range, Function visit) const;
  void findOutdated(AddressRange range, std::set<uint64_t> &outdated) const;
  void addReader(AddressRange range, uint64_t function);

  const Executable &executable;
  std::map<uint64_t, Stretch> stored; ///< By begin; they do not overlap.
  std::map<uint64_t, Numbered> numbered;
  std::map<uint64_t, Stretch> initialStored;
  std::map<uint64_t, Numbered> initialNumbered;
  std::map<uint64_t, Reader> readers; ///< By begin.
};

} // namespace wasmc

#endif
