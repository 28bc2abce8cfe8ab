// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/sign/Key.h"
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

} // namespace wpack
