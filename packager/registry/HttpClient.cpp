// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// libcurl calls back with data whenever it likes; a BlobSource is asked for it.
// Between the two stands a buffer: once it is full the transfer pauses, so a
// blob of any size passes in bounded memory. Each transfer has a multi handle
// of its own, with one connection, so that threads need not wait for each
// other; the handle goes back to the pool with its connection still open.

#include "packager/registry/HttpClient.h"
#include <algorithm>
#include <curl/curl.h>
#include <mutex>
#include <vector>

namespace wpack {

static constexpr size_t bufferBytes = 1 << 20;
static constexpr size_t maxHeaderBytes = 256 << 10;

std::string HttpResponse::header(const std::string &name) const {
  auto found = headers.find(name);
  return found == headers.end() ? std::string() : found->second;
}

struct HttpClient::Connections {
  std::mutex mutex;
  std::vector<CURLM *> idle;

  CURLM *take() {
    std::lock_guard guard(mutex);
    if (idle.empty())
      return curl_multi_init();
    CURLM *multi = idle.back();
    idle.pop_back();
    return multi;
  }
  void giveBack(CURLM *multi) {
    std::lock_guard guard(mutex);
    idle.push_back(multi);
  }
};

class HttpClient::Stream : public HttpStream {
public:
  Stream(Connections &pool, const HttpRequest &request,
         const HttpOptions &settings);
  Stream(const Stream &) = delete;
  Stream &operator=(const Stream &) = delete;
  ~Stream() override;

  /// Runs until the headers are complete.
  Status start();
  const HttpResponse &head() const override { return response; }
  Expected<size_t> read(std::span<char> out) override;
  Status rewind() override {
    return fail("an answer from ", response.url.host, " can be read once only");
  }

private:
  void configure(const HttpRequest &request, const HttpOptions &settings);
  void setTrust(const TlsOptions &tls);
  Status pump();
  std::unexpected<Error> failure();
  static size_t onHeader(char *bytes, size_t, size_t length, void *self);
  static size_t onBody(char *bytes, size_t, size_t length, void *self);
  static size_t onUpload(char *out, size_t, size_t length, void *self);

  Connections &pool;
  CURLM *multi;
  CURL *easy;
  curl_slist *headerList = nullptr;
  std::string method;
  BlobSource *upload;
  HttpResponse response;
  std::string buffer;
  size_t consumed = 0;
  size_t headerBytes = 0;
  bool headersDone = false;
  bool paused = false;
  bool finished = false;
  CURLcode result = CURLE_OK;
  std::optional<Error> uploadError;
  char errorText[CURL_ERROR_SIZE] = {};
};

HttpClient::Stream::Stream(Connections &pool, const HttpRequest &request,
                           const HttpOptions &settings)
    : pool(pool), multi(pool.take()), easy(curl_easy_init()),
      method(request.method), upload(request.body) {
  response.url = request.url;
  if (!easy || !multi)
    return;
  configure(request, settings);
  curl_multi_add_handle(multi, easy);
}

HttpClient::Stream::~Stream() {
  if (easy && multi)
    curl_multi_remove_handle(multi, easy);
  if (easy)
    curl_easy_cleanup(easy);
  if (multi)
    pool.giveBack(multi);
  curl_slist_free_all(headerList);
}

void HttpClient::Stream::configure(const HttpRequest &request,
                                   const HttpOptions &settings) {
  auto set = [&](CURLoption option, auto value) {
    curl_easy_setopt(easy, option, value);
  };
  set(CURLOPT_URL, request.url.str().c_str());
  set(CURLOPT_PROTOCOLS_STR, "http,https");
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_USERAGENT, settings.userAgent.c_str());
  set(CURLOPT_ERRORBUFFER, errorText);
  set(CURLOPT_CONNECTTIMEOUT, 20L);
  // A transfer that stands still for a minute is dead.
  set(CURLOPT_LOW_SPEED_LIMIT, 1L);
  set(CURLOPT_LOW_SPEED_TIME, 60L);
  // A path with `..` in it is the server's business, not to be rewritten.
  set(CURLOPT_PATH_AS_IS, 1L);
  if (isLoopback(request.url.host))
    set(CURLOPT_NOPROXY, "*");
  else if (!settings.proxy.empty())
    set(CURLOPT_PROXY, settings.proxy.c_str());
  if (request.url.scheme == "https")
    setTrust(settings.tls);
  // Larger than the defaults: fewer calls for a blob.
  set(CURLOPT_BUFFERSIZE, 512L << 10);
  set(CURLOPT_UPLOAD_BUFFERSIZE, 1L << 20);

