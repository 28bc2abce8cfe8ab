// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/driver/Output.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <unistd.h>

using namespace llvm;

namespace wasmc {

static Error outputError(StringRef path, std::error_code code) {
  return createStringError(code,
                           "cannot write " + path + ": " + code.message());
}

/// write(2) until all is written.
static std::error_code writeAll(int descriptor, StringRef contents) {
  while (!contents.empty()) {
    // Linux transfers at most 2 GiB at once.
    ssize_t written = write(descriptor, contents.data(),
                            std::min(contents.size(), size_t(1) << 30));
    if (written < 0 && errno != EINTR)
      return std::error_code(errno, std::generic_category());
    contents = contents.drop_front(written > 0 ? size_t(written) : 0);
  }
  return {};
}

static Error writeSpecial(StringRef path, StringRef contents) {
  int descriptor;
  if (std::error_code code =
          sys::fs::openFileForWrite(path, descriptor, sys::fs::CD_OpenExisting))
    return outputError(path, code);
  std::error_code code = writeAll(descriptor, contents);
  close(descriptor);
  return code ? outputError(path, code) : Error::success();
}

Error writeOutput(StringRef path, StringRef contents, OutputOptions options) {
  if (path == "-") {
    std::error_code code = writeAll(STDOUT_FILENO, contents);
    return code ? outputError("<stdout>", code) : Error::success();
  }
  sys::fs::file_status status;
  bool exists = !sys::fs::status(path, status);
  if (exists && status.type() != sys::fs::file_type::regular_file) {
    if (status.type() == sys::fs::file_type::directory_file)
      return outputError(path, make_error_code(std::errc::is_a_directory));
    return writeSpecial(path, contents);
  }

  // Beside the target, or beside what a link at its place points to.
  SmallString<128> target;
  if (sys::fs::real_path(path, target))
    target = path;
  SmallString<128> model = sys::path::parent_path(target);
  sys::path::append(model, ".wasmc-%%%%%%%%");
  unsigned mode = options.executable ? sys::fs::all_all
                                     : sys::fs::all_read | sys::fs::all_write;
  Expected<sys::fs::TempFile> file = sys::fs::TempFile::create(model, mode);
  if (!file)
    return outputError(path, errorToErrorCode(file.takeError()));
  std::error_code code = writeAll(file->FD, contents);
  if (!code && exists && options.keepsMode)
    code = sys::fs::setPermissions(file->FD, status.permissions());
  if (!code && options.durable && fsync(file->FD))
    code = std::error_code(errno, std::generic_category());
  if (!code)
    code = errorToErrorCode(file->keep(target));
  else
    consumeError(file->discard());
  return code ? outputError(path, code) : Error::success();
}

} // namespace wasmc
