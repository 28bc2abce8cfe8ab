// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/cli/Commands.h"
#include "packager/cli/Program.h"
#include "packager/cli/Session.h"
#include "packager/image/PolicyNote.h"
#include "packager/kube/Workload.h"
#include "packager/kube/Yaml.h"
#include <algorithm>
#include <charconv>
#include <cstdio>

namespace wpack {

/// The entry whose policy is asked: all native ones have the same, the portable
/// one has none.
static Expected<Descriptor> entryToAsk(ContentStore &store,
                                       const Descriptor &root) {
  Expected<std::vector<Descriptor>> manifests = signables(store, root);
  if (!manifests)
    return std::unexpected(manifests.error());
  auto isNative = [](const Descriptor &entry) {
    return entry.platform && entry.platform->os == "linux" &&
           !entry.platform->architecture.starts_with("wasm");
  };
  auto found = std::ranges::find_if(*manifests, isNative);
  if (found != manifests->end())
    return *found;
  if (root.isIndex() && manifests->size() < 2)
    return fail("the index has no entries");
  return root.isIndex() ? (*manifests)[1] : root;
}

/// The directories of the image's volumes that no grant names: a portable entry
/// is granted what is mounted.
static void addVolumes(const Config &config, Workload &workload) {
  for (const std::string &path : config.volumes)
    if (!std::ranges::count(workload.directories, path,
                            &WorkloadDirectory::path))
      workload.directories.push_back({path, false});
}

static void addPorts(const Config &config, Workload &workload) {
  for (const std::string &text : config.ports) {
    int64_t port = 0;
    auto [end, failed] =
        std::from_chars(text.data(), text.data() + text.size(), port);
    std::string_view protocol(end, size_t(text.data() + text.size() - end));
    if (failed == std::errc() && (protocol.empty() || protocol == "/tcp") &&
        !std::ranges::count(workload.ports, port))
      workload.ports.push_back(port);
  }
}

/// `UID[:GID]` by number; the image's user may also be a name, which a node
/// cannot check against runAsNonRoot.
static void setUser(const std::string &text, Workload &workload) {
  const char *end = text.data() + text.size();
  int64_t user = 0, group = 0;
  auto [rest, failed] = std::from_chars(text.data(), end, user);
  if (failed != std::errc() || user == 0)
    return;
  workload.user = workload.group = user;
  if (rest != end && *rest == ':' &&
      std::from_chars(rest + 1, end, group).ec == std::errc())
    workload.group = group;
}

Status runKubernetes(const Options &options) {
  Expected<Located> image = locate(options);
  if (!image)
    return std::unexpected(image.error());
  std::string what = image->reference.familiar();
  Expected<Descriptor> entry = entryToAsk(image->store(), image->root);
  if (!entry)
    return inContext(what, entry.error());
  Expected<Program> program = loadProgram(image->store(), *entry);
  if (!program)
    return inContext(what, program.error());

  Workload workload;
  const std::string &repository = image->reference.repository;
  workload.name = dnsLabel(options.workload.name.empty()
                               ? repository.substr(repository.rfind('/') + 1)
                               : options.workload.name);
  workload.nameSpace = options.workload.nameSpace;
  workload.replicas = options.workload.replicas;
  workload.runtimeClass = options.workload.runtimeClass;
  workload.seccompProfile = options.workload.seccompProfile;
  workload.image = image->reference.withDigest(image->root.digest).familiar();
  if (!program->isWasm) {
    Expected<MappedFile> elf = MappedFile::map(program->file);
    if (!elf)
      return std::unexpected(elf.error());
    // A program that wasmc did not make has no policy to follow.
    if (Expected<std::vector<std::string>> lines = readPolicy(elf->bytes()))
      applyPolicy(*lines, workload);
  }
  addPorts(program->config, workload);
  addVolumes(program->config, workload);
  setUser(program->config.user, workload);
  std::fputs(toYaml(describeWorkload(workload)).c_str(), stdout);
  return {};
}

} // namespace wpack
