// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/layer/DockerArchive.h"
#include "packager/layer/ArchiveStore.h"
#include "packager/oci/Config.h"
#include "packager/oci/Manifest.h"
#include <algorithm>
#include <fcntl.h>
#include <set>
#include <sys/stat.h>
#include <unistd.h>

namespace wpack {

namespace {

/// A file without name, and how many bytes are in it.
struct ScratchFile {
  FileHandle file;
  int64_t size = 0;
  Digest digest;
};

} // namespace

static Expected<FileHandle> openScratch(const std::string &directory) {
  FileHandle file(
      ::open(directory.c_str(), O_RDWR | O_TMPFILE | O_CLOEXEC, 0600));
  if (!file)
    return systemError("cannot create a temporary file in", directory);
  return file;
}

static std::string parentOf(const std::string &path) {
  size_t slash = path.rfind('/');
  return slash == std::string::npos ? "." : path.substr(0, slash + 1);
}

/// Unpacks a layer to a file, because a tar must know its size before.
static Expected<ScratchFile> unpackLayer(ContentStore &store,
                                         const Descriptor &layer,
                                         const std::string &directory) {
  Expected<FileHandle> file = openScratch(directory);
  if (!file)
    return std::unexpected(file.error());
  Expected<std::unique_ptr<BlobSource>> packed = store.open(layer);
  if (!packed)
    return std::unexpected(packed.error());
  Hasher hasher;
  int64_t size = 0;
  Status unpacked = decompress(**packed, unpackLimit(layer.size),
                               [&](std::string_view piece) {
                                 hasher.update(piece);
                                 size += int64_t(piece.size());
                                 return writeAll(file->get(), piece, directory);
                               });
  if (!unpacked)
    return inContext(layer.digest.str(), unpacked.error());
  return ScratchFile{std::move(*file), size, hasher.finish()};
}

static Status addLayer(ArchiveWriter &writer, ScratchFile layer,
                       const std::string &name) {
  FileSource source(std::move(layer.file), name);
  if (Status rewound = source.rewind(); !rewound)
    return rewound;
  return writer.add(name, layer.size, source);
}

static Status addText(ArchiveWriter &writer, const std::string &name,
                      const std::string &text) {
  MemorySource source(text);
  return writer.add(name, int64_t(text.size()), source);
}

static Status writeImage(ArchiveWriter &writer, ContentStore &store,
                         const Manifest &manifest, const std::string &name,
                         const std::string &scratch) {
  Expected<std::string> configText = store.readDocument(manifest.config);
  if (!configText)
    return std::unexpected(configText.error());
  Expected<Config> config = Config::parse(*configText);
  if (!config)
    return std::unexpected(config.error());
  if (config->diffIds.size() != manifest.layers.size())
    return fail("the image has ", manifest.layers.size(),
                " layers, its config names ", config->diffIds.size());
  std::vector<std::string> layerNames;
  std::set<std::string> written;
  for (size_t i = 0; i < manifest.layers.size(); ++i) {
    Expected<ScratchFile> layer =
        unpackLayer(store, manifest.layers[i], scratch);
    if (!layer)
      return std::unexpected(layer.error());
    if (layer->digest != config->diffIds[i])
      return fail("layer ", manifest.layers[i].digest.str(), " unpacks to ",
                  layer->digest.str(), ", its config says ",
                  config->diffIds[i].str());
    layerNames.push_back(concat(layer->digest.hex(), ".tar"));
    if (written.insert(layerNames.back()).second)
      if (Status added = addLayer(writer, std::move(*layer), layerNames.back());
          !added)
        return added;
  }
  std::string configName = concat(manifest.config.digest.hex(), ".json");
  if (Status added = addText(writer, configName, *configText); !added)
    return added;
  Json image = Json::object();
  image.set("Config", configName);
  image.set("RepoTags", Json::of(std::vector<std::string>{name}));
  image.set("Layers", Json::of(layerNames));
  Json list = Json::array();
  list.push(std::move(image));
  return addText(writer, "manifest.json", list.dump());
}

Status writeDockerArchive(ContentStore &store, const Descriptor &manifest,
                          const std::string &name, const std::string &path) {
  Expected<std::string> bytes = store.readDocument(manifest);
  if (!bytes)
    return std::unexpected(bytes.error());
  Expected<Manifest> parsed = Manifest::parse(*bytes);
  if (!parsed)
    return inContext(manifest.digest.str(), parsed.error());
  std::string directory = parentOf(path);
  Expected<AtomicFile> file =
      AtomicFile::create(directory, path.substr(path.rfind('/') + 1));
  if (!file)
    return std::unexpected(file.error());
  ArchiveWriter writer(
      [&](std::string_view piece) { return file->write(piece); });
  if (Status written = writeImage(writer, store, *parsed, name, directory);
      !written)
    return inContext(manifest.digest.str(), written.error());
  if (Status finished = writer.finish(); !finished)
    return finished;
  return file->commit();
}

// Reading: once through the archive for the list, again for what it names.

namespace {

/// An element of manifest.json.
struct Listed {
  std::string config;
  std::vector<std::string> layers;
  std::vector<std::string> names;
};

class DockerReader {
public:
  DockerReader(const std::string &path, LayoutStore &layout)
      : path(path), layout(layout) {}
  Expected<std::vector<DockerImage>> run();

private:
  Status eachFile(const FileVisitor &visit);
  Expected<std::vector<Listed>> readList();
  Status take(const std::string &name, BlobSource &bytes, bool isConfig);
  Expected<DockerImage> assemble(const Listed &image);

