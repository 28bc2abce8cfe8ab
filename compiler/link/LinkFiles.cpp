// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The output is no anonymous file because lld makes a temporary file beside any
// regular file it is told to write, and nothing can be made in /proc. What is
// not regular it writes in one go from memory.

#include "compiler/link/LinkFiles.h"
#include "llvm/Support/Errno.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/SmallVectorMemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

using namespace llvm;

namespace wasmc {

static Error linkFileError(const Twine &what, std::error_code code) {
  return createStringError(code, "linking: " + what + ": " + code.message());
}

static std::error_code lastError() {
  return std::error_code(errno, std::generic_category());
}

static std::string descriptorPath(int descriptor) {
  return "/proc/self/fd/" + std::to_string(descriptor);
}

Expected<std::unique_ptr<LinkFiles>> LinkFiles::create() {
  std::unique_ptr<LinkFiles> files(new LinkFiles);
  if (access("/proc/self/fd", X_OK) == 0)
    return files;
  if (std::error_code code =
          sys::fs::createUniqueDirectory("wasmc", files->directory))
    return linkFileError("cannot make a temporary directory", code);
  return files;
}

LinkFiles::~LinkFiles() {
  if (pipeEnd >= 0)
    close(pipeEnd);
  if (reader.joinable())
    reader.join();
  for (int descriptor : descriptors)
    close(descriptor);
  for (const std::string &file : files)
    sys::fs::remove(file);
  if (!directory.empty())
    sys::fs::remove(directory);
}

Expected<std::string>
LinkFiles::addInput(StringRef name,
                    unique_function<Error(raw_ostream &)> write) {
  int descriptor;
  std::string path;
  if (directory.empty()) {
    descriptor = memfd_create(name.str().c_str(), MFD_CLOEXEC);
    if (descriptor < 0)
      return linkFileError("cannot make an anonymous file", lastError());
    descriptors.push_back(descriptor);
    path = descriptorPath(descriptor);
  } else {
    path = (directory + "/" + name).str();
    files.push_back(path);
    if (std::error_code code = sys::fs::openFileForWrite(path, descriptor))
      return linkFileError(path, code);
    descriptors.push_back(descriptor);
  }
  raw_fd_ostream os(descriptor, /*shouldClose=*/false);
  if (Error error = write(os))
    return std::move(error);
  os.flush();
  if (std::error_code code = os.error()) {
    os.clear_error();
    return linkFileError("cannot write an object", code);
  }
  return path;
}

void LinkFiles::readPipe(int from) {
  constexpr size_t step = 1 << 16;
  for (;;) {
    size_t size = output.size();
    if (output.capacity() < size + step)
      output.reserve(2 * size + step);
    output.resize_for_overwrite(size + step);
    ssize_t got = read(from, output.data() + size, step);
    output.truncate(size + (got > 0 ? size_t(got) : 0));
    if (got == 0 || (got < 0 && errno != EINTR)) {
      readError = got < 0 ? errno : 0;
      break;
    }
  }
  close(from);
}

Expected<std::string> LinkFiles::openOutput() {
  if (!directory.empty()) {
    files.push_back((directory + "/output").str());
    return files.back();
  }
  int ends[2];
  if (pipe2(ends, O_CLOEXEC))
    return linkFileError("cannot make a pipe", lastError());
  pipeEnd = ends[1];
  reader = llvm::thread([this, from = ends[0]] { readPipe(from); });
  return descriptorPath(pipeEnd);
}

Expected<std::unique_ptr<MemoryBuffer>> LinkFiles::takeOutput() {
  if (!directory.empty()) {
    ErrorOr<std::unique_ptr<MemoryBuffer>> file =
        MemoryBuffer::getFile(files.back(), /*IsText=*/false,
                              /*RequiresNullTerminator=*/false,
                              /*IsVolatile=*/true);
    if (!file)
      return linkFileError(files.back(), file.getError());
    return std::move(*file);
  }
  close(pipeEnd);
  pipeEnd = -1;
  reader.join();
  if (readError)
    return linkFileError("cannot read the output",
                         std::error_code(readError, std::generic_category()));
  return std::make_unique<SmallVectorMemoryBuffer>(
      std::move(output), "executable", /*RequiresNullTerminator=*/false);
}

} // namespace wasmc
