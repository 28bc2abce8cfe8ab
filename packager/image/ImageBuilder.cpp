// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/image/ImageBuilder.h"
#include "packager/layer/LayerBuilder.h"
#include "packager/oci/Config.h"
#include "packager/oci/Index.h"
#include "packager/oci/Manifest.h"
#include <ctime>

namespace wpack {

std::string formatTime(int64_t seconds) {
  std::tm parts = {};
  std::time_t time = seconds;
  char text[64] = {};
  if (::gmtime_r(&time, &parts))
    std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text;
}

static Config configOf(const ImageOptions &options) {
  Config config;
  config.created = formatTime(options.created);
  config.cmd = options.arguments;
  config.env = options.env;
  config.user = options.user;
  config.workingDir = options.workingDir;
  config.ports = options.ports;
  config.volumes = options.volumes;
  config.labels = options.labels;
  config.stopSignal = options.stopSignal;
  return config;
}

/// Adds a layer to the content, the config and the manifest.
static Status addLayer(MemoryStore &content,
                       const std::vector<LayerFile> &files,
                       const ImageOptions &options, Config &config,
                       Manifest &manifest) {
  Expected<Layer> layer =
      buildLayer(files, options.created, options.compression);
  if (!layer)
    return std::unexpected(layer.error());
  config.diffIds.push_back(layer->diffId);
  manifest.layers.push_back(
      content.add(layer->blob.mediaType, std::move(layer->bytes)));
  return {};
}

/// Adds an image that runs `program` and returns its entry for the index.
static Expected<Descriptor> addImage(MemoryStore &content,
                                     const LayerFile &program,
                                     const Platform &platform,
                                     const Annotations &own,
                                     const ImageOptions &options) {
  Config config = configOf(options);
  config.platform = platform;
  config.entrypoint = {concat("/", program.path)};
  Manifest manifest{Descriptor::of(media::config, ""), {}, {}, {}, own};
  manifest.annotations.insert(options.annotations.begin(),
                              options.annotations.end());
  // The files are the same for all platforms, so they come in a layer of their
  // own; the program's is the last, where Wasm tools look.
  std::vector<LayerFile> extra;
  for (const ExtraFile &file : options.files)
    extra.push_back({file.path, file.bytes, file.executable});
  if (!extra.empty())
    if (Status added = addLayer(content, extra, options, config, manifest);
        !added)
      return std::unexpected(added.error());
  if (Status added = addLayer(content, {program}, options, config, manifest);
      !added)
    return std::unexpected(added.error());
  manifest.config = content.add(media::config, config.serialise());
  Descriptor entry = content.add(media::manifest, manifest.serialise());
  entry.platform = platform;
  return entry;
}

/// A plain image, executable bit included: engines refuse anything else. The
/// annotation makes crun hand the file to its Wasm handler.
static Expected<Descriptor> addPortable(MemoryStore &content,
                                        std::string_view fileName,
                                        std::string_view wasm,
                                        const ImageOptions &options) {
  return addImage(
      content, {std::string(fileName), wasm, true}, {"wasi", "wasm", ""},
      {{std::string(annotation::wasmVariant), "compat-smart"}}, options);
}

Expected<BuiltImage> buildIndex(std::span<const NativeProgram> natives,
                                std::string_view wasm, bool withPortable,
                                const Digest &wasmDigest,
                                const ImageOptions &options) {
  MemoryStore content;
  Index index;
  for (const NativeProgram &native : natives) {
    Expected<Descriptor> entry = addImage(content, {"app", native.elf, true},
                                          native.platform, {}, options);
    if (!entry)
      return std::unexpected(entry.error());
    index.manifests.push_back(std::move(*entry));
  }
  if (withPortable) {
    Expected<Descriptor> portable =
        addPortable(content, "app.wasm", wasm, options);
    if (!portable)
      return std::unexpected(portable.error());
    index.manifests.push_back(std::move(*portable));
  }
  for (Descriptor &entry : index.manifests)
    entry.annotations[std::string(annotation::wasmDigest)] = wasmDigest.str();

  index.annotations = options.annotations;
  std::string_view stem = options.title;
  stem = stem.substr(0, stem.rfind('.'));
  index.annotations.try_emplace(std::string(annotation::title), stem);
  if (options.createdIsSet)
    index.annotations.try_emplace(std::string(annotation::created),
                                  formatTime(options.created));
  Descriptor root = content.add(media::index, index.serialise());
  return BuiltImage{std::move(content), std::move(root)};
}

BuiltImage buildArtifact(std::string_view wasm, const ImageOptions &options) {
  MemoryStore content;
  Descriptor layer = content.add(media::wasm, std::string(wasm));
  layer.annotations[std::string(annotation::title)] = options.title;
  Json config = Json::object();
  config.set("created", formatTime(options.created));
  config.set("architecture", "wasm");
  config.set("os", "wasip1");
  config.set("layerDigests", Json::of({layer.digest.str()}));
  Manifest manifest{content.add(media::wasmConfig, config.dump()),
                    {layer},
                    {},
                    {},
                    options.annotations};
  Descriptor root = content.add(media::manifest, manifest.serialise());
  return BuiltImage{std::move(content), std::move(root)};
}

Expected<BuiltImage> buildPlugin(std::string_view wasm,
                                 const ImageOptions &options) {
  MemoryStore content;
  Expected<Descriptor> image =
      addPortable(content, "plugin.wasm", wasm, options);
  if (!image)
    return std::unexpected(image.error());
  image->platform.reset(); // It stands alone; only entries of indexes have one.
  return BuiltImage{std::move(content), std::move(*image)};
}

} // namespace wpack
