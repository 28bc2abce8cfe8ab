// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// wasmc-oci: an OCI runtime in front of runc or crun. A container whose entry
// point is a WebAssembly module gets the module's executable bound over it;
// everything else passes through untouched.

#include "packager/node/CompileCache.h"
#include "packager/node/ContainerGrants.h"
#include "packager/node/OwnCommands.h"
#include "packager/node/RuntimeCall.h"
#include "runtime-stub/include/wrt/note.h"
#include <cerrno>
#include <cstring>
#include <unistd.h>

using namespace wpack;

/// Adds the grants to those that the container's description has already.
static void grant(Bundle &bundle, const std::string &lines) {
  std::string prefix = concat(wrt::grantsVariable, "=");
  std::vector<std::string> environment;
  std::string all = lines;
  for (const std::string &word : bundle.environment())
    if (word.starts_with(prefix))
      all += word.substr(prefix.size());
    else
      environment.push_back(word);
  environment.push_back(prefix + all);
  bundle.setEnvironment(environment);
}

/// Makes a container's bundle ready for the runtime behind us.
static Status prepare(const RuntimeCall &call, const Settings &settings) {
  Expected<Bundle> bundle = Bundle::open(call.bundle);
  if (!bundle)
    return std::unexpected(bundle.error());
  std::optional<EntryPoint> entry = bundle->entryPoint();
  if (!entry || !entry->isWasm())
    return {};
  Expected<std::string> grants = containerGrants(*bundle);
  if (!grants)
    return std::unexpected(grants.error());
  Expected<ConfinedCompiler> compiler = ConfinedCompiler::find(settings);
  if (!compiler)
    return std::unexpected(compiler.error());
  Expected<CompileCache> cache = CompileCache::open(settings);
  if (!cache)
    return std::unexpected(cache.error());
  Expected<std::string> executable =
      cache->executable(entry->file.get(), *compiler);
  if (!executable)
    return inContext(entry->path, executable.error());
  bundle->bindFile(*executable, entry->path);
  grant(*bundle, *grants);
  return bundle->save();
}

/// Becomes the runtime behind us; returns only after a failure.
static Status becomeRuntime(const Settings &settings, char **words) {
  Expected<std::string> path =
      findProgram(settings.runtime.empty() ? "runc" : settings.runtime);
  if (!path && settings.runtime.empty())
    path = findProgram("crun");
  if (!path)
    return std::unexpected(path.error());
  // crun chooses by its name whether to look for a handler.
  words[0] = path->data();
  ::execv(path->c_str(), words);
  return fail("cannot execute ", *path, ": ", std::strerror(errno));
}

static Status obey(const RuntimeCall &call, int count, char **words) {
  Expected<Settings> settings = loadSettings();
  if (!settings)
    return std::unexpected(settings.error());
  if (call.command == "wasm")
    return runOwnCommand(*settings, {words + 2, size_t(count - 2)});
  if (call.makesContainer())
    if (Status prepared = prepare(call, *settings); !prepared)
      return prepared;
  return becomeRuntime(*settings, words);
}

int main(int count, char **words) {
  RuntimeCall call =
      parseRuntimeCall({words + 1, size_t(count > 0 ? count - 1 : 0)});
  Status done = obey(call, count, words);
  if (done)
    return 0;
  reportFailure(call, done.error());
  return done.error().kind == ErrorKind::Usage ? 2 : 1;
}
