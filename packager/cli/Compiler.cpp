// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/cli/Compiler.h"
#include "packager/image/PolicyNote.h"
#include "packager/oci/BlobSource.h"
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <elf.h>
#include <fcntl.h>
#include <filesystem>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace wpack {

Expected<TemporaryDirectory> TemporaryDirectory::create() {
  const char *base = std::getenv("TMPDIR");
  std::string path = concat(base && *base ? base : "/tmp", "/wpack-XXXXXX");
  if (!::mkdtemp(path.data()))
    return systemError("cannot create a directory", path);
  return TemporaryDirectory(path);
}

TemporaryDirectory::~TemporaryDirectory() {
  std::error_code ignored; // There is nobody to tell.
  if (!path.empty())
    std::filesystem::remove_all(path, ignored);
}

static std::string findCompiler() {
  if (const char *chosen = std::getenv("WASMC"); chosen && *chosen)
    return chosen;
  std::error_code failed;
  std::filesystem::path self =
      std::filesystem::read_symlink("/proc/self/exe", failed);
  std::string beside = self.parent_path() / "wasmc";
  return !failed && ::access(beside.c_str(), X_OK) == 0 ? beside : "wasmc";
}

/// The first line of what wasmc said, for our own one line.
static std::string firstLine(const std::string &text) {
  std::string line = text.substr(0, text.find('\n'));
  return line.empty() ? "it said nothing" : line;
}

Status compile(const Compilation &compilation) {
  std::string compiler = findCompiler();
  std::vector<std::string> words = {
      compiler,           concat("-", compilation.level), "--target",
      compilation.target, compilation.wasmPath,           "-o",
      compilation.output};
  if (!compilation.cpu.empty())
    words.insert(words.end(), {"--cpu", compilation.cpu});
  words.insert(words.end(), compilation.flags.begin(), compilation.flags.end());
  std::vector<char *> arguments;
  for (std::string &word : words)
    arguments.push_back(word.data());
  arguments.push_back(nullptr);

  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0)
    return systemError("cannot make a pipe for", compiler);
  FileHandle readEnd(ends[0]), writeEnd(ends[1]);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, writeEnd.get(), STDERR_FILENO);
  pid_t child = 0;
  int failed = ::posix_spawnp(&child, compiler.c_str(), &actions, nullptr,
                              arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (failed)
    return fail("cannot run ", compiler, ": ", std::strerror(failed),
                "; put wasmc beside wpack or into PATH, or name it in WASMC");
  writeEnd.close();
  // All of it is read, or wasmc would stop at a full pipe; only the beginning
  // is kept.
  std::string said;
  char buffer[4096];
  FileSource output(std::move(readEnd), compiler);
  for (Expected<size_t> count = output.read(buffer); count && *count > 0;
       count = output.read(buffer))
    if (said.size() < sizeof buffer)
      said.append(buffer, *count);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR)
    ;
  if (WIFSIGNALED(status))
    return fail("cannot compile ", compilation.wasmPath, " for ",
                compilation.target, ": ", compiler, " was killed by signal ",
                WTERMSIG(status));
  if (WEXITSTATUS(status) != 0)
    return fail("cannot compile ", compilation.wasmPath, " for ",
                compilation.target, ": ", firstLine(said));
  return {};
}

Status checkExecutable(std::string_view elf, const Digest &wasmDigest,
                       const std::string &target) {
  Expected<BuildNote> note = readBuildNote(elf);
  if (!note)
    return inContext("output of wasmc", note.error());
  // readBuildNote has seen a whole ELF header.
  Elf64_Ehdr header;
  std::memcpy(&header, elf.data(), sizeof header);
  uint16_t machine = target == "aarch64-linux" ? EM_AARCH64 : EM_X86_64;
  if (note->target != target || header.e_machine != machine)
    return fail("output of wasmc: made for ", note->target, ", not for ",
                target);
  if (note->wasmDigest != wasmDigest)
    return fail("output of wasmc: made from ", note->wasmDigest.str(),
                ", not from ", wasmDigest.str(),
                "; did the module change meanwhile?");
  return {};
}

} // namespace wpack