  set(CURLOPT_HEADERFUNCTION, onHeader);
  set(CURLOPT_HEADERDATA, static_cast<void *>(this));
  set(CURLOPT_WRITEFUNCTION, onBody);
  set(CURLOPT_WRITEDATA, static_cast<void *>(this));
  if (method == "HEAD") {
    set(CURLOPT_NOBODY, 1L);
  } else if (upload) {
    set(CURLOPT_UPLOAD, 1L);
    set(CURLOPT_READFUNCTION, onUpload);
    set(CURLOPT_READDATA, static_cast<void *>(this));
    // Without a function to seek with libcurl sends no body a second time on
    // its own: whether that is right the caller knows.
    set(CURLOPT_INFILESIZE_LARGE, curl_off_t(request.bodySize));
  } else if (method == "POST" || method == "PUT") {
    set(CURLOPT_POST, 1L);
    set(CURLOPT_POSTFIELDSIZE, 0L);
    set(CURLOPT_POSTFIELDS, "");
  }
  set(CURLOPT_CUSTOMREQUEST, method.c_str());
  for (const auto &[name, value] : request.headers)
    headerList =
        curl_slist_append(headerList, concat(name, ": ", value).c_str());
  // Waiting for "100 Continue" costs a second where servers do not send it.
  headerList = curl_slist_append(headerList, "Expect:");
  set(CURLOPT_HTTPHEADER, headerList);
}

/// Trust is added to the system's, which libcurl finds by its CAPATH.
void HttpClient::Stream::setTrust(const TlsOptions &tls) {
  if (!tls.caFile.empty())
    curl_easy_setopt(easy, CURLOPT_CAINFO, tls.caFile.c_str());
  if (!tls.caBundle.empty()) {
    curl_blob blob = {const_cast<char *>(tls.caBundle.data()),
                      tls.caBundle.size(), CURL_BLOB_COPY};
    curl_easy_setopt(easy, CURLOPT_CAINFO_BLOB, &blob);
  }
  if (!tls.certificate.empty()) {
    curl_easy_setopt(easy, CURLOPT_SSLCERT, tls.certificate.c_str());
    curl_easy_setopt(easy, CURLOPT_SSLKEY, tls.key.c_str());
  }
}

size_t HttpClient::Stream::onHeader(char *bytes, size_t, size_t length,
                                    void *self) {
  Stream &stream = *static_cast<Stream *>(self);
  std::string_view line(bytes, length);
  stream.headerBytes += length;
  if (stream.headerBytes > maxHeaderBytes)
    return 0;
  while (line.ends_with('\n') || line.ends_with('\r'))
    line.remove_suffix(1);
  if (line.starts_with("HTTP/")) { // Also after a "100 Continue".
    stream.response.headers.clear();
    return length;
  }
  if (line.empty()) {
    long status = 0;
    curl_easy_getinfo(stream.easy, CURLINFO_RESPONSE_CODE, &status);
    stream.response.status = int(status);
    stream.headersDone = status >= 200;
    return length;
  }
  size_t colon = line.find(':');
  if (colon == std::string_view::npos)
    return length;
  std::string name(line.substr(0, colon));
  std::ranges::transform(name, name.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
  });
  line.remove_prefix(colon + 1);
  line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
  stream.response.headers.emplace(std::move(name), line);
  return length;
}

size_t HttpClient::Stream::onBody(char *bytes, size_t, size_t length,
                                  void *self) {
  Stream &stream = *static_cast<Stream *>(self);
  if (stream.buffer.size() - stream.consumed >= bufferBytes) {
    stream.paused = true;
    return CURL_WRITEFUNC_PAUSE;
  }
  if (stream.consumed == stream.buffer.size()) {
    stream.buffer.clear();
    stream.consumed = 0;
  }
  stream.buffer.append(bytes, length);
  return length;
}

