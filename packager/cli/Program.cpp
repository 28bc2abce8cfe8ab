// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/cli/Program.h"
#include "packager/layer/TarReader.h"
#include <ranges>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace wpack {

/// A layer may unpack to this many bytes.
static constexpr int64_t maxUnpackedBytes = int64_t(4) << 30;

Expected<MappedFile> MappedFile::map(const FileHandle &file) {
  struct stat info = {};
  if (::fstat(file.get(), &info) != 0)
    return systemError("cannot look at", "the unpacked program");
  if (info.st_size == 0)
    return MappedFile(std::string_view());
  void *at = ::mmap(nullptr, size_t(info.st_size), PROT_READ, MAP_PRIVATE,
                    file.get(), 0);
  if (at == MAP_FAILED)
    return systemError("cannot map", "the unpacked program");
  return MappedFile(
      std::string_view(static_cast<const char *>(at), size_t(info.st_size)));
}

MappedFile::~MappedFile() {
  if (!content.empty())
    ::munmap(const_cast<char *>(content.data()), content.size());
}

static bool isWasmLayer(const Descriptor &layer) {
  return layer.mediaType == media::wasm ||
         layer.mediaType == media::wasmComponentLayer;
}

/// Copies a whole blob, verified, to an open file.
static Status copyBlob(ContentStore &store, const Descriptor &blob, int fd) {
  Expected<std::unique_ptr<BlobSource>> source = store.open(blob);
  if (!source)
    return std::unexpected(source.error());
  std::vector<char> buffer(256 << 10);
  while (true) {
    Expected<size_t> count = (*source)->read(buffer);
    if (!count)
      return std::unexpected(count.error());
    if (*count == 0)
      return {};
    if (Status written = writeAll(fd, {buffer.data(), *count}, "memory");
        !written)
      return written;
  }
}

/// The uppermost layer that has the file decides.
static Status extractFromLayers(ContentStore &store, const Manifest &manifest,
                                const std::string &path, int fd) {
  for (const Descriptor &layer : std::views::reverse(manifest.layers)) {
    bool isTar = layer.mediaType == media::layer ||
                 layer.mediaType == media::layerGzip ||
                 layer.mediaType == media::layerZstd ||
                 layer.mediaType == media::dockerLayer;
    if (!isTar)
      return fail("layer ", layer.digest.str(), " has the unknown type ",
                  layer.mediaType);
    if (layer.size > maxUnpackedBytes)
      return fail("layer ", layer.digest.str(), " has ", layer.size,
                  " bytes; at most ", maxUnpackedBytes, " are accepted");
    // Not unpacked on the way: what is not verified is not even parsed.
    FileHandle packed(::memfd_create("layer", MFD_CLOEXEC));
    if (!packed)
      return systemError("cannot create", "a file in memory");
    if (Status copied = copyBlob(store, layer, packed.get()); !copied)
      return copied;
    FileSource source(std::move(packed), "the layer in memory");
    if (Status rewound = source.rewind(); !rewound)
      return rewound;
    Status found = extractFile(source, path, fd, maxUnpackedBytes);
    if (found || found.error().kind != ErrorKind::NotFound)
      return found;
  }
  return fail("no file ", path, " in the image, which its entry point names");
}

Expected<Program> loadProgram(ContentStore &store, const Descriptor &entry) {
  Expected<std::string> bytes = store.readDocument(entry);
  if (!bytes)
    return std::unexpected(bytes.error());
  Expected<Manifest> manifest = Manifest::parse(*bytes);
  if (!manifest)
    return inContext(entry.digest.str(), manifest.error());
  Program program;
  program.file =
      FileHandle(::memfd_create("wpack", MFD_CLOEXEC | MFD_ALLOW_SEALING));
  if (!program.file)
    return systemError("cannot create", "a file in memory");

  program.isWasm = manifest->config.mediaType == media::wasmConfig;
  if (!program.isWasm) {
    Expected<std::string> text = store.readDocument(manifest->config);
    if (!text)
      return std::unexpected(text.error());
    Expected<Config> config = Config::parse(*text);
    if (!config)
      return inContext(manifest->config.digest.str(), config.error());
    program.config = std::move(*config);
    program.isWasm = program.config.platform.architecture.starts_with("wasm");
  }
  if (program.isWasm)
    for (const Descriptor &layer : manifest->layers)
      if (isWasmLayer(layer)) {
        if (Status copied = copyBlob(store, layer, program.file.get()); !copied)
          return std::unexpected(copied.error());
        return program;
      }
  const Config &config = program.config;
  const std::vector<std::string> &command =
      config.entrypoint.empty() ? config.cmd : config.entrypoint;
  if (command.empty())
    return fail("image ", entry.digest.str(), " names no program to run");
  if (Status extracted = extractFromLayers(store, *manifest, command.front(),
                                           program.file.get());
      !extracted)
    return std::unexpected(extracted.error());
  return program;
}

} // namespace wpack
