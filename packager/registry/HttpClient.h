// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_REGISTRY_HTTPCLIENT_H
#define WPACK_REGISTRY_HTTPCLIENT_H

#include "packager/oci/BlobSource.h"
#include "packager/registry/Url.h"
#include <map>

namespace wpack {

struct HttpRequest {
  std::string method;
  Url url;
  /// Without Content-Length, which follows from the body.
  std::vector<std::pair<std::string, std::string>> headers = {};
  BlobSource *body = nullptr;
  int64_t bodySize = 0;
};

/// Header names are in lower case; of repeated headers all values are kept.
using HttpHeaders = std::multimap<std::string, std::string>;

struct HttpResponse {
  int status = 0;
  HttpHeaders headers;
  std::string body;
  Url url; ///< Where the answer came from.

  /// The first value, or an empty string.
  std::string header(const std::string &name) const;
};

/// An answer whose headers are there and whose body is still coming.
class HttpStream : public BlobSource {
public:
  virtual const HttpResponse &head() const = 0;
};

/// Whom to trust, and who we are. What is empty is the system's, or nobody.
struct TlsOptions {
  std::string caFile;           ///< PEM.
  std::string caBundle;         ///< More of these, as PEM text.
  std::string certificate = {}; ///< PEM file.
  std::string key = {};         ///< PEM file.
};

struct HttpOptions {
  TlsOptions tls;
  std::string userAgent;
  std::string proxy = {}; ///< URL; empty: `https_proxy` and so on decide.
};

/// One request, one answer: no redirects, no authorisation, no retries; those
/// are the Endpoint's. Connections are kept open and used again. Threads may
/// share a client; a stream is for one thread at a time.
class HttpClient {
public:
  explicit HttpClient(HttpOptions options);
  HttpClient(const HttpClient &) = delete;
  HttpClient &operator=(const HttpClient &) = delete;
  ~HttpClient();

  /// Sends the request and waits for the answer's headers. The stream must not
  /// outlive the client.
  /// Errors: ErrorKind::Network, or NotTls.
  Expected<std::unique_ptr<HttpStream>> open(const HttpRequest &request);

private:
  struct Connections;
  class Stream;
  HttpOptions options;
  std::unique_ptr<Connections> connections;
};

} // namespace wpack

#endif
