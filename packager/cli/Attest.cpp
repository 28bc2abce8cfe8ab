// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/cli/Attest.h"
#include "packager/cli/Build.h"
#include "packager/cli/Program.h"
#include "packager/image/PolicyNote.h"
#include "packager/oci/Index.h"
#include "packager/oci/Referrers.h"
#include "packager/sign/Bundle.h"
#include <algorithm>

namespace wpack {

static constexpr std::string_view versionKey =
    "org.opencontainers.image.version";

static bool isPortable(const Descriptor &entry) {
  return entry.platform && entry.platform->architecture.starts_with("wasm");
}

static bool isNative(const Descriptor &entry) {
  return entry.platform && entry.platform->os == "linux" && !isPortable(entry);
}

Expected<ProgramBytes> readProgram(ContentStore &store,
                                   const Descriptor &entry) {
  Expected<Program> program = loadProgram(store, entry);
  if (!program)
    return std::unexpected(program.error());
  Expected<MappedFile> file = MappedFile::map(program->file);
  if (!file)
    return std::unexpected(file.error());
  return ProgramBytes{Digest::of(file->bytes()), std::string(file->bytes())};
}

/// The time in an entry's image config.
static Expected<std::string> createdOf(ContentStore &store,
                                       const Descriptor &entry) {
  Expected<Program> program = loadProgram(store, entry);
  if (!program)
    return std::unexpected(program.error());
  return program->config.created;
}

Expected<std::vector<BillOfMaterials>>
describeContents(ContentStore &store, const Descriptor &root) {
  std::vector<BillOfMaterials> none;
  if (!root.isIndex())
    return none;
  Expected<std::string> bytes = store.readDocument(root);
  if (!bytes)
    return std::unexpected(bytes.error());
  Expected<Index> index = Index::parse(*bytes);
  if (!index)
    return inContext(root.digest.str(), index.error());
  auto portable = std::ranges::find_if(index->manifests, isPortable);
  if (portable == index->manifests.end())
    return none; // Without the module there is little to be told.
  Expected<ProgramBytes> module = readProgram(store, *portable);
  if (!module)
    return std::unexpected(module.error());
  Expected<std::string> created = createdOf(store, *portable);
  if (!created)
    return std::unexpected(created.error());

  auto title = index->annotations.find(std::string(annotation::title));
  auto version = index->annotations.find(std::string(versionKey));
  ImageFacts facts{title == index->annotations.end() ? "app" : title->second,
                   version == index->annotations.end() ? "" : version->second,
                   *created,
                   module->digest,
                   readIngredients(module->bytes),
                   {}};
  for (const Descriptor &entry : index->manifests) {
    if (!isNative(entry))
      continue;
    Expected<ProgramBytes> program = readProgram(store, entry);
    if (!program)
      return std::unexpected(program.error());
    Expected<BuildNote> note = readBuildNote(program->bytes);
    if (!note)
      return inContext(entry.platform->str(), note.error());
    facts.natives.push_back(
        {entry.platform->str(), note->cpu, note->compiler, program->digest});
  }
  std::vector<BillOfMaterials> bills;
  bills.push_back(
      {spdxMediaType, spdxPredicate, "sbom.spdx.json", toSpdx(facts)});
  bills.push_back({cycloneMediaType, cyclonePredicate, "sbom.cdx.json",
                   toCycloneDx(facts)});
  return bills;
}

Status attachBills(ContentStore &store, const Descriptor &root) {
  Expected<std::vector<BillOfMaterials>> bills = describeContents(store, root);
  if (!bills)
    return std::unexpected(bills.error());
  for (const BillOfMaterials &bill : *bills)
    if (Status attached =
            attachDocument(store, root, bill.mediaType, bill.content.dump(),
                           std::string(bill.title));
        !attached)
      return attached;
  return {};
}

/// Whether this very document is a referrer of the image.
static bool isAttached(const std::vector<Referrer> &referrers,
                       const BillOfMaterials &bill) {
  Digest digest = Digest::of(bill.content.dump());
  return std::ranges::any_of(referrers, [&](const Referrer &referrer) {
    return referrer.type == bill.mediaType &&
           referrer.content.layers.size() == 1 &&
           referrer.content.layers[0].digest == digest;
  });
}

static Status attestBills(ContentStore &store, const Reference &reference,
                          const Descriptor &root, const std::string &name,
                          const SigningKey &key, int &made) {
  auto referrers = readReferrers(store, reference, root.digest);
  if (!referrers)
    return std::unexpected(referrers.error());
  Expected<std::vector<BillOfMaterials>> bills = describeContents(store, root);
  if (!bills)
    return std::unexpected(bills.error());
  for (BillOfMaterials &bill : *bills) {
    if (!isAttached(*referrers, bill))
      continue;
    Statement statement{{{name, root.digest}},
                        std::string(bill.predicateType),
                        std::move(bill.content)};
    Expected<bool> added = attachBundle(store, reference, root, statement, key);
    if (!added)
      return std::unexpected(added.error());
    made += *added;
  }
  return {};
}

Expected<int> attestImage(ContentStore &store, const Reference &reference,
                          const Descriptor &root, const SigningKey &key) {
  Expected<std::vector<Descriptor>> manifests = signables(store, root);
  if (!manifests)
    return std::unexpected(manifests.error());
  Reference named = reference;
  named.digest.reset();
  std::string name = named.str();
  BuildLedger ledger = openLedger();
  int made = 0;
  bool allKnown = true;
  for (const Descriptor &entry : *manifests) {
    if (!isNative(entry))
      continue;
    Expected<ProgramBytes> program = readProgram(store, entry);
    if (!program)
      return std::unexpected(program.error());
    Expected<BuildRecord> record = ledger.find(program->digest);
    if (!record && record.error().kind != ErrorKind::NotFound)
      return std::unexpected(record.error());
    if (!record) {
      // Nothing is known of its making, so nothing is said.
      allKnown = false;
      continue;
    }
    // On the index too, where tools look that know nothing of its entries.
    Statement statement{{{name, entry.digest}},
                        std::string(provenanceType),
                        record->toPredicate()};
    if (root.digest != entry.digest)
      statement.subjects.push_back({name, root.digest});
    for (const Descriptor *subject : {&entry, &root}) {
      Expected<bool> added =
          attachBundle(store, reference, *subject, statement, key);
      if (!added)
        return std::unexpected(added.error());
      made += *added;
    }
  }
  if (allKnown)
    if (Status done = attestBills(store, reference, root, name, key, made);
        !done)
      return std::unexpected(done.error());
  return made;
}

} // namespace wpack
