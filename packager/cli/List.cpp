// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/cli/Commands.h"
#include "packager/cli/Session.h"
#include "packager/oci/CopyGraph.h"
#include "packager/sign/SignatureList.h"
#include <algorithm>
#include <cstdio>

namespace wpack {

namespace {

struct Row {
  std::string reference;
  Digest digest;
  std::string platforms;
  int64_t size = 0;
  bool isSigned = false;
};

} // namespace

/// Signatures are images too, but nobody wants to see them as such.
static bool isSignature(const Reference &reference) {
  return reference.tag.starts_with("sha256-") &&
         reference.tag.ends_with(".sig");
}

static Expected<Row> makeRow(LayoutStore &store,
                             const LayoutStore::Entry &entry) {
  Row row{entry.reference.familiar(), entry.manifest.digest, ""};
  Status walked = walkGraph(store, entry.manifest, [&](const Descriptor &blob) {
    row.size += blob.size;
    return Status();
  });
  if (!walked)
    return inContext(row.reference, walked.error());
  Expected<std::vector<Descriptor>> manifests =
      signables(store, entry.manifest);
  if (!manifests)
    return inContext(row.reference, manifests.error());
  for (const Descriptor &manifest : *manifests)
    if (manifest.platform)
      row.platforms +=
          concat(row.platforms.empty() ? "" : ",", manifest.platform->str());
  auto signature = resolveIfPresent(
      store, signatureTag(entry.reference, entry.manifest.digest));
  if (!signature)
    return std::unexpected(signature.error());
  row.isSigned = signature->has_value();
  return row;
}

static void printTable(const std::vector<Row> &rows) {
  size_t nameWidth = 9, platformWidth = 9;
  for (const Row &row : rows) {
    nameWidth = std::max(nameWidth, row.reference.size());
    platformWidth = std::max(platformWidth, row.platforms.size());
  }
  std::printf("%-*s  %-12s  %-*s  %9s  %s\n", int(nameWidth), "REFERENCE",
              "DIGEST", int(platformWidth), "PLATFORMS", "SIZE", "SIGNED");
  for (const Row &row : rows)
    std::printf("%-*s  %.12s  %-*s  %9s  %s\n", int(nameWidth),
                row.reference.c_str(), std::string(row.digest.hex()).c_str(),
                int(platformWidth),
                row.platforms.empty() ? "-" : row.platforms.c_str(),
                humanSize(row.size).c_str(), row.isSigned ? "yes" : "no");
}

static void printJson(const std::vector<Row> &rows) {
  Json list = Json::array();
  for (const Row &row : rows) {
    Json json = Json::object();
    json.set("reference", row.reference);
    json.set("digest", row.digest.str());
    json.set("platforms", row.platforms);
    json.set("size", row.size);
    json.set("signed", Json::boolean(row.isSigned));
    list.push(std::move(json));
  }
  std::printf("%s\n", list.dump().c_str());
}

/// Signatures, attestations and lists of referrers are tags, too, and nobody
/// wants to see them as such.
static bool isAuxiliary(const std::string &tag) {
  std::string_view digest = tag;
  if (size_t dot = digest.rfind('.'); dot != std::string_view::npos)
    digest = digest.substr(0, dot);
  size_t dash = digest.find('-');
  return dash != std::string_view::npos &&
         Digest::parse(
             concat(digest.substr(0, dash), ":", digest.substr(dash + 1)))
             .has_value();
}

static Status listTags(const Options &options) {
  Expected<Reference> reference = parseReference(options);
  if (!reference)
    return std::unexpected(reference.error());
  if (reference->familiar() != options.reference + ":latest")
    return failAs(ErrorKind::Usage, "ls ", options.reference,
                  ": name a repository, without tag or digest");
  auto registry = Registry::connect(options, *reference);
  if (!registry)
    return std::unexpected(registry.error());
  Expected<std::vector<std::string>> tags = (*registry)->store().tags();
  if (!tags)
    return std::unexpected(tags.error());
  std::erase_if(*tags, isAuxiliary);
  std::ranges::sort(*tags);
  Json list = Json::array();
  for (const std::string &tag : *tags)
    if (options.json)
      list.push(tag);
    else
      std::printf("%s\n", tag.c_str());
  if (options.json)
    std::printf("%s\n", list.dump().c_str());
  return {};
}

Status runList(const Options &options) {
  if (!options.reference.empty())
    return listTags(options);
  LayoutStore store = openStore(options);
  Expected<std::vector<LayoutStore::Entry>> entries = store.list();
  if (!entries)
    return std::unexpected(entries.error());
  std::vector<Row> rows;
  for (const LayoutStore::Entry &entry : *entries) {
    if (isSignature(entry.reference))
      continue;
    Expected<Row> row = makeRow(store, entry);
    if (!row)
      return std::unexpected(row.error());
    rows.push_back(std::move(*row));
  }
  std::ranges::sort(rows, {}, &Row::reference);
  if (options.json)
    printJson(rows);
  else
    printTable(rows);
  return {};
}

} // namespace wpack
