// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/driver/Input.h"
#include "compiler/driver/TextInput.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/SmallVectorMemoryBuffer.h"
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace llvm;

namespace wasmc {

/// The limit that the JavaScript API puts on a module, and browsers with it.
static constexpr size_t largestInput = size_t(1) << 30;

static Error systemError(const Twine &what, int number) {
  std::error_code code(number, std::generic_category());
  return createStringError(code, what + ": " + code.message());
}

static Error inputError(const Twine &message) {
  return createStringError(inconvertibleErrorCode(), message);
}

/// Reads to the end. Not mapped: a mapping of a file that is cut off meanwhile
/// would end this process.
static Expected<Buffer> readAll(int descriptor, size_t expected) {
  SmallVector<char, 0> bytes;
  bytes.reserve(expected + 1);
  for (;;) {
    constexpr size_t step = 1 << 20;
    size_t size = bytes.size();
    if (size == bytes.capacity())
      bytes.reserve(size + std::max(size / 2, step));
    size_t room = bytes.capacity() - size;
    bytes.resize_for_overwrite(bytes.capacity());
    ssize_t got = read(descriptor, bytes.data() + size, room);
    int number = errno;
    bytes.truncate(size + (got > 0 ? size_t(got) : 0));
    if (got < 0 && number != EINTR)
      return systemError("cannot read", number);
    if (bytes.size() > largestInput)
      return inputError("larger than 1 GiB, the limit for a module");
    if (got == 0)
      return std::make_unique<SmallVectorMemoryBuffer>(
          std::move(bytes), /*RequiresNullTerminator=*/false);
  }
}

Expected<Buffer> readFile(StringRef path) {
  int descriptor = STDIN_FILENO;
  if (path != "-") {
    // Not blocking, or a FIFO that nobody writes to would hang us here.
    descriptor = open(path.str().c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0)
      return systemError("cannot open", errno);
    fcntl(descriptor, F_SETFL, 0);
  }
  struct stat status = {};
  fstat(descriptor, &status);
  Expected<Buffer> buffer =
      S_ISDIR(status.st_mode)
          ? Expected<Buffer>(inputError("is a directory"))
          : readAll(descriptor, std::min(size_t(status.st_size), largestInput));
  if (path != "-")
    close(descriptor);
  if (buffer && (*buffer)->getBufferSize() == 0)
    return inputError("file is empty");
  return buffer;
}

/// Whether a file that is not binary is meant to be text: it is called so, or
/// looks so.
static bool isText(StringRef path, StringRef contents) {
  if (contents.starts_with(StringRef("\0asm", 4)))
    return false;
  StringRef start = contents.ltrim();
  return path.ends_with(".wat") || start.starts_with("(") ||
         start.starts_with(";;");
}

Expected<Buffer> readModule(StringRef path) {
  Expected<Buffer> file = readFile(path);
  if (!file || !isText(path, (*file)->getBuffer()))
    return file;
  return translateText((*file)->getBuffer());
}

} // namespace wasmc
