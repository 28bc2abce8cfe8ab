// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/oci/BlobSource.h"
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace wpack {

std::unexpected<Error> systemError(std::string_view action,
                                   std::string_view path) {
  int cause = errno;
  std::string_view advice;
  if (cause == ENOSPC || cause == EDQUOT)
    advice = "; free some space or use another file system";
  else if (cause == EACCES || cause == EPERM || cause == EROFS)
    advice = "; check the permissions or choose another place";
  return failAs(cause == ENOENT ? ErrorKind::NotFound : ErrorKind::Failed,
                action, " ", path, ": ", std::strerror(cause), advice);
}

void FileHandle::close() {
  if (fd >= 0)
    ::close(std::exchange(fd, -1));
}

Status BlobSource::resume(BlobSource &, int64_t count) {
  if (Status rewound = rewind(); !rewound)
    return rewound;
  return skipBytes(*this, count);
}

Status skipBytes(BlobSource &source, int64_t count) {
  std::vector<char> buffer(size_t(std::min<int64_t>(count, 256 << 10)));
  while (count > 0) {
    size_t wanted = size_t(std::min<int64_t>(count, int64_t(buffer.size())));
    Expected<size_t> got = source.read(std::span(buffer).first(wanted));
    if (!got)
      return std::unexpected(got.error());
    if (*got == 0)
      return fail("the end comes ", count, " bytes too early");
    count -= int64_t(*got);
  }
  return {};
}

Expected<size_t> MemorySource::read(std::span<char> buffer) {
  size_t count = std::min(buffer.size(), bytes.size() - offset);
  std::copy_n(bytes.data() + offset, count, buffer.data());
  offset += count;
  return count;
}

Status MemorySource::rewind() {
  offset = 0;
  return {};
}

Expected<size_t> FileSource::read(std::span<char> buffer) {
  while (true) {
    ssize_t count = ::read(file.get(), buffer.data(), buffer.size());
    if (count >= 0)
      return size_t(count);
    if (errno != EINTR)
      return systemError("cannot read", path);
  }
}

Status FileSource::resume(BlobSource &, int64_t count) {
  if (::lseek(file.get(), count, SEEK_SET) != count)
    return systemError("cannot seek in", path);
  return {};
}

Status FileSource::rewind() {
  if (::lseek(file.get(), 0, SEEK_SET) != 0)
    return systemError("cannot rewind", path);
  return {};
}

VerifyingSource::VerifyingSource(std::unique_ptr<BlobSource> inner,
                                 const Descriptor &blob, std::string origin)
    : owned(std::move(inner)), inner(*owned), expected(blob.digest),
      size(blob.size), origin(std::move(origin)),
      hasher(blob.digest.algorithm()) {}

VerifyingSource::VerifyingSource(BlobSource &inner, const Descriptor &blob,
                                 std::string origin)
    : inner(inner), expected(blob.digest), size(blob.size),
      origin(std::move(origin)), hasher(blob.digest.algorithm()) {}

bool VerifyingSource::vouchesFor(const Descriptor &blob) const {
  return blob.digest == expected && blob.size == size;
}

std::unexpected<Error> VerifyingSource::damaged(std::string_view how) const {
  return fail("blob ", expected.str(), " in ", origin, " is damaged: ", how,
              "; delete it there and fetch or build the image again");
}

Expected<size_t> VerifyingSource::read(std::span<char> buffer) {
  Expected<size_t> count = inner.read(buffer);
  if (!count)
    return count;
  seen += int64_t(*count);
  if (seen > size)
    return damaged(concat("more than the ", size, " bytes announced"));
  hasher.update({buffer.data(), *count});
  if (*count == 0 && seen != size)
    return damaged(concat(seen, " bytes instead of ", size));
  // Checked with the last byte, not behind it: who counts bytes, as an upload
  // does, never asks for the end.
  if (seen == size && !verified) {
    Digest actual = hasher.finish();
    if (actual != expected)
      return damaged(concat("its bytes have the digest ", actual.str()));
    verified = true;
  }
  return count;
}

Status VerifyingSource::rewind() {
  seen = 0;
  verified = false;
  hasher = Hasher(expected.algorithm());
  return inner.rewind();
}

Status VerifyingSource::resume(BlobSource &known, int64_t count) {
  seen = 0;
  verified = false;
  hasher = Hasher(expected.algorithm());
  if (Status rewound = known.rewind(); !rewound)
    return rewound;
  std::vector<char> buffer(256 << 10);
  while (seen < count) {
    size_t wanted =
        size_t(std::min<int64_t>(count - seen, int64_t(buffer.size())));
    Expected<size_t> got = known.read(std::span(buffer).first(wanted));
    if (!got)
      return std::unexpected(got.error());
    if (*got == 0)
      return fail("the part that was there already has become shorter");
    hasher.update({buffer.data(), *got});
    seen += int64_t(*got);
  }
  return inner.resume(known, count);
}

Expected<std::string> readAll(BlobSource &source, int64_t limit) {
  std::string bytes;
  char buffer[16 << 10];
  while (true) {
    Expected<size_t> count = source.read(buffer);
    if (!count)
      return std::unexpected(count.error());
    if (*count == 0)
      return bytes;
    if (int64_t(bytes.size() + *count) > limit)
      return fail("more than ", limit, " bytes");
    bytes.append(buffer, *count);
  }
}

Expected<std::string> readFile(const std::string &path, int64_t limit) {
  FileHandle file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file)
    return systemError("cannot open", path);
  FileSource source(std::move(file), path);
  Expected<std::string> bytes = readAll(source, limit);
  if (!bytes && bytes.error().message.starts_with("more than"))
    return inContext(path, bytes.error());
  return bytes;
}

Status writeAll(int fd, std::string_view bytes, std::string_view path) {
  while (!bytes.empty()) {
    ssize_t count = ::write(fd, bytes.data(), bytes.size());
    if (count < 0 && errno != EINTR)
      return systemError("cannot write", path);
    if (count > 0)
      bytes.remove_prefix(size_t(count));
  }
  return {};
}

} // namespace wpack
