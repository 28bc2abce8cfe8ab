// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_DRIVER_PARALLELMAP_H
#define COMPILER_DRIVER_PARALLELMAP_H

#include "llvm/Support/Error.h"
#include "llvm/Support/thread.h"
#include <algorithm>
#include <atomic>
#include <optional>
#include <type_traits>
#include <vector>

namespace wasmc {

/// LLVM recurses over what the module nests; a thread's usual stack is whatever
/// the shell's limit says.
constexpr unsigned workerStack = 64 << 20;

/// Applies `work`, which returns an Expected<T>, to all items on up to
/// `threads` threads and returns the results in the items' order. If some fail,
/// the error is that of the first of them in that order: neither depends on the
/// number of threads.
template <typename Item, typename Work>
auto parallelMap(const std::vector<Item> &items, unsigned threads,
                 const Work &work) {
  using Result = std::invoke_result_t<const Work &, const Item &>;
  using Value = typename Result::value_type;
  std::vector<std::optional<Result>> results(items.size());
  std::atomic<size_t> next = 0;
  std::atomic<size_t> firstFailed = items.size();
  auto run = [&] {
    for (size_t i; (i = next++) < items.size();) {
      // Items behind a failed one cannot matter; those before it can.
      if (i > firstFailed)
        continue;
      results[i].emplace(work(items[i]));
      if (*results[i])
        continue;
      for (size_t seen = firstFailed; i < seen;)
        if (firstFailed.compare_exchange_weak(seen, i))
          break;
    }
  };
  std::vector<llvm::thread> workers;
  for (size_t i = 0; i < std::min<size_t>(threads, items.size()); ++i)
    workers.emplace_back(std::optional<unsigned>(workerStack), run);
  for (llvm::thread &worker : workers)
    worker.join();

  std::vector<Value> values;
  std::optional<llvm::Error> error;
  for (std::optional<Result> &result : results) {
    if (!result)
      continue;
    if (*result)
      values.push_back(std::move(**result));
    else if (error)
      llvm::consumeError(result->takeError());
    else
      error.emplace(result->takeError());
  }
  if (error)
    return llvm::Expected<std::vector<Value>>(std::move(*error));
  return llvm::Expected<std::vector<Value>>(std::move(values));
}

} // namespace wasmc

#endif
