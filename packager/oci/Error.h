// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_OCI_ERROR_H
#define WPACK_OCI_ERROR_H

#include <concepts>
#include <expected>
#include <string>
#include <string_view>
#include <utility>

namespace wpack {

/// What a caller may do differently because of an error.
enum class ErrorKind {
  Failed,   ///< Nothing in particular.
  NotFound, ///< The thing asked for does not exist; nothing is broken.
  Usage,    ///< The command line is wrong (exit status 2).
  Network,  ///< The connection failed: trying again may help.
  Busy,     ///< Somebody else is at it: trying again later helps.
  NotTls,   ///< The server answered, but not in TLS.
};

/// One line for the user: lower-case start, no final period, what failed, why,
/// and after a semicolon what to do about it.
struct Error {
  std::string message;
  ErrorKind kind = ErrorKind::Failed;
};

template <typename T> using Expected = std::expected<T, Error>;
using Status = Expected<void>;

inline void appendPart(std::string &text, std::string_view part) {
  text += part;
}
inline void appendPart(std::string &text, char part) { text += part; }
inline void appendPart(std::string &text, std::integral auto part) {
  text += std::to_string(part);
}

/// Joins strings and integers to one string.
template <typename... Parts> std::string concat(const Parts &...parts) {
  std::string text;
  (appendPart(text, parts), ...);
  return text;
}

/// The failure whose message is the concatenation of `parts`.
template <typename... Parts>
std::unexpected<Error> fail(const Parts &...parts) {
  return std::unexpected(Error{concat(parts...), ErrorKind::Failed});
}

/// As fail, with a kind.
template <typename... Parts>
std::unexpected<Error> failAs(ErrorKind kind, const Parts &...parts) {
  return std::unexpected(Error{concat(parts...), kind});
}

/// Puts "what: " before the message of `error`; the kind stays.
inline std::unexpected<Error> inContext(std::string_view what, Error error) {
  error.message = concat(what, ": ", error.message);
  return std::unexpected(std::move(error));
}

} // namespace wpack

#endif
