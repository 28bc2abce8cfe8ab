// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The format is that of WebAssembly's tool conventions (Coredump.md): a module
// that is never instantiated. Custom sections name the process ("core"), its
// modules and instances and the frames of its one stack ("corestack"); the
// memory, global and data sections hold the state.
//
// The sizes of sections are counted before they are written (sink.h).

#include "runtime-stub/coredump.h"

#include "runtime-stub/backtrace.h"
#include "runtime-stub/kernel.h"
#include "runtime-stub/memory.h"
#include "runtime-stub/module.h"
#include "runtime-stub/state_dump.h"

namespace wrt {
namespace {

/// Most frames listed, the innermost.
constexpr uint32_t dumpedFrames = 1024;

/// The file's descriptor, or negative.
int file = -1;

void processInfo(Sink &out) {
  out.name("core");
  out.byte(0);
  out.name(programName());
}

void moduleList(Sink &out) {
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

void instanceList(Sink &out) {
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

int coredumpFile() { return file; }

extern "C" [[gnu::weak]] const bool wrtDumpsTraps = true;

void writeCoredump(Message &message, const Registers &at) {
  if (file < 0 || !wrtDumpsTraps)
    return;
  call(Call::ftruncate, file, 0, 0);
  Sink out(file);
  constexpr uint8_t magic[] = {0, 'a', 's', 'm', 1, 0, 0, 0};
  out.bytes(magic, sizeof(magic));
  writeSection(out, 0, processInfo);
  writeSection(out, 0, moduleList);
  writeSection(out, 0, instanceList);
  writeSection(out, 0, [&](Sink &sink) { stackFrames(sink, at); });
  writeSection(out, 5, dumpMemories);
  writeSection(out, 6, dumpGlobals);
  bool isWhole = dumpData(out);
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
