// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The format is that of WebAssembly's tool conventions (Coredump.md): a module
// that is never instantiated. Custom sections name the process ("core"), its
// modules and instances and the frames of its one stack ("corestack"); the
// memory, global and data sections hold the state.
//
// There is no heap and the file may be a pipe, so a section is made twice: once
// to learn its size, once to write it. Linear memory is written where it is not
// zero. What is read and written is bounded: reading a page that was never used
// costs a page fault, and no reader of modules takes one of more than 1 GiB.

#include "runtime-stub/coredump.h"

#include "runtime-stub/backtrace.h"
#include "runtime-stub/kernel.h"
#include "runtime-stub/memory.h"
#include "runtime-stub/module.h"

namespace wrt {
namespace {

/// Most frames listed, the innermost.
constexpr uint32_t dumpedFrames = 1024;
/// Most bytes of linear memory written.
constexpr uint64_t mostDumped = (uint64_t(1) << 30) - (uint64_t(1) << 20);
/// Most bytes of linear memory looked at.
constexpr uint64_t mostScanned = uint64_t(1) << 34;
/// Linear memory is looked at in pieces of this size.
constexpr uint64_t piece = 65536;

/// The file's descriptor, or negative.
int file = -1;

constexpr uint8_t i32Type = 0x7f, i64Type = 0x7e, f32Type = 0x7d,
                  f64Type = 0x7c, vectorType = 0x7b;

/// Takes bytes; counts them, or writes them as well.
class Sink {
public:
  explicit Sink(bool isWriting) : isWriting(isWriting) {}

  void byte(uint8_t value) { bytes(&value, 1); }
  void bytes(const void *from, uint64_t length);
  void unsignedLeb(uint64_t value) {
    for (; value >= 0x80; value >>= 7)
      byte(uint8_t(value | 0x80));
    byte(uint8_t(value));
  }
  void signedLeb(int64_t value) {
    for (; value < -64 || value > 63; value >>= 7)
      byte(uint8_t(value | 0x80));
    byte(uint8_t(value & 0x7f));
  }
  void name(const char *text) {
    uint64_t length = 0;
    while (text[length])
      ++length;
    unsignedLeb(length);
    bytes(text, length);
  }
  void flush();

  uint64_t count = 0;
  long error = 0; ///< Negative once the file refused something.

private:
  void write(const uint8_t *from, uint64_t length);

