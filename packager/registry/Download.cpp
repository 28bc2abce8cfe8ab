// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/registry/Download.h"
#include "packager/registry/RegistryError.h"
#include <thread>

namespace wpack {

/// A connection that brought this much before it broke was worth having: the
/// next one has all its attempts again. Less may be a server that plays games.
static constexpr int64_t worthwhileBytes = 1 << 20;

Download::Download(Endpoint &endpoint, std::string path, int64_t size,
                   RetryPolicy retry)
    : endpoint(endpoint), path(std::move(path)), size(size), retry(retry) {}

Status Download::rewind() {
  stream.reset();
  offset = 0;
  return {};
}

Status Download::resume(BlobSource &, int64_t count) {
  stream.reset();
  offset = count;
  return {};
}

Status Download::connect() {
  ApiRequest request{"GET", path};
  if (offset > 0)
    request.headers.emplace_back("Range", concat("bytes=", offset, "-"));
  Expected<std::unique_ptr<HttpStream>> opened = endpoint.open(request);
  if (!opened)
    return std::unexpected(opened.error());
  HttpResponse head = (*opened)->head();
  bool isPart = offset > 0 && head.status == 206;
  if (head.status != 200 && !isPart) {
    if (Expected<std::string> body = readAll(**opened, maxDocumentBytes))
      head.body = *body;
    return registryError("GET", head);
  }
  if (isPart &&
      !head.header("content-range").starts_with(concat("bytes ", offset, "-")))
    return fail("GET ", head.url.redacted(), ": asked for the bytes from ",
                offset, " on, got '", head.header("content-range"), "'");
  // A server without ranges sends everything again.
  known = isPart ? 0 : offset;
  stream = std::move(*opened);
  return {};
}

Expected<size_t> Download::readOnce(std::span<char> buffer) {
  if (Status skipped = skipBytes(*stream, known); !skipped)
    return std::unexpected(skipped.error());
  known = 0;
  Expected<size_t> count = stream->read(buffer);
  if (count && *count == 0 && offset < size)
    return failAs(ErrorKind::Network, "GET ", stream->head().url.redacted(),
                  ": the answer ended after ", offset, " of ", size, " bytes");
  return count;
}

Expected<size_t> Download::read(std::span<char> buffer) {
  // With all of it known already there is nothing to ask for.
  if (offset == size && !stream)
    return 0;
  while (true) {
    // That has been tried several times if it fails.
    if (!stream)
      if (Status connected = connect(); !connected)
        return std::unexpected(connected.error());
    Expected<size_t> count = readOnce(buffer);
    if (count) {
      bool crossed = offset / worthwhileBytes !=
                     (offset + int64_t(*count)) / worthwhileBytes;
      offset += int64_t(*count);
      if (crossed)
        failures = 0;
      return count;
    }
    stream.reset();
    auto pause = pauseAfter(retry, failures, std::unexpected(count.error()));
    if (count.error().kind != ErrorKind::Network ||
        ++failures >= retry.attempts || !pause)
      return count;
    std::this_thread::sleep_for(*pause);
  }
}

} // namespace wpack
