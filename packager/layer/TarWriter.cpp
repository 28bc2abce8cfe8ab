// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/layer/TarWriter.h"
#include <archive.h>
#include <archive_entry.h>
#include <map>
#include <memory>

namespace wpack {

namespace {

using Archive = std::unique_ptr<archive, decltype(&archive_write_free)>;
using Entry = std::unique_ptr<archive_entry, decltype(&archive_entry_free)>;

la_ssize_t appendTo(archive *, void *out, const void *bytes, size_t length) {
  static_cast<std::string *>(out)->append(static_cast<const char *>(bytes),
                                          length);
  return la_ssize_t(length);
}

Status writeEntry(archive *tar, const std::string &path, const LayerFile *file,
                  int64_t modified) {
  Entry entry(archive_entry_new(), archive_entry_free);
  archive_entry_set_pathname(entry.get(), path.c_str());
  archive_entry_set_filetype(entry.get(), file ? AE_IFREG : AE_IFDIR);
  archive_entry_set_perm(entry.get(), !file || file->executable ? 0755 : 0644);
  archive_entry_set_uid(entry.get(), 0);
  archive_entry_set_gid(entry.get(), 0);
  archive_entry_set_mtime(entry.get(), modified, 0);
  archive_entry_set_size(entry.get(),
                         file ? la_int64_t(file->bytes.size()) : 0);
  bool written = archive_write_header(tar, entry.get()) == ARCHIVE_OK;
  if (written && file && !file->bytes.empty())
    written = archive_write_data(tar, file->bytes.data(), file->bytes.size()) ==
              la_ssize_t(file->bytes.size());
  if (!written)
    return fail("cannot put ", path,
                " into a layer: ", archive_error_string(tar));
  return {};
}

} // namespace

Expected<std::string> writeTar(const std::vector<LayerFile> &files,
                               int64_t modified) {
  // Sorted bytewise; a directory's name ends in '/', so it precedes its
  // content.
  std::map<std::string, const LayerFile *> entries;
  for (const LayerFile &file : files) {
    entries[file.path] = &file;
    for (size_t at = file.path.find('/'); at != std::string::npos;
         at = file.path.find('/', at + 1))
      entries.try_emplace(file.path.substr(0, at + 1), nullptr);
  }
  std::string out;
  Archive tar(archive_write_new(), archive_write_free);
  // This is ustar, with pax headers only where a field does not fit.
  archive_write_set_format_pax_restricted(tar.get());
  // Nothing behind the two zero blocks that end a tar.
  archive_write_set_bytes_per_block(tar.get(), 0);
  archive_write_set_bytes_in_last_block(tar.get(), 1);
  if (archive_write_open(tar.get(), &out, nullptr, appendTo, nullptr) !=
      ARCHIVE_OK)
    return fail("cannot make a layer: ", archive_error_string(tar.get()));
  for (const auto &[path, file] : entries)
    if (Status written = writeEntry(tar.get(), path, file, modified); !written)
      return std::unexpected(written.error());
  if (archive_write_close(tar.get()) != ARCHIVE_OK)
    return fail("cannot finish a layer: ", archive_error_string(tar.get()));
  return out;
}

} // namespace wpack
