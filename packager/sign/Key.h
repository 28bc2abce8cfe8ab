// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_SIGN_KEY_H
#define WPACK_SIGN_KEY_H

#include "packager/oci/Error.h"
#include <memory>
#include <string>
#include <string_view>

struct evp_pkey_st;

namespace wpack {

/// An OpenSSL key, freed with its last owner.
using KeyHandle = std::shared_ptr<evp_pkey_st>;

/// Checks signatures: ECDSA on P-256 with SHA-256.
class PublicKey {
public:
  explicit PublicKey(KeyHandle key) : key(std::move(key)) {}
  /// PEM `PUBLIC KEY`.
  static Expected<PublicKey> fromPem(const std::string &pem);
  std::string toPem() const;
  /// Whether `signature` (ASN.1 DER) is this key's for `message`.
  bool verify(std::string_view message, std::string_view signature) const;

private:
  KeyHandle key;
};

/// Makes signatures of the same kind.
class PrivateKey {
public:
  explicit PrivateKey(KeyHandle key) : key(std::move(key)) {}
  static Expected<PrivateKey> generate();
  /// From PKCS#8 in DER.
  static Expected<PrivateKey> fromPkcs8(std::string_view der);
  std::string toPkcs8() const;
  PublicKey publicKey() const { return PublicKey(key); }
  /// ASN.1 DER. The nonce is random: no two signatures are equal.
  Expected<std::string> sign(std::string_view message) const;

private:
  KeyHandle key;
};

} // namespace wpack

#endif
