// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/registry/CredentialHelper.h"
#include "packager/oci/BlobSource.h"
#include "packager/oci/Json.h"
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace wpack {

static bool isHelperName(const std::string &name) {
  return !name.empty() && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
  });
}

/// Runs `program verb` with `input` on stdin; its stdout comes back. Input and
/// output are shorter than a pipe's buffer, so writing first cannot block.
static Expected<std::pair<int, std::string>>
runHelper(const std::string &program, std::string verb,
          const std::string &input) {
  int in[2], out[2];
  if (::pipe2(in, O_CLOEXEC) != 0)
    return systemError("cannot make a pipe for", program);
  FileHandle inRead(in[0]), inWrite(in[1]);
  if (::pipe2(out, O_CLOEXEC) != 0)
    return systemError("cannot make a pipe for", program);
  FileHandle outRead(out[0]), outWrite(out[1]);

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, inRead.get(), STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, outWrite.get(), STDOUT_FILENO);
  char *arguments[] = {const_cast<char *>(program.c_str()), verb.data(),
                       nullptr};
  pid_t child = 0;
  int failed = ::posix_spawnp(&child, program.c_str(), &actions, nullptr,
                              arguments, environ);
  posix_spawn_file_actions_destroy(&actions);
  if (failed)
    return fail("cannot run the credential helper ", program, ": ",
                std::strerror(failed),
                "; install it or remove it from the "
                "credential file");
  inRead.close();
  outWrite.close();
  // A helper that does not read its input is no reason to die of SIGPIPE;
  // main ignores that signal. Its answer, or exit status, will tell.
  (void)writeAll(inWrite.get(), input, program);
  inWrite.close();
  FileSource answer(std::move(outRead), program);
  Expected<std::string> text = readAll(answer, 64 << 10);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR)
    ;
  if (!text)
    return std::unexpected(text.error());
  return std::pair(WIFEXITED(status) ? WEXITSTATUS(status) : 128,
                   std::move(*text));
}

/// The program of a helper; the name becomes part of it, so it must be no path.
static Expected<std::string> helperProgram(const std::string &name) {
  if (!isHelperName(name))
    return fail("'", name, "' is no name of a credential helper");
  return concat("docker-credential-", name);
}

static bool saysNone(const std::string &text) {
  return text.find("credentials not found") != std::string::npos;
}

Status tellHelper(const std::string &name, const std::string &server,
                  const Credentials &credentials) {
  Expected<std::string> program = helperProgram(name);
  if (!program)
    return std::unexpected(program.error());
  Json entry = Json::object();
  entry.set("ServerURL", server);
  entry.set("Username", credentials.username);
  entry.set("Secret", credentials.password);
  auto answer = runHelper(*program, "store", entry.dump());
  if (!answer)
    return std::unexpected(answer.error());
  if (answer->first != 0)
    return fail("credential helper ", *program, " failed with status ",
                answer->first);
  return {};
}

Expected<bool> eraseInHelper(const std::string &name,
                             const std::string &server) {
  Expected<std::string> program = helperProgram(name);
  if (!program)
    return std::unexpected(program.error());
  auto answer = runHelper(*program, "erase", server);
  if (!answer)
    return std::unexpected(answer.error());
  if (answer->first != 0 && !saysNone(answer->second))
    return fail("credential helper ", *program, " failed with status ",
                answer->first);
  return answer->first == 0;
}

Expected<std::optional<Credentials>> askHelper(const std::string &name,
                                               const std::string &server) {
  Expected<std::string> found = helperProgram(name);
  if (!found)
    return std::unexpected(found.error());
  const std::string &program = *found;
  auto answer = runHelper(program, "get", server);
  if (!answer)
    return std::unexpected(answer.error());
  const auto &[status, text] = *answer;
  if (status != 0) {
    if (saysNone(text))
      return std::nullopt;
    return fail("credential helper ", program, " failed with status ", status);
  }
  Expected<Json> json = Json::parse(text);
  // The text is not quoted: it may hold the secret.
  if (!json)
    return fail("credential helper ", program, ": its answer is no JSON");
  FieldReader fields(*json, program);
  std::string username = fields.optionalString("Username");
  std::string secret = fields.optionalString("Secret");
  if (fields.error())
    return std::unexpected(*fields.error());
  if (username == "<token>")
    return Credentials{"", "", secret};
  return Credentials{username, secret, ""};
}

} // namespace wpack
