// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/oci/BlobSource.h"
#include "packager/provenance/BuildRecord.h"
#include <cstdlib>
#include <filesystem>
#include <unistd.h>

namespace wpack {

std::string BuildLedger::pathOf(const Digest &elf) const {
  return concat(directory, "/", elf.hex());
}

Status BuildLedger::add(const BuildRecord &record) const {
  std::error_code failed;
  std::filesystem::create_directories(directory, failed);
  if (failed)
    return fail("cannot create the directory ", directory, ": ",
                failed.message());
  std::string temporary = concat(directory, "/.tmp-XXXXXX");
  FileHandle file(::mkstemp(temporary.data()));
  if (!file)
    return systemError("cannot create a file in", directory);
  Status written = writeAll(file.get(), record.toPredicate().dump(), temporary);
  if (written && ::rename(temporary.c_str(), pathOf(record.elf).c_str()) != 0)
    written = systemError("cannot write", pathOf(record.elf));
  if (!written)
    ::unlink(temporary.c_str());
  return written;
}

Expected<BuildRecord> BuildLedger::find(const Digest &elf) const {
  Expected<std::string> text = readFile(pathOf(elf), 1 << 20);
  if (!text)
    return std::unexpected(text.error());
  Expected<Json> json = Json::parse(*text);
  if (!json)
    return inContext(pathOf(elf), json.error());
  Expected<BuildRecord> record = BuildRecord::fromPredicate(*json);
  if (!record)
    return inContext(pathOf(elf), record.error());
  // A file that was renamed must not vouch for another executable.
  if (record->elf != elf)
    return fail(pathOf(elf), ": tells of another executable, ",
                record->elf.str());
  return record;
}

} // namespace wpack
