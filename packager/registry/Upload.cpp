// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A session is opened by POST. A small blob fills and closes it by one PUT, a
// larger one fills it by PATCHes. After a failure the registry is asked how far
// it came; if it has forgotten the session, as some do after a cut, a new one
// is opened. The answer to each PATCH says what is there, and only that counts:
// registries are known to append pieces that do not fit.

#include "packager/registry/Upload.h"
#include "packager/registry/RegistryError.h"
#include <charconv>
#include <thread>

namespace wpack {

namespace {

/// A piece of a source, which stands at its start.
class Piece : public BlobSource {
public:
  Piece(BlobSource &whole, int64_t start, int64_t length)
      : whole(whole), start(start), length(length) {}
  Expected<size_t> read(std::span<char> buffer) override {
    auto wanted =
        size_t(std::min<int64_t>(length - done, int64_t(buffer.size())));
    if (wanted == 0)
      return 0;
    Expected<size_t> count = whole.read(buffer.first(wanted));
    if (count)
      done += int64_t(*count);
    return count;
  }
  Status rewind() override {
    if (done == 0)
      return {};
    done = 0;
    if (Status rewound = whole.rewind(); !rewound)
      return rewound;
    return skipBytes(whole, start);
  }

private:
  BlobSource &whole;
  int64_t start;
  int64_t length;
  int64_t done = 0;
};

class Upload {
public:
  Upload(Endpoint &endpoint, const Descriptor &blob, BlobSource &bytes,
         const UploadOptions &options)
      : endpoint(endpoint), blob(blob), bytes(bytes), options(options) {}

  Status run(const ApiRequest &openSession);
  bool wasOpened() const { return opened; }

private:
  Status open(const ApiRequest &openSession);
  Status send();
  Status sendPiece();
  Status close();
  Status askProgress();
  Status note(const HttpResponse &answer);
  Status failed(std::string_view method, Expected<HttpResponse> answer);
  void cancel();

  Endpoint &endpoint;
  const Descriptor &blob;
  BlobSource &bytes;
  const UploadOptions &options;

