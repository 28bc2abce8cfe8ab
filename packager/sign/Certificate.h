// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_SIGN_CERTIFICATE_H
#define WPACK_SIGN_CERTIFICATE_H

#include "packager/sign/Key.h"
#include <cstdint>
#include <vector>

struct x509_st;

namespace wpack {

/// An X.509 certificate, freed with its last owner.
class Certificate {
public:
  explicit Certificate(std::shared_ptr<x509_st> handle)
      : handle(std::move(handle)) {}
  static Expected<Certificate> fromDer(std::string_view der);
  /// All certificates of a PEM file, in its order; at least one.
  static Expected<std::vector<Certificate>> fromPem(const std::string &pem);

  std::string toDer() const;
  /// Lower-case SHA-256 of the DER form.
  std::string thumbprint() const;
  /// One line, as in RFC 2253.
  std::string subject() const;
  bool isKeyOf(const PublicKey &key) const;
  /// Checks a JWS signature by RFC 7518; `algorithm` must be the one that
  /// Notary's specification gives this kind and size of key.
  Status verifyJws(std::string_view algorithm, std::string_view message,
                   std::string_view signature) const;

  x509_st *get() const { return handle.get(); }

private:
  std::shared_ptr<x509_st> handle;
};

/// Checks a chain, leaf first, by Notary's rules: it ends in one of `roots`,
/// each certificate is valid at `time` (seconds since 1970), CAs may sign
/// certificates, the leaf may sign code and nothing else, and no key is weak.
Status verifyChain(const std::vector<Certificate> &chain,
                   const std::vector<Certificate> &roots, int64_t time);

/// The rules for the leaf alone, so that nothing is signed that nobody accepts.
Status checkSigningCertificate(const Certificate &leaf);

} // namespace wpack

#endif