  const std::string &path;
  LayoutStore &layout;
  std::map<std::string, Descriptor> files; ///< By their names in the archive.
};

} // namespace

Status DockerReader::eachFile(const FileVisitor &visit) {
  FileHandle file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat info = {};
  if (!file || ::fstat(file.get(), &info) != 0)
    return systemError("cannot open", path);
  FileSource source(std::move(file), path);
  return readArchive(source, unpackLimit(info.st_size), visit);
}

Expected<std::vector<Listed>> DockerReader::readList() {
  std::optional<std::string> text;
  Status read = eachFile(
      [&](const std::string &name, int64_t, BlobSource &bytes) -> Status {
        if (name != "manifest.json")
          return {};
        Expected<std::string> content = readAll(bytes, maxDocumentBytes);
        if (!content)
          return inContext(name, content.error());
        text = std::move(*content);
        return {};
      });
  if (!read)
    return std::unexpected(read.error());
  if (!text)
    return fail("no manifest.json in it: this is no archive of docker save");
  Expected<Json> json = Json::parse(*text);
  if (!json)
    return inContext("manifest.json", json.error());
  if (!json->elements())
    return fail("manifest.json: expected an array");
  std::vector<Listed> list;
  for (const Json &element : *json->elements()) {
    FieldReader fields(element, "manifest.json");
    list.push_back({fields.requiredString("Config"),
                    fields.optionalStrings("Layers"),
                    fields.optionalStrings("RepoTags")});
    if (fields.error())
      return std::unexpected(*fields.error());
  }
  return list;
}

/// Keeps a config as it is, and a layer packed.
Status DockerReader::take(const std::string &name, BlobSource &bytes,
                          bool isConfig) {
  if (isConfig) {
    Expected<std::string> text = readAll(bytes, maxDocumentBytes);
    if (!text)
      return inContext(name, text.error());
    Descriptor config = Descriptor::of(media::config, *text);
    files.insert_or_assign(name, config);
    return layout.putBytes(config, *text);
  }
  Expected<FileHandle> file = openScratch(layout.path());
  if (!file)
    return std::unexpected(file.error());
  Hasher hasher;
  int64_t size = 0;
  Status packed = gzipStream(bytes, [&](std::string_view piece) {
    hasher.update(piece);
    size += int64_t(piece.size());
    return writeAll(file->get(), piece, path);
  });
  if (!packed)
    return inContext(name, packed.error());
  Descriptor layer{std::string(media::layerGzip), hasher.finish(), size};
  FileSource source(std::move(*file), path);
  if (Status rewound = source.rewind(); !rewound)
    return rewound;
  files.insert_or_assign(name, layer);
  return layout.put(layer, source);
}

Expected<DockerImage> DockerReader::assemble(const Listed &image) {
  auto find = [&](const std::string &name) -> Expected<Descriptor> {
    auto found = files.find(name);
    if (found == files.end())
      return fail("manifest.json names ", name, ", which is not there");
    return found->second;
  };
  Expected<Descriptor> config = find(image.config);
  if (!config)
    return std::unexpected(config.error());
  Manifest manifest{*config, {}};
  for (const std::string &name : image.layers) {
    Expected<Descriptor> layer = find(name);
    if (!layer)
      return std::unexpected(layer.error());
    manifest.layers.push_back(*layer);
  }
  std::string bytes = manifest.serialise();
  Descriptor root = Descriptor::of(media::manifest, bytes);
  if (Status stored = layout.putBytes(root, bytes); !stored)
    return std::unexpected(stored.error());
  return DockerImage{root, image.names};
}

Expected<std::vector<DockerImage>> DockerReader::run() {
  if (Status ready = layout.beginAdding(); !ready)
    return std::unexpected(ready.error());
  Expected<std::vector<Listed>> list = readList();
  if (!list)
    return std::unexpected(list.error());
  std::set<std::string> configs, layers;
  for (const Listed &image : *list) {
    configs.insert(image.config);
    layers.insert(image.layers.begin(), image.layers.end());
  }
  Status read = eachFile(
      [&](const std::string &name, int64_t, BlobSource &bytes) -> Status {
        if (configs.contains(name))
          return take(name, bytes, true);
        return layers.contains(name) ? take(name, bytes, false) : Status();
      });
  if (!read)
    return std::unexpected(read.error());
  std::vector<DockerImage> images;
  for (const Listed &image : *list) {
    Expected<DockerImage> one = assemble(image);
    if (!one)
      return std::unexpected(one.error());
    images.push_back(std::move(*one));
  }
  return images;
}

Expected<std::vector<DockerImage>> readDockerArchive(const std::string &path,
                                                     LayoutStore &layout) {
  auto images = DockerReader(path, layout).run();
  if (!images)
    return inContext(path, images.error());
  return images;
}

} // namespace wpack