size_t HttpClient::Stream::onUpload(char *out, size_t, size_t length,
                                    void *self) {
  Stream &stream = *static_cast<Stream *>(self);
  Expected<size_t> count = stream.upload->read({out, length});
  if (count)
    return *count;
  stream.uploadError = count.error();
  return CURL_READFUNC_ABORT;
}

std::unexpected<Error> HttpClient::Stream::failure() {
  if (uploadError)
    return std::unexpected(*uploadError);
  std::string text = errorText[0] ? errorText : curl_easy_strerror(result);
  std::ranges::replace(text, '\n', ' ');
  ErrorKind kind = ErrorKind::Network;
  std::string_view advice;
  // What OpenSSL calls an answer that does not begin like TLS.
  if (result == CURLE_SSL_CONNECT_ERROR &&
      (text.find("wrong version number") != std::string::npos ||
       text.find("packet length too long") != std::string::npos ||
       text.find("http request") != std::string::npos)) {
    kind = ErrorKind::NotTls;
    advice = "; the server seems to speak plain HTTP: see --plain-http";
  } else if (result == CURLE_PEER_FAILED_VERIFICATION ||
             result == CURLE_SSL_CACERT_BADFILE) {
    kind = ErrorKind::Failed;
    advice = "; name the registry's certificate authority with --ca-file";
  } else if (result == CURLE_SSL_CERTPROBLEM) {
    kind = ErrorKind::Failed;
    advice = "; check the client's certificate and key";
  } else if (result == CURLE_COULDNT_CONNECT) {
    advice = "; is the registry running, and host and port right?";
  } else if (result == CURLE_COULDNT_RESOLVE_HOST) {
    advice = "; check the registry's name";
  }
  return failAs(kind, method, " ", response.url.redacted(), ": ", text, advice);
}

/// Lets libcurl work once, waiting for the network if there is nothing to do.
Status HttpClient::Stream::pump() {
  int running = 0;
  if (CURLMcode code = curl_multi_perform(multi, &running); code != CURLM_OK)
    return fail(method, " ", response.url.redacted(), ": ",
                curl_multi_strerror(code));
  int left = 0;
  while (CURLMsg *message = curl_multi_info_read(multi, &left))
    if (message->msg == CURLMSG_DONE) {
      finished = true;
      result = message->data.result;
    }
  if (!finished && consumed == buffer.size())
    curl_multi_poll(multi, nullptr, 0, 1000, nullptr);
  return {};
}

Status HttpClient::Stream::start() {
  if (!easy || !multi)
    return fail("out of memory");
  // With an upload, an early answer is only an answer once the upload ended.
  while (!finished && !paused && (!headersDone || upload))
    if (Status pumped = pump(); !pumped)
      return pumped;
  // What came of a body that broke off is worth having: read gives it first.
  if (finished && result != CURLE_OK && (!headersDone || upload))
    return failure();
  return {};
}

Expected<size_t> HttpClient::Stream::read(std::span<char> out) {
  while (consumed == buffer.size()) {
    if (finished && result != CURLE_OK)
      return failure();
    if (finished)
      return 0;
    if (paused) {
      paused = false;
      curl_easy_pause(easy, CURLPAUSE_CONT);
      continue;
    }
    if (Status pumped = pump(); !pumped)
      return std::unexpected(pumped.error());
  }
  size_t count = std::min(out.size(), buffer.size() - consumed);
  std::copy_n(buffer.data() + consumed, count, out.data());
  consumed += count;
  return count;
}

HttpClient::HttpClient(HttpOptions options)
    : options(std::move(options)),
      connections(std::make_unique<Connections>()) {
  curl_global_init(CURL_GLOBAL_DEFAULT);
}

HttpClient::~HttpClient() {
  for (CURLM *multi : connections->idle)
    curl_multi_cleanup(multi);
  curl_global_cleanup();
}

Expected<std::unique_ptr<HttpStream>>
HttpClient::open(const HttpRequest &request) {
  auto stream = std::make_unique<Stream>(*connections, request, options);
  if (Status started = stream->start(); !started)
    return std::unexpected(started.error());
  return stream;
}

} // namespace wpack
