// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One pass collects everything into JSON; `--json` prints that, and the tree is
// drawn from it, so that both say the same.

#include "packager/cli/Commands.h"
#include "packager/cli/Program.h"
#include "packager/cli/Session.h"
#include "packager/image/PolicyNote.h"
#include "packager/oci/Referrers.h"
#include "packager/sign/Payload.h"
#include "packager/sign/SignatureList.h"
#include <cstdio>

namespace wpack {

/// A text of a foreign document: nothing in it may steer the terminal.
static std::string printable(std::string text) {
  for (char &c : text)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
      c = '?';
  return text;
}

/// Under which names a manifest is signed. Nothing is verified.
static Expected<Json> describeSignatures(ContentStore &store,
                                         const Reference &repository,
                                         const Digest &digest) {
  Json list = Json::array();
  auto signatures = readSignatures(store, repository, digest);
  if (!signatures)
    return std::unexpected(signatures.error());
  if (!*signatures)
    return list;
  for (const Descriptor &layer : (*signatures)->layers) {
    Expected<std::string> bytes = store.readDocument(layer);
    if (!bytes)
      return std::unexpected(bytes.error());
    Expected<Payload> payload = Payload::parse(*bytes);
    list.push(payload ? payload->dockerReference : "unreadable signature");
  }
  return list;
}

/// What refers to a manifest; nothing of it is verified.
static Expected<Json> describeReferrers(ContentStore &store,
                                        const Reference &repository,
                                        const Digest &digest) {
  auto referrers = readReferrers(store, repository, digest);
  if (!referrers)
    return std::unexpected(referrers.error());
  Json list = Json::array();
  for (const Referrer &referrer : *referrers) {
    Json json = Json::object();
    json.set("type", referrer.type);
    json.set("digest", referrer.manifest.digest.str());
    json.set("size", referrer.manifest.size);
    auto predicate =
        referrer.content.annotations.find("dev.sigstore.bundle.predicateType");
    if (predicate != referrer.content.annotations.end())
      json.set("predicateType", predicate->second);
    list.push(std::move(json));
  }
  return list;
}

static Json describeBlob(const Descriptor &blob) {
  Json json = Json::object();
  json.set("mediaType", blob.mediaType);
  json.set("digest", blob.digest.str());
  json.set("size", blob.size);
  return json;
}

/// What the executable of a native image says about itself.
static Json describeProgram(const Program &program) {
  Json json = Json::object();
  Expected<MappedFile> elf = MappedFile::map(program.file);
  if (!elf)
    return json;
  json.set("size", int64_t(elf->bytes().size()));
  Expected<BuildNote> note = readBuildNote(elf->bytes());
  if (!note)
    return json;
  json.set("target", note->target);
  json.set("cpu", note->cpu);
  json.set("optimisation", note->opt);
  json.set("wasmc", note->compiler);
  json.set("wasmDigest", note->wasmDigest.str());
  json.set("wasmSize", note->wasmSize);
  json.set("imports", Json::of(note->imports));
  if (Expected<std::vector<std::string>> policy = readPolicy(elf->bytes()))
    json.set("policy", Json::of(*policy));
  return json;
}

static Expected<Json> describeManifest(ContentStore &store,
                                       const Reference &repository,
                                       const Descriptor &entry) {
  Json json = describeBlob(entry);
  if (entry.platform)
    json.set("platform", entry.platform->str());
  if (!entry.annotations.empty())
    json.set("annotations", Json::of(entry.annotations));
  Expected<std::string> bytes = store.readDocument(entry);
  if (!bytes)
    return std::unexpected(bytes.error());
  Expected<Manifest> manifest = Manifest::parse(*bytes);
  if (!manifest)
    return inContext(entry.digest.str(), manifest.error());
  json.set("config", describeBlob(manifest->config));
  Json layers = Json::array();
  for (const Descriptor &layer : manifest->layers)
    layers.push(describeBlob(layer));
  json.set("layers", std::move(layers));

  bool isImage = manifest->config.mediaType == media::config ||
                 manifest->config.mediaType == media::dockerConfig;
  if (isImage) {
    Expected<std::string> text = store.readDocument(manifest->config);
    if (!text)
      return std::unexpected(text.error());
    Expected<Config> config = Config::parse(*text);
    if (!config)
      return inContext(manifest->config.digest.str(), config.error());
    if (!entry.platform)
      json.set("platform", config->platform.str());
    json.set("entrypoint", Json::of(config->entrypoint));
    bool isNative = config->platform.os == "linux" &&
                    !config->platform.architecture.starts_with("wasm");
    if (isNative && !config->entrypoint.empty()) {
      Expected<Program> program = loadProgram(store, entry);
      if (!program)
        return std::unexpected(program.error());
      json.set("program", describeProgram(*program));
    }
  }
  Expected<Json> signatures =
      describeSignatures(store, repository, entry.digest);
  if (!signatures)
    return signatures;
  json.set("signatures", std::move(*signatures));
  Expected<Json> referrers = describeReferrers(store, repository, entry.digest);
  if (!referrers)
    return referrers;
  json.set("referrers", std::move(*referrers));
  return json;
}

static Expected<Json> describeImage(Located &image) {
  ContentStore &store = image.store();
  Json json = Json::object();
  json.set("reference", image.reference.familiar());
  json.set("source", store.describe());
  if (!image.root.isIndex()) {
    Expected<Json> manifest =
        describeManifest(store, image.reference, image.root);
    if (!manifest)
      return manifest;
    json.set("manifest", std::move(*manifest));
    return json;
  }
  Json index = describeBlob(image.root);
  Expected<std::vector<Descriptor>> manifests = signables(store, image.root);
  if (!manifests)
    return std::unexpected(manifests.error());
  Json entries = Json::array();
  for (size_t i = 1; i < manifests->size(); ++i) {
    if ((*manifests)[i].isIndex()) {
      entries.push(describeBlob((*manifests)[i]));
      continue;
    }
    Expected<Json> entry =
        describeManifest(store, image.reference, (*manifests)[i]);
    if (!entry)
      return entry;
    entries.push(std::move(*entry));
  }
  index.set("entries", std::move(entries));
  Expected<Json> signatures =
      describeSignatures(store, image.reference, image.root.digest);
  if (!signatures)
    return signatures;
  index.set("signatures", std::move(*signatures));
  Expected<Json> referrers =
      describeReferrers(store, image.reference, image.root.digest);
  if (!referrers)
    return referrers;
  index.set("referrers", std::move(*referrers));
  json.set("index", std::move(index));

  if (std::optional<Reference> name = artifactReference(image.reference)) {
    auto artifact = resolveIfPresent(store, *name);
    if (!artifact)
      return std::unexpected(artifact.error());
    if (*artifact && !(*artifact)->isIndex()) {
      Expected<Json> entry = describeManifest(store, *name, **artifact);
      if (!entry)
        return entry;
      json.set("artifact", std::move(*entry));
      json.set("artifactReference", name->familiar());
    }
  }
  return json;
}

namespace {

/// Lines of a tree; children are drawn when it is known which is the last.
struct Node {
  std::string text;
  std::vector<Node> children = {};
};

} // namespace

static std::string textOf(const Json &json, std::string_view key) {
  const Json *member = json.find(key);
  if (member && member->string())
    return printable(*member->string());
  if (member && member->integer())
    return std::to_string(*member->integer());
  return "";
}

static std::string sizeOf(const Json &json) {
  const Json *size = json.find("size");
  return size && size->integer() ? humanSize(*size->integer()) : "";
}

static std::string blobLine(std::string_view what, const Json &blob) {
  return concat(what, "  ", textOf(blob, "digest"), "  ", sizeOf(blob));
}

static void addList(Node &node, std::string_view what, const Json *list) {
  if (list && list->elements())
    for (const Json &element : *list->elements())
      if (element.string())
        node.children.push_back(
            {concat(what, "  ", printable(*element.string()))});
}

static void addReferrers(Node &node, const Json &json) {
  const Json *list = json.find("referrers");
  if (!list || !list->elements())
    return;
  for (const Json &referrer : *list->elements()) {
    std::string line =
        concat("referrer  ", textOf(referrer, "type"), "  ",
               textOf(referrer, "digest"), "  ", sizeOf(referrer));
    std::string predicate = textOf(referrer, "predicateType");
    if (!predicate.empty())
      line += concat("  ", predicate);
    node.children.push_back({std::move(line)});
  }
}

static Node manifestNode(const Json &json, std::string_view what) {
  Node node{blobLine(what, json)};
  node.children.push_back({blobLine("config", *json.find("config"))});
  for (const Json &layer : *json.find("layers")->elements())
    node.children.push_back(
        {concat(blobLine("layer", layer), "  ", textOf(layer, "mediaType"))});
  if (const Json *program = json.find("program")) {
    Node line{concat("program  ", sizeOf(*program), "  ",
                     textOf(*program, "target"), "  ", textOf(*program, "cpu"),
                     "  ", textOf(*program, "optimisation"), "  wasmc ",
                     textOf(*program, "wasmc"))};
    if (!textOf(*program, "wasmDigest").empty())
      line.children.push_back(
          {concat("made from  ", textOf(*program, "wasmDigest"), "  ",
                  textOf(*program, "wasmSize"), " bytes")});
    else
      line.text = concat("program  ", sizeOf(*program), "  not made by wasmc");
    addList(line, "import", program->find("imports"));
    addList(line, "grant", program->find("policy"));
    node.children.push_back(std::move(line));
  }
  addList(node, "signed as", json.find("signatures"));
  addReferrers(node, json);
  return node;
}

static void draw(const Node &node, const std::string &indent) {
  for (const Node &child : node.children) {
    bool last = &child == &node.children.back();
    std::printf("%s%s %s\n", indent.c_str(), last ? "└─" : "├─",
                child.text.c_str());
    draw(child, indent + (last ? "   " : "│  "));
  }
}

static Node imageTree(const Json &json) {
  Node root{textOf(json, "reference")};
  if (const Json *manifest = json.find("manifest"))
    root.children.push_back(manifestNode(*manifest, "image"));
  if (const Json *index = json.find("index")) {
    Node node{blobLine("index", *index)};
    for (const Json &entry : *index->find("entries")->elements()) {
      std::string platform = textOf(entry, "platform");
      if (entry.find("config"))
        node.children.push_back(
            manifestNode(entry, platform.empty() ? "no platform" : platform));
      else
        node.children.push_back({blobLine("index", entry)});
    }
    addList(node, "signed as", index->find("signatures"));
    addReferrers(node, *index);
    root.children.push_back(std::move(node));
  }
  if (const Json *artifact = json.find("artifact"))
    root.children.push_back(
        manifestNode(*artifact, concat("Wasm artifact ",
                                       textOf(json, "artifactReference"))));
  return root;
}

Status runInspect(const Options &options) {
  Expected<Located> image = locate(options);
  if (!image)
    return std::unexpected(image.error());
  Expected<Json> json = describeImage(*image);
  if (!json)
    return inContext(image->reference.familiar(), json.error());
  if (options.json) {
    std::printf("%s\n", json->dump().c_str());
    return {};
  }
  Node root = imageTree(*json);
  std::printf("%s  (%s)\n", root.text.c_str(), textOf(*json, "source").c_str());
  draw(root, "");
  return {};
}

} // namespace wpack
