// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/driver/Run.h"
#include "compiler/driver/Cache.h"
#include "compiler/driver/Compile.h"
#include "compiler/driver/Diagnostics.h"
#include "compiler/driver/Grants.h"
#include "wrt/note.h"
#include <cstdlib>
#include <sys/mman.h>
#include <unistd.h>

using namespace llvm;

namespace wasmc {

static Error systemError(const Twine &what) {
  std::error_code code(errno, std::generic_category());
  return createStringError(code, what + ": " + code.message());
}

/// An executable without a file, for when there is no cache to keep it in.
static Expected<int> openAnonymous(StringRef executable) {
  int descriptor = memfd_create("cwasm", MFD_CLOEXEC);
  if (descriptor < 0)
    return systemError("cannot make an anonymous file");
  while (!executable.empty()) {
    ssize_t written = write(descriptor, executable.data(), executable.size());
    if (written < 0 && errno != EINTR)
      return systemError("cannot write an anonymous file");
    executable = executable.drop_front(written > 0 ? size_t(written) : 0);
  }
  return descriptor;
}

/// Finds the executable of a module, or makes it.
static Expected<int> openExecutable(const RunCommand &command,
                                    const Target &target, const Cache *cache) {
  StageTimes times;
  Expected<Buffer> module = readModule(command.input);
  if (!module)
    return module.takeError();
  std::string key = cacheKey(bytesOf(**module), target, command.options);
  int descriptor = cache ? cache->find(key) : -1;
  if (descriptor >= 0)
    return descriptor;
  // Grants are for this run and are handed over; none are baked in.
  Expected<Buffer> executable =
      compile(bytesOf(**module), target, command.options, "", {times, cache});
  if (!executable)
    return executable.takeError();
  if (command.options.verbose)
    times.print(errs());
  if (cache) {
    descriptor = cache->store(key, (*executable)->getBuffer());
    cache->trim();
  }
  if (descriptor >= 0)
    return descriptor;
  return openAnonymous((*executable)->getBuffer());
}

int runRunCommand(const RunCommand &command) {
  Expected<std::string> policy = policyText(command.grants);
  if (!policy)
    return reportUsageError(policy.takeError());
  Expected<Target> target = findTarget("", command.options.cpu);
  if (!target)
    return reportUsageError(target.takeError());
  Expected<std::optional<Cache>> cache = Cache::open();
  if (!cache)
    return reportUsageError(cache.takeError());
  Expected<int> descriptor =
      openExecutable(command, *target, *cache ? &**cache : nullptr);
  if (!descriptor)
    return reportError(command.input, descriptor.takeError());

  if (policy->empty())
    unsetenv(wrt::grantsVariable);
  else
    setenv(wrt::grantsVariable, policy->c_str(), /*replace=*/1);
  std::vector<char *> arguments;
  arguments.push_back(const_cast<char *>(command.input.c_str()));
  for (const std::string &argument : command.arguments)
    arguments.push_back(const_cast<char *>(argument.c_str()));
  arguments.push_back(nullptr);
  fexecve(*descriptor, arguments.data(), environ);
  return reportError(command.input, systemError("cannot execute"));
}

} // namespace wasmc
