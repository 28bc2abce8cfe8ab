// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/oci/LayoutNames.h"
#include "packager/oci/AtomicFile.h"
#include "packager/oci/Manifest.h"
#include <algorithm>
#include <array>

namespace wpack {

static constexpr std::string_view indexFile = "index.json";
static constexpr std::string_view extraFile = "wpack.json";
static constexpr std::array listFiles = {indexFile, extraFile};

std::optional<Digest> taggedSubject(std::string_view tag) {
  size_t dash = tag.find('-');
  if (dash == std::string_view::npos)
    return std::nullopt;
  std::string_view hex = tag.substr(dash + 1);
  hex = hex.substr(0, hex.find('.'));
  Expected<Digest> digest =
      Digest::parse(concat(tag.substr(0, dash), ":", hex));
  if (!digest)
    return std::nullopt;
  return *digest;
}

Expected<Json> LayoutNames::read(const std::string &file) const {
  std::string path = concat(root, "/", file);
  Expected<std::string> text = readFile(path, maxLayoutListBytes);
  if (!text && text.error().kind == ErrorKind::NotFound)
    return Json::object()
        .set("schemaVersion", 2)
        .set("mediaType", media::index)
        .set("manifests", Json::array());
  if (!text)
    return std::unexpected(text.error());
  Expected<Json> json = Json::parse(*text);
  if (!json)
    return inContext(path, json.error());
  const Json *manifests = json->find("manifests");
  if (!manifests || !manifests->elements())
    return fail(path,
                ": 'manifests' must be an array; this is no image layout");
  return json;
}

Expected<Json::Array> LayoutNames::entries() const {
  Json::Array all;
  for (std::string_view file : listFiles) {
    Expected<Json> json = read(std::string(file));
    if (!json)
      return std::unexpected(json.error());
    const Json::Array &some = *json->find("manifests")->elements();
    all.insert(all.end(), some.begin(), some.end());
  }
  return all;
}

static std::string annotationOf(const Json &entry, std::string_view key) {
  const Json *annotations = entry.find("annotations");
  const Json *value = annotations ? annotations->find(key) : nullptr;
  return value && value->string() ? *value->string() : std::string();
}

/// The tag of a full name, else the text itself.
static std::string tagOf(const std::string &name) {
  if (name.find('/') == std::string::npos)
    return name;
  Expected<Reference> reference = Reference::parse(name);
  return reference ? reference->tag : name;
}

bool LayoutNames::hasName(const Json &entry, const Reference &reference) const {
  std::string full = annotationOf(entry, annotation::imageName);
  std::string tag = annotationOf(entry, annotation::refName);
  if (style.byTag)
    return tagOf(tag.empty() ? full : tag) == reference.tag;
  return (full.empty() ? tag : full) == reference.str();
}

Expected<Descriptor> LayoutNames::find(const Reference &reference) const {
  Expected<Json::Array> all = entries();
  if (!all)
    return std::unexpected(all.error());
  std::optional<Descriptor> found;
  for (const Json &entry : *all) {
    if (!hasName(entry, reference))
      continue;
    Expected<Descriptor> manifest =
        Descriptor::fromJson(entry, concat(root, "/index.json: entry"));
    if (!manifest)
      return manifest;
    if (found && found->digest != manifest->digest)
      return fail(root, ": several images are tagged ", reference.tag,
                  "; name one by its digest");
    found = std::move(*manifest);
    found->annotations.clear(); // They belong to the name, not to content.
    if (!style.byTag)
      break;
  }
  if (!found)
    return failAs(ErrorKind::NotFound, "no such name");
  return *found;
}

Expected<std::vector<Descriptor>> LayoutNames::all() const {
  Expected<Json::Array> list = entries();
  if (!list)
    return std::unexpected(list.error());
  std::vector<Descriptor> descriptors;
  for (const Json &entry : *list) {
    Expected<Descriptor> one =
        Descriptor::fromJson(entry, concat(root, "/index.json: entry"));
    if (!one)
      return std::unexpected(one.error());
    descriptors.push_back(std::move(*one));
  }
  return descriptors;
}

Expected<std::vector<LayoutNames::Entry>> LayoutNames::list() const {
  Expected<std::vector<Descriptor>> descriptors = all();
  if (!descriptors)
    return std::unexpected(descriptors.error());
  std::vector<Entry> named;
  for (Descriptor &manifest : *descriptors) {
    std::string name = manifest.annotation(annotation::imageName);
    if (name.empty()) {
      name = manifest.annotation(annotation::refName);
      if (style.byTag && name.find_first_of("/:") == std::string::npos)
        name = concat(namelessImage, ":", name);
    }
    Expected<Reference> reference = Reference::parse(name);
    if (!reference)
      continue; // Named by another tool in its own way.
    if (reference->host == "docker.io")
      reference->hasHost = false;
    manifest.annotations.clear();
    named.push_back({std::move(*reference), std::move(manifest)});
  }
  return named;
}

/// Returns how many entries went. A file that need not change is not written.
Expected<int> LayoutNames::edit(const std::string &file,
                                const std::function<bool(const Json &)> &isDead,
                                std::optional<Json> added) const {
  Expected<Json> json = read(file);
  if (!json)
    return std::unexpected(json.error());
  Json::Array list = *json->find("manifests")->elements();
  auto removed = int(std::erase_if(list, isDead));
  if (removed == 0 && !added)
    return 0;
  if (added)
    list.push_back(std::move(*added));
  json->set("manifests", std::move(list));
  if (Status written = replaceFile(root, file, json->dump()); !written)
    return std::unexpected(written.error());
  return removed;
}

Descriptor namedEntry(const Descriptor &manifest, const Reference &reference) {
  Descriptor entry = manifest;
  entry.platform.reset();
  entry.annotations = {{std::string(annotation::imageName), reference.str()},
                       {std::string(annotation::refName), reference.tag}};
  return entry;
}

Status LayoutNames::set(const Descriptor &manifest, const Reference &reference,
                        bool isImage) {
  Descriptor entry = namedEntry(manifest, reference);
  auto isOld = [&](const Json &old) { return hasName(old, reference); };
  bool inIndex = isImage || style.oneIndex;
  // First the new entry, then the old one in the other list goes: the name
  // always stands for something.
  for (bool own : {true, false}) {
    std::string file(own == inIndex ? indexFile : extraFile);
    Expected<int> edited =
        edit(file, isOld, own ? std::optional(entry.toJson()) : std::nullopt);
    if (!edited)
      return std::unexpected(edited.error());
  }
  return {};
}

Expected<bool> LayoutNames::remove(const Reference &reference) {
  int removed = 0;
  for (std::string_view file : listFiles) {
    Expected<int> some =
        edit(std::string(file),
             [&](const Json &entry) { return hasName(entry, reference); }, {});
    if (!some)
      return std::unexpected(some.error());
    removed += *some;
  }
  return removed > 0;
}

Status LayoutNames::addReferrer(const Descriptor &manifest,
                                const Digest &subject) {
  Expected<std::vector<Descriptor>> present = all();
  if (!present)
    return std::unexpected(present.error());
  for (const Descriptor &entry : *present)
    if (entry.digest == manifest.digest &&
        entry.annotation(annotation::subject) == subject.str())
      return {};
  Descriptor entry = manifest;
  entry.platform.reset();
  entry.annotations = {{std::string(annotation::subject), subject.str()}};
  Expected<int> added = edit(
      std::string(style.oneIndex ? indexFile : extraFile),
      [](const Json &) { return false; }, entry.toJson());
  if (!added)
    return std::unexpected(added.error());
  return {};
}

Expected<int>
LayoutNames::prune(const std::function<bool(const Descriptor &)> &isDead) {
  int removed = 0;
  for (std::string_view file : listFiles) {
    Expected<int> some = edit(std::string(file),
                              [&](const Json &json) {
                                Expected<Descriptor> entry =
                                    Descriptor::fromJson(json, "entry");
                                return entry && isDead(*entry);
                              },
                              {});
    if (!some)
      return std::unexpected(some.error());
    removed += *some;
  }
  return removed;
}

Expected<bool> isRunnable(ContentStore &store, const Descriptor &manifest,
                          const std::string &tag) {
  if (manifest.isIndex())
    return !taggedSubject(tag);
  Expected<std::string> bytes = store.readDocument(manifest);
  if (!bytes)
    return std::unexpected(bytes.error());
  Expected<Manifest> parsed = Manifest::parse(*bytes);
  if (!parsed)
    return inContext(manifest.digest.str(), parsed.error());
  const std::string &config = parsed->config.mediaType;
  bool runnable = config == media::config || config == media::dockerConfig;
  for (const Descriptor &layer : parsed->layers)
    runnable &= layer.mediaType.starts_with(media::layer) ||
                layer.mediaType == media::dockerLayer;
  return runnable;
}

} // namespace wpack
