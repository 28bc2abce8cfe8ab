// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/sign/Key.h"
#include "packager/oci/Base64.h"
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

namespace wpack {

static KeyHandle own(EVP_PKEY *key) { return KeyHandle(key, EVP_PKEY_free); }

static bool isP256(EVP_PKEY *key) {
  char group[32] = {};
  size_t length = 0;
  return EVP_PKEY_is_a(key, "EC") &&
         EVP_PKEY_get_group_name(key, group, sizeof group, &length) == 1 &&
         std::string_view(group, length) == "prime256v1";
}

static const unsigned char *bytesOf(std::string_view text) {
  return reinterpret_cast<const unsigned char *>(text.data());
}

Expected<PublicKey> PublicKey::fromPem(const std::string &pem) {
  std::unique_ptr<BIO, decltype(&BIO_free)> input(
      BIO_new_mem_buf(pem.data(), int(pem.size())), BIO_free);
  KeyHandle key =
      own(PEM_read_bio_PUBKEY(input.get(), nullptr, nullptr, nullptr));
  if (!key)
    return fail("not a public key in PEM form (-----BEGIN PUBLIC KEY-----)");
  if (!isP256(key.get()))
    return fail("not an ECDSA key on the curve P-256");
  return PublicKey(std::move(key));
}

Expected<PublicKey> PublicKey::fromDer(std::string_view der) {
  const unsigned char *at = bytesOf(der);
  KeyHandle key = own(d2i_PUBKEY(nullptr, &at, long(der.size())));
  if (!key || at != bytesOf(der) + der.size())
    return fail("not a public key in DER form");
  if (!isP256(key.get()))
    return fail("not an ECDSA key on the curve P-256");
  return PublicKey(std::move(key));
}

Expected<PublicKey> PublicKey::fromPoint(std::string_view point) {
  // Everything of a SubjectPublicKeyInfo on P-256 that is before the point.
  constexpr std::string_view prefix(
      "\x30\x59\x30\x13\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x08\x2a"
      "\x86\x48\xce\x3d\x03\x01\x07\x03\x42\x00",
      26);
  if (point.size() != 65 || point[0] != 4)
    return fail("not a point of the curve P-256");
  return fromDer(concat(prefix, point));
}

std::string PublicKey::toDer() const {
  unsigned char *der = nullptr;
  int length = i2d_PUBKEY(key.get(), &der);
  std::string text;
  if (length > 0)
    text.assign(reinterpret_cast<char *>(der), size_t(length));
  OPENSSL_free(der);
  return text;
}

std::string sha256(std::string_view bytes) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned length = 0;
  EVP_Digest(bytes.data(), bytes.size(), digest, &length, EVP_sha256(),
             nullptr);
  return {reinterpret_cast<char *>(digest), length};
}

std::string PublicKey::hint() const { return encodeBase64(sha256(toDer())); }

std::string PublicKey::toPem() const {
  std::unique_ptr<BIO, decltype(&BIO_free)> output(BIO_new(BIO_s_mem()),
                                                   BIO_free);
  PEM_write_bio_PUBKEY(output.get(), key.get());
  char *text = nullptr;
  long length = BIO_get_mem_data(output.get(), &text);
  return std::string(text, size_t(length));
}

bool PublicKey::verify(std::string_view message,
                       std::string_view signature) const {
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(
      EVP_MD_CTX_new(), EVP_MD_CTX_free);
  return context &&
         EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr,
                              key.get()) == 1 &&
         EVP_DigestVerify(context.get(), bytesOf(signature), signature.size(),
                          bytesOf(message), message.size()) == 1;
}

Expected<PrivateKey> PrivateKey::generate() {
  KeyHandle key = own(EVP_EC_gen("P-256"));
  if (!key)
    return fail("cannot generate a key: OpenSSL refuses");
  return PrivateKey(std::move(key));
}

Expected<PrivateKey> PrivateKey::fromPkcs8(std::string_view der) {
  const unsigned char *at = bytesOf(der);
  std::unique_ptr<PKCS8_PRIV_KEY_INFO, decltype(&PKCS8_PRIV_KEY_INFO_free)>
      info(d2i_PKCS8_PRIV_KEY_INFO(nullptr, &at, long(der.size())),
           PKCS8_PRIV_KEY_INFO_free);
  KeyHandle key = info ? own(EVP_PKCS82PKEY(info.get())) : nullptr;
  if (!key)
    return fail("not a private key in PKCS#8 form");
  if (!isP256(key.get()))
    return fail("not an ECDSA key on the curve P-256");
  return PrivateKey(std::move(key));
}

std::string PrivateKey::toPkcs8() const {
  std::unique_ptr<PKCS8_PRIV_KEY_INFO, decltype(&PKCS8_PRIV_KEY_INFO_free)>
      info(EVP_PKEY2PKCS8(key.get()), PKCS8_PRIV_KEY_INFO_free);
  unsigned char *der = nullptr;
  int length = info ? i2d_PKCS8_PRIV_KEY_INFO(info.get(), &der) : 0;
  std::string text;
  if (length > 0)
    text.assign(reinterpret_cast<char *>(der), size_t(length));
  OPENSSL_clear_free(der, text.size());
  return text;
}

Expected<std::string> PrivateKey::sign(std::string_view message) const {
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(
      EVP_MD_CTX_new(), EVP_MD_CTX_free);
  std::string signature(128, '\0');
  size_t length = signature.size();
  if (!context ||
      EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr,
                         key.get()) != 1 ||
      EVP_DigestSign(context.get(),
                     reinterpret_cast<unsigned char *>(signature.data()),
                     &length, bytesOf(message), message.size()) != 1)
    return fail("cannot sign: OpenSSL refuses");
  signature.resize(length);
  return signature;
}

using SignatureHandle = std::unique_ptr<ECDSA_SIG, decltype(&ECDSA_SIG_free)>;
static constexpr size_t scalarBytes = 32;

Expected<std::string> signatureToRaw(std::string_view der) {
  const unsigned char *at = bytesOf(der);
  SignatureHandle parts(d2i_ECDSA_SIG(nullptr, &at, long(der.size())),
                        ECDSA_SIG_free);
  std::string raw(2 * scalarBytes, '\0');
  auto *out = reinterpret_cast<unsigned char *>(raw.data());
  if (!parts ||
      BN_bn2binpad(ECDSA_SIG_get0_r(parts.get()), out, scalarBytes) < 0 ||
      BN_bn2binpad(ECDSA_SIG_get0_s(parts.get()), out + scalarBytes,
                   scalarBytes) < 0)
    return fail("not an ECDSA signature");
  return raw;
}

Expected<std::string> signatureFromRaw(std::string_view raw) {
  if (raw.empty() || raw.size() % 2 != 0 || raw.size() > 1024)
    return fail("not an ECDSA signature");
  int half = int(raw.size() / 2);
  SignatureHandle parts(ECDSA_SIG_new(), ECDSA_SIG_free);
  BIGNUM *r = BN_bin2bn(bytesOf(raw), half, nullptr);
  BIGNUM *s = BN_bin2bn(bytesOf(raw) + half, half, nullptr);
  if (!parts || !r || !s || ECDSA_SIG_set0(parts.get(), r, s) != 1) {
    BN_free(r);
    BN_free(s);
    return fail("not an ECDSA signature");
  }
  unsigned char *der = nullptr;
  int length = i2d_ECDSA_SIG(parts.get(), &der);
  std::string text;
  if (length > 0)
    text.assign(reinterpret_cast<char *>(der), size_t(length));
  OPENSSL_free(der);
  return text;
}

} // namespace wpack
