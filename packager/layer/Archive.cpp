// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/layer/Archive.h"
#include <archive.h>
#include <archive_entry.h>
#include <cerrno>

namespace wpack {

namespace {

using Reader = std::unique_ptr<archive, decltype(&archive_read_free)>;
using Writer = std::unique_ptr<archive, decltype(&archive_write_free)>;
using Entry = std::unique_ptr<archive_entry, decltype(&archive_entry_free)>;

/// What libarchive's callback needs: it can return only a count, so the error
/// of the source is kept here.
struct Input {
  BlobSource &source;
  int64_t left; ///< Bytes that may still be unpacked.
  std::optional<Error> error = {};
  std::vector<char> buffer = std::vector<char>(256 << 10);
};

la_ssize_t readInput(archive *tar, void *client, const void **bytes) {
  Input &input = *static_cast<Input *>(client);
  Expected<size_t> count = input.source.read(input.buffer);
  if (!count) {
    input.error = count.error();
    archive_set_error(tar, EIO, "unreadable");
    return -1;
  }
  *bytes = input.buffer.data();
  return la_ssize_t(*count);
}

std::unexpected<Error> readFailure(archive *tar, const Input &input) {
  if (input.error)
    return std::unexpected(*input.error);
  const char *text = archive_error_string(tar);
  return fail("unreadable archive: ", text ? text : "unknown error");
}

/// The data of the current entry.
class EntrySource : public BlobSource {
public:
  EntrySource(archive *tar, Input &input) : tar(tar), input(input) {}
  Expected<size_t> read(std::span<char> buffer) override {
    la_ssize_t count = archive_read_data(tar, buffer.data(), buffer.size());
    if (count < 0)
      return readFailure(tar, input);
    input.left -= count;
    if (input.left < 0)
      return fail("archive unpacks to more than is accepted");
    return size_t(count);
  }
  Status rewind() override {
    return fail("a file in an archive can be read once only");
  }

private:
  archive *tar;
  Input &input;
};

} // namespace

/// Whether a name stays below the directory it is unpacked into.
static bool isContained(std::string_view name) {
  if (name.starts_with('/'))
    return false;
  while (!name.empty()) {
    size_t slash = name.find('/');
    if (name.substr(0, slash) == "..")
      return false;
    name = slash == std::string_view::npos ? "" : name.substr(slash + 1);
  }
  return true;
}

static Status visitEntry(archive *tar, archive_entry *entry, Input &input,
                         const FileVisitor &visit) {
  const char *text = archive_entry_pathname(entry);
  std::string name = text ? text : "";
  while (name.starts_with("./"))
    name.erase(0, 2);
  if (!isContained(name))
    return fail("archive entry '", name, "' leads out of the archive");
  // Links have no content, and nothing here follows one.
  if (archive_entry_filetype(entry) != AE_IFREG ||
      archive_entry_hardlink(entry))
    return {};
  int64_t size = archive_entry_size(entry);
  // A size that is announced costs nothing yet; refuse it before it does.
  if (size > input.left)
    return fail("archive unpacks to more than is accepted");
  EntrySource bytes(tar, input);
  if (Status visited = visit(name, size, bytes); !visited)
    return visited;
  char rest[16 << 10];
  while (true) {
    Expected<size_t> count = bytes.read(rest);
    if (!count)
      return std::unexpected(count.error());
    if (*count == 0)
      return {};
  }
}

Status readArchive(BlobSource &source, int64_t limit,
                   const FileVisitor &visit) {
  Reader tar(archive_read_new(), archive_read_free);
  archive_read_support_format_tar(tar.get());
  archive_read_support_filter_gzip(tar.get());
  archive_read_support_filter_zstd(tar.get());
  Input input{source, limit};
  if (archive_read_open(tar.get(), &input, nullptr, readInput, nullptr) !=
      ARCHIVE_OK)
    return readFailure(tar.get(), input);
  constexpr int maxEntries = 100000;
  archive_entry *entry = nullptr;
  for (int entries = 0;; ++entries) {
    int result = archive_read_next_header(tar.get(), &entry);
    if (result == ARCHIVE_EOF)
      return {};
    if (result != ARCHIVE_OK && result != ARCHIVE_WARN)
      return readFailure(tar.get(), input);
    if (entries == maxEntries)
      return fail("an archive of more than ", maxEntries,
                  " entries is refused");
    if (Status visited = visitEntry(tar.get(), entry, input, visit); !visited)
      return visited;
  }
}

Status decompress(BlobSource &packed, int64_t limit,
                  const std::function<Status(std::string_view)> &write) {
  Reader raw(archive_read_new(), archive_read_free);
  archive_read_support_format_raw(raw.get());
  archive_read_support_format_empty(raw.get());
  archive_read_support_filter_gzip(raw.get());
  archive_read_support_filter_zstd(raw.get());
  Input input{packed, limit};
  archive_entry *entry = nullptr;
  if (archive_read_open(raw.get(), &input, nullptr, readInput, nullptr) !=
      ARCHIVE_OK)
    return readFailure(raw.get(), input);
  int result = archive_read_next_header(raw.get(), &entry);
  if (result == ARCHIVE_EOF)
    return {};
  if (result != ARCHIVE_OK && result != ARCHIVE_WARN)
    return readFailure(raw.get(), input);
  EntrySource bytes(raw.get(), input);
  std::vector<char> buffer(256 << 10);
  while (true) {
    Expected<size_t> count = bytes.read(buffer);
    if (!count)
      return std::unexpected(count.error());
    if (*count == 0)
      return {};
    if (Status written = write({buffer.data(), *count}); !written)
      return written;
  }
}

namespace {

struct Output {
  std::function<Status(std::string_view)> write;
  std::optional<Error> error = {};