  std::optional<Url> location; ///< Of the session; empty: there is none.
  int64_t chunk = 0;
  int64_t there = 0;    ///< Bytes the registry has.
  int64_t position = 0; ///< Of `bytes`; -1 if it is not known.
  bool opened = false;
  bool complete = false;
  bool mayRetryNow = false; ///< Whether the last failure may be gone with time.
  std::chrono::milliseconds pause{0};
  int failures = 0;
};

} // namespace

/// Keeps what `run` needs to know of a failure.
Status Upload::failed(std::string_view method, Expected<HttpResponse> answer) {
  position = -1;
  bool sessionLost = answer && (answer->status == 404 || answer->status == 416);
  auto wait = pauseAfter(options.retry, failures, answer);
  mayRetryNow = (mayRetry(answer) || sessionLost) && wait;
  pause = wait.value_or(std::chrono::milliseconds(0));
  if (answer)
    return registryError(method, *answer);
  return std::unexpected(answer.error());
}

Status Upload::open(const ApiRequest &openSession) {
  Expected<HttpResponse> answer = endpoint.send(openSession);
  if (!answer || (answer->status != 202 && answer->status != 201)) {
    Status failure = failed("POST", std::move(answer));
    mayRetryNow = false; // It has been tried again already.
    return failure;
  }
  opened = true;
  complete = answer->status == 201; // Mounted.
  if (complete)
    return {};
  there = 0;
  chunk = options.chunkBytes;
  std::string least = answer->header("oci-chunk-min-length");
  int64_t minimum = 0;
  std::from_chars(least.data(), least.data() + least.size(), minimum);
  if (minimum > chunk && minimum <= maxBlobBytes)
    chunk = minimum;
  Expected<Url> url = answer->url.resolve(answer->header("location"));
  if (!url)
    return inContext("location of an upload", url.error());
  location = std::move(*url);
  return {};
}

/// Takes the new location and the position from an answer to a session.
Status Upload::note(const HttpResponse &answer) {
  Expected<Url> url = answer.url.resolve(answer.header("location"));
  if (!url)
    return inContext("location of an upload", url.error());
  location = std::move(*url);
  std::string range = answer.header("range");
  std::string_view text = range;
  if (text.starts_with("bytes="))
    text.remove_prefix(6);
  int64_t last = -1;
  bool understood =
      text.starts_with("0-") &&
      std::from_chars(text.data() + 2, text.data() + text.size(), last).ec ==
          std::errc();
  // A fresh session says 0-0, as if one byte were there.
  int64_t now = understood && last > 0 ? last + 1 : 0;
  if (now > blob.size)
    return fail("the registry claims to have ", now, " bytes of a blob of ",
                blob.size);
  there = now;
  return {};
}

Status Upload::askProgress() {
  ApiRequest request{"GET"};
  request.location = location;
  request.access = Access::Push;
  Expected<HttpResponse> answer = endpoint.send(request);
  bool known = answer && answer->status == 204;
  if (!known || !note(*answer))
    location.reset();
  return {};
}

Status Upload::sendPiece() {
  int64_t length = std::min(chunk, blob.size - there);
  if (position != there) {
    if (Status rewound = bytes.rewind(); !rewound)
      return rewound;
    if (Status skipped = skipBytes(bytes, there); !skipped)
      return skipped;
    position = there;
  }
  Piece piece(bytes, there, length);
  ApiRequest request{"PATCH"};
  request.location = location;
  request.headers = {{"Content-Type", "application/octet-stream"},
                     {"Content-Range", concat(there, "-", there + length - 1)}};
  request.body = &piece;
  request.bodySize = length;
  request.access = Access::Push;
  request.retry = false;
  Expected<HttpResponse> answer = endpoint.send(request);
  if (!answer || answer->status != 202)
    return failed("PATCH", std::move(answer));
  position = there + length;
  int64_t expected = position;
  if (Status noted = note(*answer); !noted)
    return noted;
  if (there < expected - length || there > expected)
    return fail("PATCH ", answer->url.redacted(), ": ", expected,
                " bytes were sent, the registry says it has ", there);
  failures = 0;
  return {};
}

Status Upload::close() {
  bool whole = there == 0 && blob.size <= chunk;
  ApiRequest request{"PUT"};
  // The location may carry the session's state as a query: add, do not set.
  request.location = location->withQuery("digest", blob.digest.str());
  request.headers = {{"Content-Type", "application/octet-stream"}};
  if (whole) {
    request.body = &bytes;
    request.bodySize = blob.size;
  }
  request.access = Access::Push;
  request.retry = false; // A broken session is gone on with, or replaced.
  Expected<HttpResponse> answer = endpoint.send(request);
  if (!answer || answer->status != 201)
    return failed("PUT", std::move(answer));
  complete = true;
  return {};
}

Status Upload::send() {
  while (!complete) {
    bool last = there == blob.size || (there == 0 && blob.size <= chunk);
    if (Status sent = last ? close() : sendPiece(); !sent)
      return sent;
  }
  return {};
}

/// Best effort: what is left there, the registry throws away in its own time.
void Upload::cancel() {
  if (!location)
    return;
  ApiRequest request{"DELETE"};
  request.location = location;
  request.access = Access::Push;
  request.retry = false;
  (void)endpoint.send(request);
}

Status Upload::run(const ApiRequest &openSession) {
  while (true) {
    mayRetryNow = false;
    Status sent = location ? Status() : open(openSession);
    if (sent)
      sent = send();
    if (sent)
      return {};
    if (!mayRetryNow || ++failures >= options.retry.attempts) {
      cancel();
      return sent;
    }
    std::this_thread::sleep_for(pause);
    if (location)
      (void)askProgress();
  }
}

Status uploadBlob(Endpoint &endpoint, const std::string &repository,
                  const Descriptor &blob, BlobSource &bytes,
                  const std::string &mountFrom, const UploadOptions &options) {
  ApiRequest plain{"POST", concat(repository, "/blobs/uploads/")};
  plain.access = Access::Push;
  if (!mountFrom.empty()) {
    ApiRequest mount = plain;
    mount.path += concat("?mount=", percentEncode(blob.digest.str()),
                         "&from=", percentEncode(mountFrom));
    mount.alsoPull = mountFrom;
    Upload upload(endpoint, blob, bytes, options);
    Status done = upload.run(mount);
    // Whoever may not read the other repository can still write here.
    if (done || upload.wasOpened())
      return done;
  }
  return Upload(endpoint, blob, bytes, options).run(plain);
}

} // namespace wpack
