// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "test/spec/Executor.h"
#include <csignal>
#include <fcntl.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace llvm;

namespace spec {

static Error systemError(const char *what) {
  return createStringError(std::error_code(errno, std::generic_category()),
                           what);
}

/// Moves exactly `size` bytes; false at the end of the other side.
template <typename F> static bool moveAll(F move, char *at, size_t size) {
  while (size) {
    ssize_t moved = move(at, size);
    if (moved <= 0) {
      if (moved < 0 && errno == EINTR)
        continue;
      return false;
    }
    at += moved;
    size -= size_t(moved);
  }
  return true;
}

static bool readAll(int fd, void *to, size_t size) {
  return moveAll([fd](char *at, size_t n) { return read(fd, at, n); },
                 static_cast<char *>(to), size);
}

static bool writeAll(int fd, const Request &request) {
  Request copy = request;
  return moveAll([fd](char *at, size_t n) { return write(fd, at, n); },
                 reinterpret_cast<char *>(&copy), sizeof copy);
}

Expected<std::unique_ptr<Executor>>
Executor::start(const std::vector<std::string> &command) {
  std::unique_ptr<Executor> executor(new Executor);
  int region = memfd_create("region", MFD_CLOEXEC);
  if (region < 0 || ftruncate(region, regionSize) != 0)
    return systemError("cannot make the region");
  void *local =
      mmap(nullptr, regionSize, PROT_READ | PROT_WRITE, MAP_SHARED, region, 0);
  if (local == MAP_FAILED)
    return systemError("cannot map the region");
  executor->mapped = {static_cast<char *>(local), regionAddress, regionSize};
  int requests[2], replies[2];
  if (pipe2(requests, O_CLOEXEC) != 0 || pipe2(replies, O_CLOEXEC) != 0)
    return systemError("cannot make pipes");
  executor->to = requests[1];
  executor->from = replies[0];

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, requests[0], 0);
  posix_spawn_file_actions_adddup2(&actions, replies[1], 1);
  posix_spawn_file_actions_adddup2(&actions, region, regionFd);
  std::vector<char *> argv;
  for (const std::string &word : command)
    argv.push_back(const_cast<char *>(word.c_str()));
  argv.push_back(nullptr);
  int failure = posix_spawnp(&executor->pid, argv[0], &actions, nullptr,
                             argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  for (int fd : {requests[0], replies[1], region})
    close(fd);
  if (failure) {
    executor->pid = -1;
    errno = failure;
    return systemError("cannot start the executor");
  }
  if (!readAll(executor->from, &executor->greeting, sizeof(Greeting)))
    return createStringError(inconvertibleErrorCode(),
                             "the executor does not answer");
  return executor;
}

Executor::~Executor() {
  for (int fd : {to, from})
    if (fd >= 0)
      close(fd);
  if (pid > 0) {
    kill(pid, SIGKILL);
    waitpid(pid, nullptr, 0);
  }
  if (mapped.local)
    munmap(mapped.local, mapped.size);
}

Expected<Reply> Executor::perform(const Request &request) {
  Reply reply;
  if (!writeAll(to, request) || !readAll(from, &reply, sizeof reply))
    return createStringError(inconvertibleErrorCode(),
                             "the executor has ended");
  return reply;
}

} // namespace spec
