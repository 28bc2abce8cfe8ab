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

/// Adds an image of one file and returns its entry for the index.
static Expected<Descriptor>
addImage(MemoryStore &content, const LayerFile &file, const Platform &platform,
         const Annotations &annotations, int64_t created) {
  Expected<Layer> layer = buildLayer({file}, created, Compression::Gzip);
  if (!layer)
    return std::unexpected(layer.error());
  Config config;
  config.platform = platform;
  config.created = formatTime(created);
  config.entrypoint = {concat("/", file.path)};
  config.user = "65534:65534"; // By number: the image has no passwd.
  config.workingDir = "/";
  config.diffIds = {layer->diffId};
  content.add(layer->blob.mediaType, std::move(layer->bytes));
  Manifest manifest{content.add(media::config, config.serialise()),
                    {layer->blob},
                    {},
                    {},
                    annotations};
  Descriptor entry = content.add(media::manifest, manifest.serialise());
  entry.platform = platform;
  return entry;
}

/// Adds the module as the artifact that Wasm tools other than container engines
/// look for. It depends on the module alone, not on the native programs.
static Descriptor addArtifact(MemoryStore &content, std::string_view wasm,
                              const ImageOptions &options) {
  Descriptor layer = content.add(media::wasm, std::string(wasm));
  layer.annotations[std::string(annotation::title)] = options.title;
  Json config = Json::object();
  config.set("created", formatTime(options.created));
  config.set("architecture", "wasm");
  config.set("os", "wasip1");
  config.set("layerDigests", Json::of({layer.digest.str()}));
  Manifest manifest{content.add(media::wasmConfig, config.dump()), {layer}};
  return content.add(media::manifest, manifest.serialise());
}

Expected<BuiltImage> buildImage(std::string_view wasm,
                                std::span<const NativeProgram> natives,
                                const ImageOptions &options) {
  MemoryStore content;
  Index index;
  for (const NativeProgram &native : natives) {
    Expected<Descriptor> entry = addImage(content, {"app", native.elf, true},
                                          native.platform, {}, options.created);
    if (!entry)
      return std::unexpected(entry.error());
    index.manifests.push_back(std::move(*entry));
  }
  // A plain image, executable bit included: engines refuse anything else. The
  // annotation makes crun hand the file to its Wasm handler.
  Expected<Descriptor> portable =
      addImage(content, {"app.wasm", wasm, true}, {"wasi", "wasm", ""},
               {{std::string(annotation::wasmVariant), "compat-smart"}},
               options.created);
  if (!portable)
    return std::unexpected(portable.error());
  index.manifests.push_back(std::move(*portable));

  std::string wasmDigest = Digest::of(wasm).str();
  for (Descriptor &entry : index.manifests)
    entry.annotations[std::string(annotation::wasmDigest)] = wasmDigest;
  std::string_view stem = options.title;
  if (stem.ends_with(".wasm"))
    stem.remove_suffix(5);
  index.annotations[std::string(annotation::title)] = stem;
  if (options.createdIsSet)
    index.annotations[std::string(annotation::created)] =
        formatTime(options.created);
  Descriptor artifact = addArtifact(content, wasm, options);
  Descriptor root = content.add(media::index, index.serialise());
  return BuiltImage{std::move(content), std::move(root), std::move(artifact)};
}

} // namespace wpack
