// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/cli/Rebuild.h"
#include "packager/cli/Attest.h"
#include "packager/cli/Compiler.h"
#include "packager/project/Project.h"
#include "packager/provenance/BuildRecord.h"
#include "packager/sign/Bundle.h"
#include <algorithm>
#include <fcntl.h>

namespace wpack {

static constexpr int64_t maxProgramBytes = int64_t(1) << 30;

/// How the entry was made, as a trusted key says.
static Expected<BuildRecord> provenanceOf(ContentStore &store,
                                          const Reference &repository,
                                          const Descriptor &entry,
                                          const Digest &elf,
                                          const std::vector<PublicKey> &keys) {
  auto statements =
      readStatements(store, repository, entry.digest, provenanceType, keys);
  if (!statements)
    return std::unexpected(statements.error());
  std::string reason = "no provenance signed by a trusted key";
  for (const Statement &statement : *statements) {
    Expected<BuildRecord> record =
        BuildRecord::fromPredicate(statement.predicate);
    if (record && record->elf == elf)
      return record;
    reason = record ? concat("its provenance is about another program, ",
                             record->elf.str())
                    : record.error().message;
  }
  return fail(reason);
}

/// What is passed on to wasmc comes from a document: signed, but not ours.
static Status checkRecord(const BuildRecord &record, const Digest &wasm) {
  if (record.wasm != wasm)
    return fail("it was made from the module ", record.wasm.str(),
                ", the image has ", wasm.str());
  for (const std::string &flag : record.flags)
    if (!isAllowedFlag(flag))
      return fail("its provenance has the flag '", flag,
                  "', which is not passed on to wasmc");
  bool isTarget =
      record.target == "x86_64-linux" || record.target == "aarch64-linux";
  bool isLevel = record.level.size() == 2 && record.level[0] == 'O' &&
                 std::string_view("0123sz").contains(record.level[1]);
  if (!isTarget || !isLevel || !isCpuLevel(record.cpu))
    return fail("its provenance has a target, level or CPU that is not known");
  return {};
}

static Status compareRebuilt(const BuildRecord &record,
                             const std::string &modulePath,
                             const std::string &output,
                             const std::string &shipped) {
  if (Status compiled = compile({modulePath, record.target, record.level,
                                 output, record.cpu, record.flags});
      !compiled)
    return compiled;
  Expected<std::string> rebuilt = readFile(output, maxProgramBytes);
  if (!rebuilt)
    return std::unexpected(rebuilt.error());
  if (*rebuilt == shipped)
    return {};
  auto [here, there] = std::ranges::mismatch(*rebuilt, shipped);
  return fail("compiling it again gives another program: ", rebuilt->size(),
              " bytes instead of ", shipped.size(), ", the first other one at ",
              here - rebuilt->begin(), "; it was compiled by wasmc ",
              record.compiler);
}

Expected<std::vector<std::string>>
rebuildImage(ContentStore &store, const Reference &repository,
             const Descriptor &root, const std::vector<PublicKey> &keys) {
  Expected<std::vector<Descriptor>> manifests = signables(store, root);
  if (!manifests)
    return std::unexpected(manifests.error());
  auto portable = std::ranges::find_if(*manifests, [](const Descriptor &entry) {
    return entry.platform && entry.platform->architecture.starts_with("wasm");
  });
  if (portable == manifests->end())
    return fail("there is no portable entry to be compiled again");
  Expected<ProgramBytes> module = readProgram(store, *portable);
  if (!module)
    return std::unexpected(module.error());
  Expected<TemporaryDirectory> scratch = TemporaryDirectory::create();
  if (!scratch)
    return std::unexpected(scratch.error());
  std::string path = scratch->file("app.wasm");
  FileHandle file(
      ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  if (!file)
    return systemError("cannot create", path);
  if (Status written = writeAll(file.get(), module->bytes, path); !written)
    return std::unexpected(written.error());

  std::vector<std::string> lines;
  for (const Descriptor &entry : *manifests) {
    if (!entry.platform || entry.platform->os != "linux")
      continue;
    std::string platform = entry.platform->str();
    Expected<ProgramBytes> program = readProgram(store, entry);
    if (!program)
      return inContext(platform, program.error());
    Expected<BuildRecord> record =
        provenanceOf(store, repository, entry, program->digest, keys);
    if (!record)
      return inContext(platform, record.error());
    if (Status checked = checkRecord(*record, module->digest); !checked)
      return inContext(platform, checked.error());
    std::string output = scratch->file("app");
    if (Status same = compareRebuilt(*record, path, output, program->bytes);
        !same)
      return inContext(platform, same.error());
    lines.push_back(concat(platform, "  ", program->digest.str(),
                           "  rebuilt, byte for byte"));
  }
  if (lines.empty())
    return fail("there is no native entry to be rebuilt");
  return lines;
}

} // namespace wpack
