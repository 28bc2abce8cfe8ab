// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/cli/Commands.h"
#include "packager/cli/Keys.h"
#include "packager/oci/BlobSource.h"
#include "packager/sign/KeyFile.h"
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <unistd.h>

namespace wpack {

/// Writes a file that must not exist yet; nothing stays of it after an error.
static Status writeNew(const std::string &path, std::string_view text,
                       mode_t mode) {
  FileHandle file(
      ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode));
  if (!file) {
    if (errno == EEXIST)
      return fail(path, " exists and is not overwritten; choose another "
                        "--output-prefix or move it away");
    return systemError("cannot create", path);
  }
  Status written = writeAll(file.get(), text, path);
  if (written && ::fsync(file.get()) != 0)
    written = systemError("cannot write", path);
  if (!written)
    ::unlink(path.c_str());
  return written;
}

Status runKeyGenerate(const Options &options) {
  std::string privatePath = options.outputPrefix + ".key";
  std::string publicPath = options.outputPrefix + ".pub";
  // Before a password is asked for in vain.
  for (const std::string &path : {privatePath, publicPath})
    if (::access(path.c_str(), F_OK) == 0)
      return fail(path, " exists and is not overwritten; choose another "
                        "--output-prefix or move it away");
  Expected<std::string> password = askPassword(privatePath, true);
  if (!password)
    return std::unexpected(password.error());
  Expected<PrivateKey> key = PrivateKey::generate();
  if (!key)
    return std::unexpected(key.error());
  Expected<std::string> pem = encryptKey(*key, *password);
  if (!pem)
    return std::unexpected(pem.error());
  if (Status written = writeNew(privatePath, *pem, 0600); !written)
    return written;
  Expected<PublicKey> publicKey = key->publicKey();
  if (!publicKey)
    return std::unexpected(publicKey.error());
  if (Status written = writeNew(publicPath, publicKey->toPem(), 0644);
      !written) {
    ::unlink(privatePath.c_str());
    return written;
  }
  std::printf("wrote %s and %s\n", privatePath.c_str(), publicPath.c_str());
  return {};
}

} // namespace wpack
