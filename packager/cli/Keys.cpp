// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/cli/Keys.h"
#include "packager/oci/BlobSource.h"
#include "packager/sign/KeyFile.h"
#include "packager/sign/Pkcs11.h"
#include <cstdlib>
#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

namespace wpack {

static constexpr int64_t maxKeyBytes = 64 << 10;

namespace {

/// Keeps a terminal from showing what is typed.
class NoEcho {
public:
  explicit NoEcho(int fd) : fd(fd), isSet(::tcgetattr(fd, &saved) == 0) {
    termios quiet = saved;
    quiet.c_lflag &= ~tcflag_t(ECHO);
    if (isSet)
      ::tcsetattr(fd, TCSAFLUSH, &quiet);
  }
  NoEcho(const NoEcho &) = delete;
  NoEcho &operator=(const NoEcho &) = delete;
  ~NoEcho() {
    if (isSet)
      ::tcsetattr(fd, TCSAFLUSH, &saved);
  }

private:
  int fd;
  termios saved = {};
  bool isSet;
};

} // namespace

static Expected<std::string>
askTerminal(int terminal, const std::string &prompt, bool echo = false) {
  std::optional<NoEcho> guard;
  if (!echo)
    guard.emplace(terminal);
  if (Status shown = writeAll(terminal, prompt, "the terminal"); !shown)
    return std::unexpected(shown.error());
  std::string line;
  char c = 0;
  constexpr size_t maxPassword = 4096;
  while (::read(terminal, &c, 1) == 1 && c != '\n' && line.size() < maxPassword)
    line += c;
  if (echo)
    return line;
  if (Status shown = writeAll(terminal, "\n", "the terminal"); !shown)
    return std::unexpected(shown.error());
  return line;
}

Expected<std::string> askOnTerminal(const std::string &prompt, bool echo) {
  FileHandle terminal(::open("/dev/tty", O_RDWR | O_CLOEXEC));
  if (!terminal)
    return fail("there is no terminal to ask on; give --username and "
                "--password-stdin");
  return askTerminal(terminal.get(), prompt, echo);
}

Expected<std::string> askPassword(const std::string &file, bool confirm) {
  for (const char *name : {"WPACK_PASSWORD", "COSIGN_PASSWORD"})
    if (const char *value = std::getenv(name))
      return value;
  FileHandle terminal(::open("/dev/tty", O_RDWR | O_CLOEXEC));
  if (!terminal)
    return fail("no password for ", file,
                ": there is no terminal; set WPACK_PASSWORD");
  Expected<std::string> password =
      askTerminal(terminal.get(), concat("Password for ", file, ": "));
  if (!password || !confirm)
    return password;
  Expected<std::string> again = askTerminal(terminal.get(), "Once more: ");
  if (again && *again != *password)
    return fail("the two passwords differ");
  return again;
}

/// The PEM text that a name stands for.
static Expected<std::string> readPem(const std::string &name) {
  constexpr std::string_view scheme = "env://";
  if (!name.starts_with(scheme))
    return readFile(name, maxKeyBytes);
  const char *value = std::getenv(name.c_str() + scheme.size());
  if (!value || !*value)
    return fail(name, ": this variable is not set");
  return value;
}

static bool isTokenUri(const std::string &name) {
  return name.starts_with("pkcs11:");
}

/// From WPACK_PIN, if the URI has none.
static std::string pinFromEnvironment() {
  const char *pin = std::getenv("WPACK_PIN");
  return pin ? pin : "";
}

Expected<std::unique_ptr<SigningKey>> loadSigningKey(const std::string &name) {
  if (isTokenUri(name))
    return openTokenKey(name, pinFromEnvironment());
  Expected<std::string> pem = readPem(name);
  if (!pem)
    return std::unexpected(pem.error());
  std::string password;
  if (isEncryptedKey(*pem)) {
    Expected<std::string> asked = askPassword(name, false);
    if (!asked)
      return std::unexpected(asked.error());
    password = std::move(*asked);
  }
  Expected<PrivateKey> key = decryptKey(*pem, password);
  if (!key)
    return inContext(name, key.error());
  return std::make_unique<PrivateKey>(std::move(*key));
}

Expected<PublicKey> loadPublicKey(const std::string &name) {
  if (isTokenUri(name))
    return readTokenPublicKey(name, pinFromEnvironment());
  Expected<std::string> pem = readPem(name);
  if (!pem)
    return std::unexpected(pem.error());
  Expected<PublicKey> key = PublicKey::fromPem(*pem);
  if (!key)
    return inContext(name, key.error());
  return key;
}

Expected<std::vector<Certificate>> loadCertificates(const std::string &path) {
  Expected<std::string> pem = readFile(path, 16 * maxKeyBytes);
  if (!pem)
    return std::unexpected(pem.error());
  Expected<std::vector<Certificate>> certificates = Certificate::fromPem(*pem);
  if (!certificates)
    return inContext(path, certificates.error());
  return certificates;
}

} // namespace wpack