  bool isWriting;
  uint64_t used = 0;
  uint8_t buffer[4096];
};

void Sink::write(const uint8_t *from, uint64_t length) {
  while (length && !error) {
    long n = callThrough(Call::write, file, from, length);
    if (n <= 0) {
      error = n ? n : -hostNoSpace;
      return;
    }
    from += n;
    length -= uint64_t(n);
  }
}

void Sink::flush() {
  write(buffer, used);
  used = 0;
}

void Sink::bytes(const void *from, uint64_t length) {
  count += length;
  if (!isWriting)
    return;
  if (used + length > sizeof(buffer))
    flush();
  if (length > sizeof(buffer)) {
    write(static_cast<const uint8_t *>(from), length);
    return;
  }
  __builtin_memcpy(buffer + used, from, length);
  used += length;
}

using Contents = void (*)(Sink &out, const Registers &at);

void section(Sink &out, uint8_t id, Contents contents, const Registers &at) {
  Sink size(false);
  contents(size, at);
  out.byte(id);
  out.unsignedLeb(size.count);
  contents(out, at);
}

void processInfo(Sink &out, const Registers &) {
  out.name("core");
  out.byte(0);
  out.name(programName());
}

void moduleList(Sink &out, const Registers &) {
  out.name("coremodules");
  out.unsignedLeb(1);
  out.byte(0);
  out.name(programName());
}

/// The indices below `count`.
void listAll(Sink &out, uint64_t count) {
  out.unsignedLeb(count);
  for (uint64_t i = 0; i < count; ++i)
    out.unsignedLeb(i);
}

void instanceList(Sink &out, const Registers &) {
  out.name("coreinstances");
  out.unsignedLeb(1);
  out.byte(0);
  out.unsignedLeb(0); // Its module.
  listAll(out, wasm_memory_count);
  listAll(out, wasm_globals.count);
}

/// Lists the frames, and returns how many; with no sink it only counts.
uint32_t listFrames(Sink *out, const Registers &at) {
  uint32_t count = 0;
  FrameWalk walk(at);
  // As many host frames may lie between as there are frames listed.
  for (uint32_t steps = 0; steps < 2 * dumpedFrames; ++steps) {
    uint64_t offset;
    if (const FunctionEntry *entry = walk.function(offset)) {
      ++count;
      if (out) {
        out->byte(0);
        out->unsignedLeb(0); // The instance.
        out->unsignedLeb(entry->index);
        // Of the offset in the module's code, of locals and of the operand
        // stack native code tells nothing.
        for (int unknown = 0; unknown < 3; ++unknown)
          out->unsignedLeb(0);
      }
    }
    if (count == dumpedFrames || !walk.toCaller())
      break;
  }
  return count;
}

void stackFrames(Sink &out, const Registers &at) {
  out.name("corestack");
  out.byte(0);
  out.name("main");
  out.unsignedLeb(listFrames(nullptr, at));
  listFrames(&out, at);
}

void memoryList(Sink &out, const Registers &) {
  constexpr uint8_t is64 = 4, hasPageSize = 8;
  out.unsignedLeb(wasm_memory_count);
  for (uint64_t i = 0; i < wasm_memory_count; ++i) {
    const MemoryPlan &plan = wasm_memory_plans[i];
    bool isCustom = plan.pageShift != 16;
    out.byte(uint8_t((plan.is64 ? is64 : 0) | (isCustom ? hasPageSize : 0)));
    out.unsignedLeb(wasm_memories[i].bytes >> plan.pageShift);
    if (isCustom)
      out.unsignedLeb(plan.pageShift);
  }
}

void globalList(Sink &out, const Registers &) {
  out.unsignedLeb(wasm_globals.count);
  auto *entry = reinterpret_cast<const GlobalEntry *>(&wasm_globals + 1);
  for (uint64_t i = 0; i < wasm_globals.count; ++i, ++entry) {
    const uint8_t *at =
        reinterpret_cast<const uint8_t *>(&entry->value) + entry->value;
    auto type = uint8_t(entry->type);
    uint64_t value = 0;
    bool isShort = type == i32Type || type == f32Type;
    __builtin_memcpy(&value, at, isShort ? 4 : 8);
    out.byte(type);
    out.byte(0); // Immutable.
    switch (type) {
    case i32Type:
      out.byte(0x41);
      out.signedLeb(int32_t(value));
      break;
    case i64Type:
      out.byte(0x42);
      out.signedLeb(int64_t(value));
      break;
    case f32Type:
    case f64Type:
      out.byte(type == f32Type ? 0x43 : 0x44);
      out.bytes(at, isShort ? 4 : 8);
      break;
    case vectorType:
      out.byte(0xfd);
      out.byte(12);
      out.bytes(at, 16);
      break;
    default: // References point to nothing that the dump has.
      out.byte(0xd0);
      out.byte(type);
    }
    out.byte(0x0b);
  }
}

/// Goes over the stretches of all memories that hold something.
class Runs {
public:
  bool next();
  uint64_t memory = 0;
  const uint8_t *begin = nullptr, *end = nullptr;
  bool isCut = false; ///< There may have been more.

private:
  uint64_t at = 0, scanned = 0, taken = 0;

