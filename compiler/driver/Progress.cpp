// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/driver/Progress.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/raw_ostream.h"
#include <chrono>
#include <cstdlib>
#include <unistd.h>

using namespace llvm;
using namespace std::chrono_literals;

namespace wasmc {

static constexpr StringLiteral eraseLine = "\r\033[K";

static bool isTerminal() {
  const char *name = getenv("TERM");
  return isatty(STDERR_FILENO) && name && StringRef(name) != "dumb";
}

Progress::Progress(size_t parts) : parts(parts) {
  if (isTerminal())
    writer = std::thread([this] { write(); });
}

Progress::~Progress() {
  if (!writer.joinable())
    return;
  {
    std::lock_guard lock(mutex);
    isEnding = true;
  }
  ending.notify_one();
  writer.join();
}

void Progress::write() {
  auto start = std::chrono::steady_clock::now();
  auto isOver = [this] { return isEnding; };
  std::unique_lock lock(mutex);
  if (ending.wait_for(lock, 1s, isOver))
    return;
  do {
    auto seconds = std::chrono::duration_cast<std::chrono::seconds>(
        std::chrono::steady_clock::now() - start);
    std::string line =
        (eraseLine + "wasmc: " + Twine(finished.load()) + " of " +
         Twine(parts) + (parts == 1 ? " part, " : " parts, ") +
         Twine(seconds.count()) + " s")
            .str();
    errs() << line;
  } while (!ending.wait_for(lock, 250ms, isOver));
  errs() << eraseLine;
}

} // namespace wasmc
