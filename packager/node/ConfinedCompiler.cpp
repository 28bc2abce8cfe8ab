// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/node/ConfinedCompiler.h"
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <grp.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace wpack {

/// Largest executable that is accepted, in bytes.
static constexpr rlim_t maxOutputBytes = rlim_t(2) << 30;

/// The wasmc beside this program, as both are installed, else that in PATH.
static Expected<std::string> locate(const Settings &settings) {
  if (!settings.compiler.empty())
    return findProgram(settings.compiler);
  char self[4096];
  ssize_t length = ::readlink("/proc/self/exe", self, sizeof self);
  std::string_view path(self, length > 0 ? size_t(length) : 0);
  if (size_t slash = path.rfind('/'); slash != path.npos) {
    std::string beside = concat(path.substr(0, slash), "/wasmc");
    if (::access(beside.c_str(), X_OK) == 0)
      return beside;
  }
  return findProgram("wasmc");
}

Expected<ConfinedCompiler> ConfinedCompiler::find(const Settings &settings) {
  ConfinedCompiler found(settings);
  Expected<std::string> where = locate(settings);
  if (!where)
    return std::unexpected(where.error());
  found.path = *where;
  // Opened by us, because the user who compiles may not see its directory.
  found.program = FileHandle(::open(where->c_str(), O_RDONLY | O_CLOEXEC));
  struct stat info = {};
  if (!found.program || ::fstat(found.program.get(), &info) != 0)
    return systemError("cannot open", *where);
  found.description = concat("wasmc ", info.st_size, " ", info.st_mtim.tv_sec,
                             ".", info.st_mtim.tv_nsec, "\nlevel ",
                             settings.level, "\ncpu ", settings.cpu, "\n");
  for (const std::string &flag : settings.flags)
    found.description += concat("flag ", flag, "\n");
  return found;
}

static void capResource(decltype(RLIMIT_CPU) resource, rlim_t most) {
  rlimit current = {};
  ::getrlimit(resource, &current);
  rlimit wanted = {std::min(most, current.rlim_max),
                   std::min(most, current.rlim_max)};
  ::setrlimit(resource, &wanted);
}

/// What the child does: it does not come back.
void ConfinedCompiler::become(char *const *arguments, int module, int output,
                              int errors) const {
  auto stop = [&](const char *what) {
    ::dprintf(errors, "wasmc: cannot %s: %s\n", what, std::strerror(errno));
    ::_exit(1);
  };
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  capResource(RLIMIT_CPU, rlim_t(settings.compileSeconds));
  capResource(RLIMIT_AS, rlim_t(settings.compileBytes));
  capResource(RLIMIT_FSIZE, maxOutputBytes);
  capResource(RLIMIT_CORE, 0);
  if (isNodeRoot()) {
    // A container's root may lack the right to make a network; it has its own.
    (void)::unshare(CLONE_NEWNET | CLONE_NEWIPC);
    uint32_t user = settings.compileUser;
    if (::setgroups(0, nullptr) != 0 || ::setresgid(user, user, user) != 0 ||
        ::setresuid(user, user, user) != 0)
      stop("give up root's rights");
    // Changing users has cleared it.
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  }
  if (::chdir("/") != 0 || ::lseek(module, 0, SEEK_SET) != 0 ||
      ::dup2(module, STDIN_FILENO) < 0 || ::dup2(output, STDOUT_FILENO) < 0 ||
      ::dup2(errors, STDERR_FILENO) < 0)
    stop("set up its files");
  std::signal(SIGPIPE, SIG_DFL);
  char searchPath[] = "PATH=/usr/bin:/bin", language[] = "LC_ALL=C";
  char *environment[] = {searchPath, language, nullptr};
  // A script's interpreter opens the script once more, by this descriptor.
  ::fcntl(program.get(), F_SETFD, 0);
  ::fexecve(program.get(), arguments, environment);
  stop("be executed");
  ::_exit(1);
}

/// All that the compiler says, or the beginning of it.
static std::string readAll(FileHandle file) {
  std::string said;
  char buffer[4096];
  while (true) {
    ssize_t count = ::read(file.get(), buffer, sizeof buffer);
    if (count < 0 && errno == EINTR)
      continue;
    if (count <= 0)
      return said;
    if (said.size() < sizeof buffer)
      said.append(buffer, size_t(count));
  }
}

Status ConfinedCompiler::compile(int module, int output) const {
  std::vector<std::string> words = {
      "wasmc", concat("-O", settings.level), "--cpu", settings.cpu, "-", "-o",
      "-"};
  words.insert(words.end(), settings.flags.begin(), settings.flags.end());
  std::vector<char *> arguments;
  for (std::string &word : words)
    arguments.push_back(word.data());
  arguments.push_back(nullptr);

  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0)
    return systemError("cannot make a pipe for", path);
  FileHandle readEnd(ends[0]), writeEnd(ends[1]);
  pid_t child = ::fork();
  if (child < 0)
    return systemError("cannot start", path);
  if (child == 0)
    become(arguments.data(), module, output, writeEnd.get());
  writeEnd.close();
  std::string said = readAll(std::move(readEnd));
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR)
    ;
  if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)
    return fail(path, " took longer than ", settings.compileSeconds,
                " s; raise compile-seconds in /etc/wasmc-oci.toml");
  if (WIFSIGNALED(status))
    return fail(path, " was killed by signal ", WTERMSIG(status));
  if (WEXITSTATUS(status) != 0)
    return fail(said.empty() ? concat(path, " failed and said nothing")
                             : said.substr(0, said.find('\n')));
  return {};
}

} // namespace wpack
