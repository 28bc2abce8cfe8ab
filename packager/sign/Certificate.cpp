// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// OpenSSL checks the chain as such; what Notary's specification asks for beyond
// that (which extensions, and that they are critical) is checked here.

#include "packager/sign/Certificate.h"
#include "packager/oci/Digest.h"
#include <algorithm>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

namespace wpack {

static constexpr size_t maxCertificates = 16;

static std::shared_ptr<X509> own(X509 *certificate) {
  return {certificate, X509_free};
}

static const unsigned char *bytesOf(std::string_view text) {
  return reinterpret_cast<const unsigned char *>(text.data());
}

Expected<Certificate> Certificate::fromDer(std::string_view der) {
  const unsigned char *at = bytesOf(der);
  std::shared_ptr<X509> parsed = own(d2i_X509(nullptr, &at, long(der.size())));
  if (!parsed || at != bytesOf(der) + der.size())
    return fail("not a certificate in DER form");
  return Certificate(std::move(parsed));
}

Expected<std::vector<Certificate>>
Certificate::fromPem(const std::string &pem) {
  std::unique_ptr<BIO, decltype(&BIO_free)> input(
      BIO_new_mem_buf(pem.data(), int(pem.size())), BIO_free);
  std::vector<Certificate> certificates;
  while (X509 *next =
             PEM_read_bio_X509(input.get(), nullptr, nullptr, nullptr)) {
    certificates.push_back(Certificate(own(next)));
    if (certificates.size() > maxCertificates)
      return fail("more than ", maxCertificates, " certificates");
  }
  if (certificates.empty())
    return fail("no certificate in PEM form (-----BEGIN CERTIFICATE-----)");
  return certificates;
}

std::string Certificate::toDer() const {
  unsigned char *der = nullptr;
  int length = i2d_X509(handle.get(), &der);
  std::string text;
  if (length > 0)
    text.assign(reinterpret_cast<char *>(der), size_t(length));
  OPENSSL_free(der);
  return text;
}

std::string Certificate::thumbprint() const {
  return std::string(Digest::of(toDer()).hex());
}

std::string Certificate::subject() const {
  std::unique_ptr<BIO, decltype(&BIO_free)> output(BIO_new(BIO_s_mem()),
                                                   BIO_free);
  X509_NAME_print_ex(output.get(), X509_get_subject_name(handle.get()), 0,
                     XN_FLAG_RFC2253);
  char *text = nullptr;
  long length = BIO_get_mem_data(output.get(), &text);
  return std::string(text, size_t(length));
}

bool Certificate::isKeyOf(const PublicKey &key) const {
  Expected<PublicKey> own = [&] {
    unsigned char *der = nullptr;
    int length = i2d_PUBKEY(X509_get0_pubkey(handle.get()), &der);
    Expected<PublicKey> parsed = PublicKey::fromDer(
        {reinterpret_cast<char *>(der), size_t(std::max(length, 0))});
    OPENSSL_free(der);
    return parsed;
  }();
  return own && *own == key;
}

namespace {

/// What Notary's specification says of a kind of key.
struct Algorithm {
  std::string_view name;
  const EVP_MD *hash = nullptr;
  bool isRsa = false;
};

Expected<Algorithm> algorithmOf(EVP_PKEY *key) {
  int bits = EVP_PKEY_get_bits(key);
  if (EVP_PKEY_is_a(key, "EC")) {
    switch (bits) {
    case 256:
      return Algorithm{"ES256", EVP_sha256()};
    case 384:
      return Algorithm{"ES384", EVP_sha384()};
    case 521:
      return Algorithm{"ES512", EVP_sha512()};
    }
  } else if (EVP_PKEY_is_a(key, "RSA")) {
    switch (bits) {
    case 2048:
      return Algorithm{"PS256", EVP_sha256(), true};
    case 3072:
      return Algorithm{"PS384", EVP_sha384(), true};
    case 4096:
      return Algorithm{"PS512", EVP_sha512(), true};
    }
  }
  return fail("its key is neither EC of 256, 384 or 521 bits nor RSA of 2048, "
              "3072 or 4096");
}

} // namespace

Status Certificate::verifyJws(std::string_view algorithm,
                              std::string_view message,
                              std::string_view signature) const {
  EVP_PKEY *key = X509_get0_pubkey(handle.get());
  Expected<Algorithm> expected = algorithmOf(key);
  if (!expected)
    return std::unexpected(expected.error());
  if (algorithm != expected->name)
    return fail("signed by the algorithm ", algorithm,
                ", which is not the one for its key, ", expected->name);
  std::string der(signature);
  if (!expected->isRsa) {
    size_t scalar = size_t(EVP_PKEY_get_bits(key) + 7) / 8;
    if (signature.size() != 2 * scalar)
      return fail("its signature has a wrong size");
    Expected<std::string> converted = signatureFromRaw(signature);
    if (!converted)
      return std::unexpected(converted.error());
    der = std::move(*converted);
  }
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(
      EVP_MD_CTX_new(), EVP_MD_CTX_free);
  EVP_PKEY_CTX *parameters = nullptr;
  bool good =
      context && EVP_DigestVerifyInit(context.get(), &parameters,
                                      expected->hash, nullptr, key) == 1;
  if (good && expected->isRsa)
    good =
        EVP_PKEY_CTX_set_rsa_padding(parameters, RSA_PKCS1_PSS_PADDING) == 1 &&
        EVP_PKEY_CTX_set_rsa_pss_saltlen(parameters, RSA_PSS_SALTLEN_DIGEST) ==
            1;
  good = good && EVP_DigestVerify(context.get(), bytesOf(der), der.size(),
                                  bytesOf(message), message.size()) == 1;
  return good ? Status() : fail("its signature is wrong");
}

static bool isCritical(X509 *certificate, int nid) {
  int at = X509_get_ext_by_NID(certificate, nid, -1);
  return at >= 0 && X509_EXTENSION_get_critical(X509_get_ext(certificate, at));
}

Status checkSigningCertificate(const Certificate &leaf) {
  X509 *certificate = leaf.get();
  if (Expected<Algorithm> known = algorithmOf(X509_get0_pubkey(certificate));
      !known)
    return std::unexpected(known.error());
  uint32_t flags = X509_get_extension_flags(certificate);
  if (flags & EXFLAG_INVALID)
    return fail("its extensions are malformed");
  if (flags & EXFLAG_CA)
    return fail("it is a certificate authority's, not a signer's");
  uint32_t usage = X509_get_key_usage(certificate);
  if (!(flags & EXFLAG_KUSAGE) || !isCritical(certificate, NID_key_usage) ||
      !(usage & KU_DIGITAL_SIGNATURE) ||
      (usage & (KU_KEY_CERT_SIGN | KU_CRL_SIGN | KU_KEY_ENCIPHERMENT |
                KU_DATA_ENCIPHERMENT | KU_KEY_AGREEMENT)))
    return fail("its key usage must be critical, and digitalSignature alone");
  constexpr uint32_t foreign = XKU_SSL_SERVER | XKU_SSL_CLIENT | XKU_SMIME |
                               XKU_TIMESTAMP | XKU_OCSP_SIGN | XKU_ANYEKU;
  uint32_t purposes = X509_get_extended_key_usage(certificate);
  if ((flags & EXFLAG_XKUSAGE) &&
      (!(purposes & XKU_CODE_SIGN) || (purposes & foreign)))
    return fail("its extended key usage must be codeSigning alone, or absent");
  return {};
}

static Status checkAuthority(const Certificate &authority) {
  X509 *certificate = authority.get();
  if (Expected<Algorithm> known = algorithmOf(X509_get0_pubkey(certificate));
      !known)
    return std::unexpected(known.error());
  uint32_t flags = X509_get_extension_flags(certificate);
  if (!(flags & EXFLAG_CA) || (flags & EXFLAG_INVALID) ||
      !isCritical(certificate, NID_basic_constraints))
    return fail("it is not marked as a certificate authority's");
  if (!(flags & EXFLAG_KUSAGE) || !isCritical(certificate, NID_key_usage) ||
      !(X509_get_key_usage(certificate) & KU_KEY_CERT_SIGN))
    return fail("its key usage must be critical, and allow certificates");
  return {};
}

static Status verifyByOpenSsl(const std::vector<Certificate> &chain,
                              const std::vector<Certificate> &roots,
                              int64_t time) {
  std::unique_ptr<X509_STORE, decltype(&X509_STORE_free)> store(
      X509_STORE_new(), X509_STORE_free);
  std::unique_ptr<X509_STORE_CTX, decltype(&X509_STORE_CTX_free)> context(
      X509_STORE_CTX_new(), X509_STORE_CTX_free);
  std::unique_ptr<STACK_OF(X509), void (*)(STACK_OF(X509) *)> between(
      sk_X509_new_null(), [](STACK_OF(X509) * s) { sk_X509_free(s); });
  if (!store || !context || !between)
    return fail("out of memory");
  for (const Certificate &root : roots)
    X509_STORE_add_cert(store.get(), root.get());
  for (const Certificate &certificate : chain)
    sk_X509_push(between.get(), certificate.get());
  if (X509_STORE_CTX_init(context.get(), store.get(), chain.front().get(),
                          between.get()) != 1)
    return fail("out of memory");
  X509_VERIFY_PARAM *parameters = X509_STORE_CTX_get0_param(context.get());
  X509_VERIFY_PARAM_set_time(parameters, time);
  // A trusted certificate may be the signer's own; it is then the root.
  X509_VERIFY_PARAM_set_flags(parameters, X509_V_FLAG_PARTIAL_CHAIN);
  X509_VERIFY_PARAM_set_auth_level(parameters, 2); // No SHA-1, no short keys.
  X509_VERIFY_PARAM_set_depth(parameters, int(maxCertificates));
  if (X509_verify_cert(context.get()) != 1)
    return fail(
        X509_verify_cert_error_string(X509_STORE_CTX_get_error(context.get())));
  return {};
}

Status verifyChain(const std::vector<Certificate> &chain,
                   const std::vector<Certificate> &roots, int64_t time) {
  if (chain.empty() || chain.size() > maxCertificates)
    return fail("no certificate, or too many");
  if (roots.empty())
    return fail("no certificate is trusted");
  if (Status checked = checkSigningCertificate(chain.front()); !checked)
    return inContext("signer's certificate", checked.error());
  for (const Certificate &authority :
       std::vector<Certificate>(chain.begin() + 1, chain.end()))
    if (Status checked = checkAuthority(authority); !checked)
      return inContext(concat("certificate of ", authority.subject()),
                       checked.error());
  if (Status verified = verifyByOpenSsl(chain, roots, time); !verified)
    return inContext(concat("certificate of ", chain.front().subject()),
                     verified.error());
  return {};
}

} // namespace wpack
