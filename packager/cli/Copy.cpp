// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/cli/Commands.h"
#include "packager/cli/Compiler.h"
#include "packager/cli/Progress.h"
#include "packager/cli/Transfer.h"
#include "packager/layer/ArchiveStore.h"
#include "packager/layer/DockerArchive.h"
#include "packager/oci/Index.h"
#include <sys/utsname.h>

namespace wpack {

namespace {

enum class PlaceKind { Registry, Store, Directory, OciArchive, DockerArchive };

/// SRC or DST, taken apart.
struct Location {
  PlaceKind kind = PlaceKind::Registry;
  std::string path; ///< Of a directory or an archive.
  std::string name; ///< A tag or a reference; may be empty in these.
};

/// A location that was opened. What its store needs lives as long as it.
struct Opened {
  Location location;
  std::optional<TemporaryDirectory> scratch = {};
  std::unique_ptr<Registry> registry = {};
  std::unique_ptr<ContentStore> owned = {};
  ArchiveStore *archive = nullptr; ///< To be finished.
  ContentStore *store = nullptr;
  std::optional<Reference> reference = {};
};

} // namespace

static Location parseLocation(std::string_view text) {
  constexpr std::pair<std::string_view, PlaceKind> kinds[] = {
      {"oci:", PlaceKind::Directory},
      {"oci-archive:", PlaceKind::OciArchive},
      {"docker-archive:", PlaceKind::DockerArchive}};
  for (const auto &[prefix, kind] : kinds)
    if (text.starts_with(prefix)) {
      text.remove_prefix(prefix.size());
      size_t colon = std::min(text.find(':'), text.size());
      std::string_view name =
          colon < text.size() ? text.substr(colon + 1) : std::string_view();
      return {kind, std::string(text.substr(0, colon)), std::string(name)};
    }
  if (text.starts_with("store:"))
    return {PlaceKind::Store, "", std::string(text.substr(6))};
  if (text.starts_with("docker://"))
    return {PlaceKind::Registry, "", std::string(text.substr(9))};
  Expected<Reference> reference = Reference::parse(text);
  bool isRemote = !reference || reference->hasHost;
  return {isRemote ? PlaceKind::Registry : PlaceKind::Store, "",
          std::string(text)};
}

/// What `name` means beside a path: a full reference, or the tag of one.
static Expected<Reference> nameInPlace(const std::string &name,
                                       const std::optional<Reference> &base) {
  bool isTag = name.find_first_of("/:@") == std::string::npos;
  Expected<Reference> reference = Reference::parse(
      isTag ? concat(namelessImage, ":", name.empty() ? "latest" : name)
            : name);
  if (!reference)
    return failAs(ErrorKind::Usage, reference.error().message);
  if (!isTag || !base)
    return reference;
  return name.empty() ? *base : base->withTag(name);
}

static Status openRegistry(const Options &options, Opened &place) {
  Expected<Reference> reference = Reference::parse(place.location.name);
  if (!reference)
    return failAs(ErrorKind::Usage, reference.error().message);
  auto registry = Registry::connect(options, *reference);
  if (!registry)
    return std::unexpected(registry.error());
  place.registry = std::move(*registry);
  place.store = &place.registry->store();
  place.reference = *reference;
  return {};
}

/// The only image there is, with this tag if SRC has one.
static Expected<Reference>
onlyName(LayoutStore &layout, const std::string &path, const std::string &tag) {
  Expected<std::vector<LayoutStore::Entry>> entries = layout.list();
  if (!entries)
    return std::unexpected(entries.error());
  std::vector<Reference> names;
  for (const LayoutStore::Entry &entry : *entries)
    if (tag.empty() ? !taggedSubject(entry.reference.tag) &&
                          !entry.reference.tag.ends_with("-wasm")
                    : entry.reference.tag == tag)
      names.push_back(entry.reference);
  if (names.size() == 1)
    return names.front();
  return fail(path, " holds ", names.size(), " images",
              tag.empty() ? "; say which by a tag behind a colon"
                          : concat(" tagged ", tag));
}

static Status openLayout(const std::string &directory, Opened &place,
                         LayoutStyle style) {
  auto layout = std::make_unique<LayoutStore>(directory, style);
  const std::string &name = place.location.name;
  bool isTag = name.find_first_of("/:@") == std::string::npos;
  Expected<Reference> found = isTag
                                  ? onlyName(*layout, place.location.path, name)
                                  : nameInPlace(name, {});
  if (!found)
    return std::unexpected(found.error());
  place.reference = *found;
  place.store = layout.get();
  place.owned = std::move(layout);
  return {};
}

static Status openDockerArchive(Opened &place) {
  auto layout = std::make_unique<LayoutStore>(place.scratch->file(""));
  auto images = readDockerArchive(place.location.path, *layout);
  if (!images)
    return std::unexpected(images.error());
  const DockerImage *chosen = nullptr;
  std::string name = place.location.name;
  for (const DockerImage &image : *images)
    for (const std::string &tag : image.names)
      if (name.empty() || tag == name) {
        chosen = &image;
        name = tag;
      }
  if (!chosen && name.empty() && images->size() == 1)
    chosen = &images->front();
  bool ambiguous = place.location.name.empty() && images->size() > 1;
  if (!chosen || ambiguous)
    return fail(place.location.path, ": ",
                ambiguous ? "holds several images; say which behind a colon"
                          : "no such image in it");
  Expected<Reference> reference =
      nameInPlace(name.empty() ? "latest" : name, {});
  if (!reference)
    return std::unexpected(reference.error());
  if (Status tagged = layout->tag(chosen->manifest, *reference); !tagged)
    return tagged;
  place.reference = *reference;
  place.store = layout.get();
  place.owned = std::move(layout);
  return {};
}

static Expected<Opened> openSource(const Options &options) {
  Opened place{parseLocation(options.source)};
  Status opened;
  switch (place.location.kind) {
  case PlaceKind::Registry:
    opened = openRegistry(options, place);
    break;
  case PlaceKind::Store: {
    Expected<Reference> reference = Reference::parse(place.location.name);
    if (!reference)
      return failAs(ErrorKind::Usage, reference.error().message);
    place.reference = *reference;
    place.owned = std::make_unique<LayoutStore>(openStore(options));
    place.store = place.owned.get();
    break;
  }
  case PlaceKind::Directory:
    opened = openLayout(place.location.path, place, {true, true});
    break;
  case PlaceKind::OciArchive:
  case PlaceKind::DockerArchive: {
    Expected<TemporaryDirectory> scratch = TemporaryDirectory::create();
    if (!scratch)
      return std::unexpected(scratch.error());
    place.scratch.emplace(std::move(*scratch));
    if (place.location.kind == PlaceKind::DockerArchive) {
      opened = openDockerArchive(place);
      break;
    }
    opened = unpackLayout(place.location.path, place.scratch->file(""));
    if (opened)
      opened = openLayout(place.scratch->file(""), place, {true, false});
    break;
  }
  }
  if (!opened)
    return std::unexpected(opened.error());
  return place;
}

static Expected<Opened> openDestination(const Options &options,
                                        const Reference &source) {
  Opened place{parseLocation(options.destination)};
  const Location &at = place.location;
  if (at.kind == PlaceKind::Registry) {
    if (Status opened = openRegistry(options, place); !opened)
      return std::unexpected(opened.error());
    return place;
  }
  bool inStore = at.kind == PlaceKind::Store;
  Expected<Reference> reference = inStore && !at.name.empty()
                                      ? Reference::parse(at.name)
                                      : nameInPlace(at.name, source);
  if (!reference)
    return failAs(ErrorKind::Usage, reference.error().message);
  if (reference->tag.empty())
    reference->tag = "latest";
  reference->digest.reset();
  place.reference = *reference;
  if (at.kind == PlaceKind::OciArchive) {
    auto archive = ArchiveStore::create(at.path);
    if (!archive)
      return std::unexpected(archive.error());
    place.archive = archive->get();
    place.owned = std::move(*archive);
  } else if (at.kind == PlaceKind::Directory) {
    place.owned =
        std::make_unique<LayoutStore>(at.path, LayoutStyle{true, true});
  } else if (inStore) {
    place.owned = std::make_unique<LayoutStore>(openStore(options));
  }
  place.store = place.owned.get();
  return place;
}

static std::string hostPlatform() {
  utsname name = {};
  ::uname(&name);
  std::string machine = name.machine;
  return concat("linux/", machine == "x86_64"    ? "amd64"
                          : machine == "aarch64" ? "arm64"
                                                 : machine);
}

/// The entry of an index for `platform`; a single image is what it is.
static Expected<Descriptor> chooseEntry(ContentStore &store,
                                        const Descriptor &root,
                                        const std::string &platform) {
  if (!root.isIndex())
    return root;
  Expected<std::string> bytes = store.readDocument(root);
  if (!bytes)
    return std::unexpected(bytes.error());
  Expected<Index> index = Index::parse(*bytes);
  if (!index)
    return inContext(root.digest.str(), index.error());
  for (const Descriptor &entry : index->manifests)
    if (entry.platform && entry.platform->str() == platform)
      return entry;
  return fail("no entry for ", platform, "; see wpack inspect");
}

Status runCopy(const Options &options) {
  Expected<Opened> from = openSource(options);
  if (!from)
    return std::unexpected(from.error());
  const Reference source = *from->reference;
  Expected<Descriptor> root = from->store->resolve(source);
  if (!root)
    return std::unexpected(root.error());
  bool toDocker =
      parseLocation(options.destination).kind == PlaceKind::DockerArchive;
  if (!options.platform.empty() || toDocker) {
    std::string platform =
        options.platform.empty() ? hostPlatform() : options.platform;
    root = chooseEntry(*from->store, *root, platform);
    if (!root)
      return inContext(from->reference->familiar(), root.error());
    // The artifact belongs to the whole, signatures to each part.
    if (!toDocker)
      from->reference = from->reference->withDigest(root->digest);
  }
  Expected<Opened> to = openDestination(options, source);
  if (!to)
    return std::unexpected(to.error());
  TransferReport report;
  if (toDocker) {
    Reference named = *to->reference;
    if (Status written = writeDockerArchive(*from->store, *root, named.str(),
                                            to->location.path);
        !written)
      return written;
    report = {{1, 0, root->size}, -1};
    printTransfer(options, *to->reference, *root, report, {"copied", "copied"});
    return {};
  }
  bool sameHost = from->registry && to->registry &&
                  from->reference->host == to->reference->host &&
                  from->reference->repository != to->reference->repository;
  if (sameHost)
    to->registry->store().setMountSource(
        [repository = from->reference->repository](const Digest &) {
          return repository;
        });
  {
    Progress progress("copying", options);
    Status copied = copyImage(
        {*from->store, *from->reference}, {*to->store, *to->reference}, *root,
        options.imageOnly, {options.jobs, &progress}, report);
    if (!copied)
      return copied;
  }
  if (to->archive)
    if (Status finished = to->archive->finish(); !finished)
      return finished;
  printTransfer(options, *to->reference, *root, report, {"copied", "copied"});
  return {};
}

} // namespace wpack
