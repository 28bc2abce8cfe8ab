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
  /// DER SubjectPublicKeyInfo.
  static Expected<PublicKey> fromDer(std::string_view der);
  /// From the two coordinates of the point, as PKCS#11 has them: 0x04, x, y.
  static Expected<PublicKey> fromPoint(std::string_view point);
  std::string toPem() const;
  std::string toDer() const;
  /// The name that bundles give a key: base64 of the SHA-256 of its DER.
  std::string hint() const;
  /// Whether `signature` (ASN.1 DER) is this key's for `message`.
  bool verify(std::string_view message, std::string_view signature) const;
  bool operator==(const PublicKey &other) const {
    return toDer() == other.toDer();
  }

private:
  KeyHandle key;
};

/// Makes signatures of the same kind, wherever the secret is.
class SigningKey {
public:
  virtual ~SigningKey() = default;
  virtual Expected<PublicKey> publicKey() const = 0;
  /// ASN.1 DER. No two signatures are equal.
  virtual Expected<std::string> sign(std::string_view message) const = 0;
};

/// A key whose secret is in memory.
class PrivateKey : public SigningKey {
public:
  explicit PrivateKey(KeyHandle key) : key(std::move(key)) {}
  static Expected<PrivateKey> generate();
  /// From PKCS#8 in DER.
  static Expected<PrivateKey> fromPkcs8(std::string_view der);
  std::string toPkcs8() const;
  Expected<PublicKey> publicKey() const override { return PublicKey(key); }
  Expected<std::string> sign(std::string_view message) const override;

private:
  KeyHandle key;
};

/// The 32 bytes of the SHA-256, which keys in tokens sign.
std::string sha256(std::string_view bytes);

/// The two forms of an ECDSA signature on P-256: ASN.1 DER, and r and s with 32
/// bytes each.
Expected<std::string> signatureToRaw(std::string_view der);
Expected<std::string> signatureFromRaw(std::string_view raw);

} // namespace wpack

#endif