  static la_ssize_t onWrite(archive *tar, void *client, const void *bytes,
                            size_t length) {
    Output &output = *static_cast<Output *>(client);
    Status written = output.write({static_cast<const char *>(bytes), length});
    if (written)
      return la_ssize_t(length);
    output.error = written.error();
    archive_set_error(tar, EIO, "unwritable");
    return -1;
  }
  std::unexpected<Error> failure(archive *tar) const {
    if (error)
      return std::unexpected(*error);
    const char *text = archive_error_string(tar);
    return fail("cannot write the archive: ", text ? text : "unknown error");
  }
};

} // namespace

struct ArchiveWriter::Output : wpack::Output {};

ArchiveWriter::ArchiveWriter(std::function<Status(std::string_view)> write)
    : output(new Output{{std::move(write)}}), tar(archive_write_new()) {
  archive_write_set_format_pax_restricted(tar);
  archive_write_set_bytes_in_last_block(tar, 1);
  archive_write_open(tar, output.get(), nullptr, Output::onWrite, nullptr);
}

ArchiveWriter::~ArchiveWriter() {
  // Closing writes: after a failure that must not happen again.
  archive_write_fail(tar);
  archive_write_free(tar);
}

Status ArchiveWriter::add(const std::string &name, int64_t size,
                          BlobSource &bytes) {
  Entry entry(archive_entry_new(), archive_entry_free);
  archive_entry_set_pathname(entry.get(), name.c_str());
  archive_entry_set_filetype(entry.get(), AE_IFREG);
  archive_entry_set_perm(entry.get(), 0644);
  archive_entry_set_mtime(entry.get(), 0, 0);
  archive_entry_set_size(entry.get(), size);
  if (archive_write_header(tar, entry.get()) != ARCHIVE_OK)
    return output->failure(tar);
  std::vector<char> buffer(256 << 10);
  int64_t total = 0;
  while (true) {
    Expected<size_t> count = bytes.read(buffer);
    if (!count)
      return std::unexpected(count.error());
    if (*count == 0)
      break;
    total += int64_t(*count);
    if (total > size ||
        archive_write_data(tar, buffer.data(), *count) != la_ssize_t(*count))
      return total > size ? fail(name, " is longer than announced")
                          : output->failure(tar);
  }
  if (total != size)
    return fail(name, " is shorter than announced");
  return {};
}

Status gzipStream(BlobSource &bytes,
                  const std::function<Status(std::string_view)> &write) {
  Output output{write};
  Writer raw(archive_write_new(), archive_write_free);
  archive_write_set_format_raw(raw.get());
  archive_write_add_filter_gzip(raw.get());
  archive_write_set_options(raw.get(), "gzip:!timestamp");
  archive_write_set_bytes_in_last_block(raw.get(), 1);
  Entry entry(archive_entry_new(), archive_entry_free);
  archive_entry_set_filetype(entry.get(), AE_IFREG);
  if (archive_write_open(raw.get(), &output, nullptr, Output::onWrite,
                         nullptr) != ARCHIVE_OK ||
      archive_write_header(raw.get(), entry.get()) != ARCHIVE_OK)
    return output.failure(raw.get());
  std::vector<char> buffer(256 << 10);
  while (true) {
    Expected<size_t> count = bytes.read(buffer);
    if (!count)
      return std::unexpected(count.error());
    if (*count == 0)
      break;
    if (archive_write_data(raw.get(), buffer.data(), *count) !=
        la_ssize_t(*count))
      return output.failure(raw.get());
  }
  if (archive_write_close(raw.get()) != ARCHIVE_OK)
    return output.failure(raw.get());
  return {};
}

Status ArchiveWriter::finish() {
  if (archive_write_close(tar) != ARCHIVE_OK)
    return output->failure(tar);
  return {};
}

} // namespace wpack
