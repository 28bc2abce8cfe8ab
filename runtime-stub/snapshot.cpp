// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Linked only into programs that wasmc runs itself to initialise a module
// (wrt/snapshot.h): the end of such a program, and clocks and random numbers
// that are the same in every run, in the place of clock.cpp's and random.cpp's.

#include "wrt/snapshot.h"

#include "runtime-stub/coredump.h"
#include "runtime-stub/kernel.h"
#include "runtime-stub/memory.h"
#include "runtime-stub/state_dump.h"
#include "runtime-stub/wasi/calls.h"
#include "runtime-stub/wasi/fd_table.h"

namespace wrt {
namespace {

uint64_t observed;

/// What a funcref points to in such a program.
struct FunctionReference {
  uint64_t code;
  uint64_t type;
  uint64_t number; ///< The function's index plus 1.
};

/// `value` as it is written.
uint64_t encode(uint64_t value, SnapshotValues kind, uint64_t &flags) {
  if (kind == SnapshotValues::Words || !value)
    return value;
  uint64_t number = 0;
  if (kind == SnapshotValues::Functions)
    number = reinterpret_cast<const FunctionReference *>(value)->number;
  if (!number)
    flags |= snapshotReference;
  return number;
}

void writeCells(Sink &out, const SnapshotCells *cells, uint64_t count,
                uint64_t &flags) {
  for (uint64_t i = 0; i < count; ++i) {
    uint64_t size = cells[i].size ? *cells[i].size : cells[i].count;
    out.unsignedLeb(size);
    for (uint64_t k = 0; k < size; ++k)
      out.unsignedLeb(encode(cells[i].values[k], cells[i].kind, flags));
  }
}

} // namespace

extern "C" const bool wrtDumpsTraps = false;

extern "C" void wrt_snapshot(const SnapshotCells *cells, uint64_t count) {
  Message message;
  if (coredumpFile() < 0)
    failStart(beginMessage(message).text("no file for a snapshot is granted"));
  uint64_t flags = observed;
  if (!isAsStarted())
    flags |= snapshotDescriptors;
  {
    Sink counting;
    writeCells(counting, cells, count, flags);
    if (!dumpData(counting))
      flags |= snapshotCut;
  }
  Sink out(coredumpFile());
  constexpr uint8_t magic[] = {0, 'a', 's', 'm', 1, 0, 0, 0};
  out.bytes(magic, sizeof(magic));
  writeSection(out, 0, [&](Sink &sink) {
    sink.name(snapshotSection);
    sink.unsignedLeb(flags);
    writeCells(sink, cells, count, flags);
  });
  writeSection(out, 5, dumpMemories);
  writeSection(out, 6, dumpGlobals);
  dumpData(out);
  out.flush();
  if (!out.error)
    exitProcess(0);
  beginMessage(message).text("cannot write the snapshot, errno ");
  failStart(message.number(uint64_t(-out.error)));
}

extern "C" Errno wrt_snapshot_clock_res_get(uint32_t clock, uint32_t out) {
  constexpr uint32_t clockCount = 4;
  if (!memory.contains(out, sizeof(uint64_t)))
    return Errno::fault;
  if (clock >= clockCount)
    return Errno::inval;
  memory.store(out, uint64_t(1));
  return Errno::success;
}

/// It is always midnight of the first of January 2000.
extern "C" Errno wrt_snapshot_clock_time_get(uint32_t clock, uint64_t,
                                             uint32_t out) {
  constexpr uint64_t time = 946'684'800'000'000'000;
  Errno error = wrt_snapshot_clock_res_get(clock, out);
  if (error != Errno::success)
    return error;
  observed |= snapshotClock;
  memory.store(out, time);
  return Errno::success;
}

/// The sequence of a generator (SplitMix64) from a fixed start.
extern "C" Errno wrt_snapshot_random_get(uint32_t buffer, uint32_t length) {
  static uint64_t state;
  if (!memory.contains(buffer, length))
    return Errno::fault;
  observed |= snapshotRandom;
  for (uint32_t done = 0; done < length; ++done) {
    state += 0x9e3779b97f4a7c15;
    uint64_t mixed = (state ^ (state >> 30)) * 0xbf58476d1ce4e5b9;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
    *memory.at(buffer + done) = uint8_t(mixed >> 56);
  }
  return Errno::success;
}

} // namespace wrt