  static bool isZero(const uint8_t *from, const uint8_t *to);
  void trim();
};

bool Runs::isZero(const uint8_t *from, const uint8_t *to) {
  // Memories begin at page boundaries, but may end anywhere.
  for (; from + sizeof(uint64_t) <= to; from += sizeof(uint64_t))
    if (*reinterpret_cast<const uint64_t *>(from))
      return false;
  for (; from < to; ++from)
    if (*from)
      return false;
  return true;
}

void Runs::trim() {
  while (!*begin)
    ++begin;
  while (!end[-1])
    --end;
}

bool Runs::next() {
  begin = end = nullptr;
  for (; memory < wasm_memory_count; ++memory, at = 0) {
    const MemoryInstance &instance = wasm_memories[memory];
    while (at < instance.bytes) {
      uint64_t left = instance.bytes - at;
      uint64_t length = left < piece ? left : piece;
      if (scanned == mostScanned || taken + length > mostDumped) {
        isCut = true;
        at = instance.bytes;
        break;
      }
      const uint8_t *from = instance.base + at;
      at += length;
      scanned += length;
      if (!isZero(from, from + length)) {
        taken += length;
        begin = begin ? begin : from;
        end = from + length;
      } else if (begin) {
        break;
      }
    }
    if (begin) {
      trim();
      return true;
    }
  }
  return false;
}

void segmentHead(Sink &out, const Runs &run) {
  out.byte(run.memory ? 2 : 0);
  if (run.memory)
    out.unsignedLeb(run.memory);
  auto offset = uint64_t(run.begin - wasm_memories[run.memory].base);
  if (wasm_memory_plans[run.memory].is64) {
    out.byte(0x42);
    out.signedLeb(int64_t(offset));
  } else {
    out.byte(0x41);
    out.signedLeb(int32_t(uint32_t(offset)));
  }
  out.byte(0x0b);
  out.unsignedLeb(uint64_t(run.end - run.begin));
}

/// Returns whether all of the memories is in it.
bool dataSegments(Sink &out) {
  Sink size(false);
  uint64_t count = 0;
  for (Runs runs; runs.next(); ++count) {
    segmentHead(size, runs);
    size.count += uint64_t(runs.end - runs.begin);
  }
  Sink countSize(false);
  countSize.unsignedLeb(count);
  out.byte(11);
  out.unsignedLeb(countSize.count + size.count);
  out.unsignedLeb(count);
  Runs runs;
  while (runs.next()) {
    segmentHead(out, runs);
    out.bytes(runs.begin, uint64_t(runs.end - runs.begin));
  }
  return !runs.isCut;
}

} // namespace

long openCoredump(const char *path) {
  if (file >= 0)
    call(Call::close, file);
  file = -1;
  long fd = callThrough(
      Call::openat, atFdCwd, path,
      openWriteOnly | openCreate | openNoTty | openCloseOnExec, 0600);
  if (fd < 0)
    return fd;
  long kept = call(Call::fcntl, fd, fcntlDupCloseOnExec, coredumpLow);
  call(Call::close, fd);
  if (kept >= coredumpLow + coredumpCount) {
    call(Call::close, kept);
    return -hostTooManyFiles;
  }
  if (kept < 0)
    return kept;
  file = int(kept);
  return 0;
}

bool dumpsCore() { return file >= 0; }

void writeCoredump(Message &message, const Registers &at) {
  if (file < 0)
    return;
  call(Call::ftruncate, file, 0, 0);
  Sink out(true);
  constexpr uint8_t magic[] = {0, 'a', 's', 'm', 1, 0, 0, 0};
  out.bytes(magic, sizeof(magic));
  section(out, 0, processInfo, at);
  section(out, 0, moduleList, at);
  section(out, 0, instanceList, at);
  section(out, 0, stackFrames, at);
  section(out, 5, memoryList, at);
  section(out, 6, globalList, at);
  bool isWhole = dataSegments(out);
  out.flush();
  if (out.error) {
    call(Call::ftruncate, file, 0, 0);
    beginMessage(message).text("cannot write the core dump, errno ");
    message.number(uint64_t(-out.error)).text("\n").write();
    return;
  }
  beginMessage(message).text("core dump of ").number(out.count);
  message.text(isWhole ? " bytes written\n"
                       : " bytes written, without the last of its memory\n");
  message.write();
}

} // namespace wrt
