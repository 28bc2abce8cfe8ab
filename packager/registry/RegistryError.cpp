// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/registry/RegistryError.h"

namespace wpack {

/// One line of printable text: a server may send anything.
static std::string oneLine(std::string_view text) {
  constexpr size_t maxLength = 200;
  std::string line;
  for (char c : text.substr(0, maxLength)) {
    auto value = static_cast<unsigned char>(c);
    line += value < 0x20 || value == 0x7f ? ' ' : c;
  }
  while (line.ends_with(' '))
    line.pop_back();
  return line;
}

static std::string detailOf(const std::string &body) {
  Expected<Json> json = Json::parse(body);
  const Json *errors = json ? json->find("errors") : nullptr;
  if (!errors || !errors->elements())
    return oneLine(body);
  std::string detail;
  for (const Json &error : *errors->elements()) {
    const Json *code = error.find("code");
    const Json *message = error.find("message");
    if (!detail.empty())
      detail += ", ";
    if (code && code->string())
      detail += *code->string();
    if (message && message->string())
      detail += concat(" (", *message->string(), ")");
  }
  return oneLine(detail);
}

std::unexpected<Error> registryError(std::string_view method,
                                     const HttpResponse &response) {
  ErrorKind kind =
      response.status == 404 ? ErrorKind::NotFound : ErrorKind::Failed;
  std::string advice;
  if (response.status == 401)
    advice = "; see wpack login, or give --username and --password-stdin";
  else if (response.status == 403)
    advice = "; these credentials do not allow it";
  else if (std::string wait = response.header("retry-after"); !wait.empty())
    advice = concat("; the server says to come back after ", oneLine(wait),
                    wait.find(' ') == std::string::npos ? " seconds" : "");
  std::string detail = detailOf(response.body);
  return failAs(kind, method, " ", response.url.redacted(), ": status ",
                response.status, detail.empty() ? "" : ": ", detail, advice);
}

} // namespace wpack
