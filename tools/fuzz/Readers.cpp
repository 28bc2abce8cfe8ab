// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// libFuzzer harness of everything in wpack that reads what others wrote. One
// program: FUZZ_READER chooses the reader. What is checked besides memory is
// that a document of our own making survives being written and read again.

#include "packager/image/PolicyNote.h"
#include "packager/layer/TarReader.h"
#include "packager/oci/Config.h"
#include "packager/oci/Index.h"
#include "packager/oci/Manifest.h"
#include "packager/project/Project.h"
#include "packager/provenance/BuildRecord.h"
#include "packager/registry/Challenge.h"
#include "packager/sbom/ModuleFacts.h"
#include "packager/sign/Bundle.h"
#include "packager/sign/KeyFile.h"
#include "packager/sign/Notary.h"
#include "packager/sign/Payload.h"
#include "packager/sign/Policy.h"
#include <cstdio>
#include <cstdlib>

using namespace wpack;

namespace {

void demand(bool holds) {
  if (!holds)
    std::abort();
}

void readManifest(std::string_view bytes) {
  if (Expected<Manifest> manifest = Manifest::parse(bytes))
    demand(Manifest::parse(manifest->serialise()).has_value());
  if (Expected<Index> index = Index::parse(bytes))
    demand(Index::parse(index->serialise()).has_value());
}

void readConfig(std::string_view bytes) {
  if (Expected<Config> config = Config::parse(bytes))
    demand(Config::parse(config->serialise()).has_value());
}

void readToml(std::string_view bytes) {
  if (Expected<Project> project = parseProject(bytes, "d"))
    (void)checkProject(*project);
  (void)Policy::parse(bytes, "d");
}

void readTar(std::string_view bytes) {
  MemorySource source(bytes);
  (void)extractFile(source, "/app", -1, 1 << 20);
}

void readSignature(std::string_view bytes) {
  if (Expected<Payload> payload = Payload::parse(bytes))
    demand(Payload::parse(payload->serialise()).has_value());
  if (Expected<Statement> statement = Statement::parse(bytes)) {
    demand(Statement::parse(statement->serialise()).has_value());
    (void)BuildRecord::fromPredicate(statement->predicate);
  }
  (void)Bundle::parse(bytes);
  Descriptor manifest = Descriptor::of(media::manifest, "{}");
  (void)verifyNotarySignature(bytes, manifest, {}, 0);
}

void readKey(std::string_view bytes) {
  (void)PublicKey::fromPem(std::string(bytes));
  (void)PublicKey::fromDer(bytes);
  (void)PublicKey::fromPoint(bytes);
  (void)Certificate::fromDer(bytes);
  (void)signatureToRaw(bytes);
  (void)signatureFromRaw(bytes);
  // Not the encrypted form: deriving its key takes a second each.
  if (!isEncryptedKey(bytes))
    (void)decryptKey(bytes, "");
}

void readProgram(std::string_view bytes) {
  (void)readBuildNote(bytes);
  (void)readPolicy(bytes);
  (void)readIngredients(bytes);
}

struct Reader {
  std::string_view name;
  void (*read)(std::string_view);
};
constexpr Reader readers[] = {
    {"manifest", readManifest},
    {"config", readConfig},
    {"toml", readToml},
    {"challenge", [](std::string_view b) { (void)parseChallenges(b); }},
    {"tar", readTar},
    {"signature", readSignature},
    {"key", readKey},
    {"program", readProgram},
};

const Reader &chosen() {
  const char *name = std::getenv("FUZZ_READER");
  for (const Reader &reader : readers)
    if (name && reader.name == name)
      return reader;
  std::fprintf(stderr, "Readers: FUZZ_READER names no reader\n");
  std::exit(2);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const Reader &reader = chosen();
  reader.read({reinterpret_cast<const char *>(data), size});
  return 0;
}
