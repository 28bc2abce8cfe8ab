// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_OCI_ATOMICFILE_H
#define WPACK_OCI_ATOMICFILE_H

#include "packager/oci/BlobSource.h"

namespace wpack {

/// A file in the making, called `.tmp-*` in its directory: gone again unless
/// commit succeeds, except after a kill.
class AtomicFile {
public:
  /// `directory` must exist; the file will be called `directory/name`, with the
  /// permissions `mode` less the umask.
  static Expected<AtomicFile> create(const std::string &directory,
                                     std::string_view name, int mode = 0666);
  AtomicFile(AtomicFile &&other) noexcept;
  ~AtomicFile();

  Status write(std::string_view bytes);
  /// The open file, and its name until it is committed: for another writer.
  int get() const { return handle.get(); }
  const std::string &temporaryPath() const { return path; }
  /// Lasts, under its name, once this returns; replaces what was there.
  Status commit();
  /// As commit, but a crash of the machine may lose it: for what does not
  /// outlive a boot anyway.
  Status publish();

private:
  AtomicFile() = default;
  std::string directory;
  std::string path;
  std::string target;
  FileHandle handle;
};

/// Writes and commits a whole file.
Status replaceFile(const std::string &directory, std::string_view name,
                   std::string_view bytes, int mode = 0666);

/// Makes `path` and what leads to it; directories that exist are fine.
Status makeDirectories(const std::string &path, int mode = 0777);

/// What was renamed into or removed from the directory stays so.
Status syncDirectory(const std::string &path);

/// Takes a lock of the whole file `path`, which is made if need be. Released
/// with the handle, or with the process. `operation` is flock's: LOCK_SH,
/// LOCK_EX, with LOCK_NB. If another process holds it and LOCK_NB was given the
/// handle is empty.
Expected<FileHandle> lockFile(const std::string &path, int operation);

} // namespace wpack

#endif
