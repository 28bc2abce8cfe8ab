// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/layer/TarReader.h"
#include <archive.h>
#include <archive_entry.h>
#include <cerrno>

namespace wpack {

namespace {

/// What libarchive's callback needs: it can return only a count, so the error
/// of the source is kept here.
struct Input {
  BlobSource &source;
  std::optional<Error> error = {};
  char buffer[64 << 10] = {};
};

la_ssize_t readInput(archive *tar, void *client, const void **bytes) {
  Input &input = *static_cast<Input *>(client);
  Expected<size_t> count = input.source.read(input.buffer);
  if (!count) {
    input.error = count.error();
    archive_set_error(tar, EIO, "unreadable");
    return -1;
  }
  *bytes = input.buffer;
  return la_ssize_t(*count);
}

/// `/app`, `./app` and `app` are the same file of a layer.
std::string_view withoutRoot(std::string_view path) {
  while (path.starts_with("./") || path.starts_with('/'))
    path.remove_prefix(path.starts_with('/') ? 1 : 2);
  return path;
}

Status tarFailure(archive *tar, const Input &input) {
  if (input.error)
    return std::unexpected(*input.error);
  const char *text = archive_error_string(tar);
  return fail("layer is no readable tar: ", text ? text : "unknown error");
}

/// Writes the current entry's data to `outFd`, or only counts it if that is -1.
Status copyData(archive *tar, const Input &input, int outFd, int64_t &left) {
  char buffer[64 << 10];
  while (true) {
    la_ssize_t count = archive_read_data(tar, buffer, sizeof buffer);
    if (count == 0)
      return {};
    if (count < 0)
      return tarFailure(tar, input);
    left -= count;
    if (left < 0)
      return fail("layer unpacks to more than is accepted");
    if (outFd >= 0)
      if (Status written =
              writeAll(outFd, {buffer, size_t(count)}, "the unpacked program");
          !written)
        return written;
  }
}

} // namespace

Status extractFile(BlobSource &layer, std::string_view path, int outFd,
                   int64_t limit) {
  std::unique_ptr<archive, decltype(&archive_read_free)> tar(archive_read_new(),
                                                             archive_read_free);
  archive_read_support_format_tar(tar.get());
  archive_read_support_filter_gzip(tar.get());
  archive_read_support_filter_zstd(tar.get());
  Input input{layer};
  if (archive_read_open(tar.get(), &input, nullptr, readInput, nullptr) !=
      ARCHIVE_OK)
    return tarFailure(tar.get(), input);
  bool found = false;
  archive_entry *entry = nullptr;
  int result;
  while ((result = archive_read_next_header(tar.get(), &entry)) == ARCHIVE_OK ||
         result == ARCHIVE_WARN) {
    const char *name = archive_entry_pathname(entry);
    bool wanted = !found && name && withoutRoot(name) == withoutRoot(path) &&
                  archive_entry_filetype(entry) == AE_IFREG &&
                  !archive_entry_hardlink(entry);
    found |= wanted;
    // Nobody has to unpack what is known to be too much.
    if (archive_entry_size(entry) > limit)
      return fail("layer unpacks to more than is accepted");
    if (Status copied = copyData(tar.get(), input, wanted ? outFd : -1, limit);
        !copied)
      return copied;
  }
  if (result != ARCHIVE_EOF)
    return tarFailure(tar.get(), input);
  if (!found)
    return failAs(ErrorKind::NotFound, "no file ", path, " in the layer");
  return {};
}

} // namespace wpack
