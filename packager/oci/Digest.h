// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_OCI_DIGEST_H
#define WPACK_OCI_DIGEST_H

#include "packager/oci/Error.h"
#include <compare>
#include <memory>
#include <string>
#include <string_view>

struct evp_md_ctx_st;

namespace wpack {

/// The name of some bytes: `sha256:` and 64 lower-case hexadecimal digits, or
/// `sha512:` and 128. Always well-formed, so it may be used as a file name.
class Digest {
public:
  /// Accepts exactly the form above.
  static Expected<Digest> parse(std::string_view text);
  /// The SHA-256 of `bytes`.
  static Digest of(std::string_view bytes);

  const std::string &str() const { return text; }
  std::string_view algorithm() const {
    return std::string_view(text).substr(0, colon());
  }
  std::string_view hex() const {
    return std::string_view(text).substr(colon() + 1);
  }
  /// The first twelve digits, for tables.
  std::string_view shortHex() const { return hex().substr(0, 12); }

  friend auto operator<=>(const Digest &, const Digest &) = default;

private:
  friend class Hasher;
  explicit Digest(std::string text) : text(std::move(text)) {}
  size_t colon() const { return text.find(':'); }

  std::string text;
};

/// Computes a digest piece by piece.
class Hasher {
public:
  /// `algorithm` is that of a Digest: sha256 or sha512.
  explicit Hasher(std::string_view algorithm = "sha256");
  void update(std::string_view bytes);
  /// The digest of everything so far; afterwards the hasher is empty again.
  Digest finish();

private:
  struct Free {
    void operator()(evp_md_ctx_st *owned) const;
  };
  std::unique_ptr<evp_md_ctx_st, Free> context;
  std::string name;
};

/// The lower-case hexadecimal form of `bytes`.
std::string toHex(std::string_view bytes);

} // namespace wpack

#endif
