// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/sign/KeyFile.h"
#include "packager/oci/Base64.h"
#include "packager/oci/Json.h"
#include <bit>
#include <optional>
#include <sodium.h>

namespace wpack {

static constexpr std::string_view sigstoreLabel =
    "ENCRYPTED SIGSTORE PRIVATE KEY";
static constexpr std::string_view cosignLabel = "ENCRYPTED COSIGN PRIVATE KEY";
static constexpr std::string_view plainLabel = "PRIVATE KEY";

namespace {

/// Secret bytes, wiped at the end.
struct Secret {
  std::string bytes;
  explicit Secret(size_t size) : bytes(size, '\0') {}
  explicit Secret(std::string text) : bytes(std::move(text)) {}
  Secret(const Secret &) = delete;
  Secret &operator=(const Secret &) = delete;
  ~Secret() { sodium_memzero(bytes.data(), bytes.size()); }
  unsigned char *data() {
    return reinterpret_cast<unsigned char *>(bytes.data());
  }
};

/// What is needed besides the password.
struct Sealed {
  int64_t n;
  int64_t r;
  int64_t p;
  std::string salt;
  std::string nonce;
  std::string ciphertext;
};

} // namespace

static const unsigned char *bytesOf(std::string_view text) {
  return reinterpret_cast<const unsigned char *>(text.data());
}

static Status deriveKey(std::string_view password, const Sealed &sealed,
                        Secret &key) {
  if (crypto_pwhash_scryptsalsa208sha256_ll(
          bytesOf(password), password.size(), bytesOf(sealed.salt),
          sealed.salt.size(), uint64_t(sealed.n), uint32_t(sealed.r),
          uint32_t(sealed.p), key.data(), key.bytes.size()) != 0)
    return fail("cannot derive the key from the password: out of memory");
  return {};
}

/// The body of the PEM block with this label, decoded.
static std::optional<std::string> pemBody(std::string_view pem,
                                          std::string_view label) {
  std::string begin = concat("-----BEGIN ", label, "-----");
  std::string end = concat("-----END ", label, "-----");
  size_t from = pem.find(begin);
  size_t to = pem.find(end);
  if (from == std::string_view::npos || to == std::string_view::npos ||
      to < from + begin.size())
    return std::nullopt;
  std::string text(pem.substr(from + begin.size(), to - from - begin.size()));
  std::erase_if(text, [](char c) { return c == '\n' || c == '\r'; });
  Expected<std::string> body = decodeBase64(text);
  if (!body)
    return std::nullopt;
  return *body;
}

static std::string toPem(std::string_view body, std::string_view label) {
  std::string text = encodeBase64(body);
  std::string pem = concat("-----BEGIN ", label, "-----\n");
  for (size_t at = 0; at < text.size(); at += 64)
    pem += concat(std::string_view(text).substr(at, 64), "\n");
  return concat(pem, "-----END ", label, "-----\n");
}

Expected<std::string> encryptKey(const PrivateKey &key,
                                 std::string_view password) {
  if (sodium_init() < 0)
    return fail("cannot start libsodium");
  constexpr int64_t n = 65536, r = 8, p = 1;
  Sealed sealed{n,
                r,
                p,
                std::string(32, '\0'),
                std::string(crypto_secretbox_NONCEBYTES, '\0'),
                ""};
  randombytes_buf(sealed.salt.data(), sealed.salt.size());
  randombytes_buf(sealed.nonce.data(), sealed.nonce.size());
  Secret secretKey(size_t(crypto_secretbox_KEYBYTES));
  if (Status derived = deriveKey(password, sealed, secretKey); !derived)
    return std::unexpected(derived.error());
  Secret plain(key.toPkcs8());
  sealed.ciphertext.resize(crypto_secretbox_MACBYTES + plain.bytes.size());
  crypto_secretbox_easy(
      reinterpret_cast<unsigned char *>(sealed.ciphertext.data()), plain.data(),
      plain.bytes.size(), bytesOf(sealed.nonce), secretKey.data());

  Json params = Json::object().set("N", n).set("r", r).set("p", p);
  Json json = Json::object();
  json.set("kdf", Json::object()
                      .set("name", "scrypt")
                      .set("params", std::move(params))
                      .set("salt", encodeBase64(sealed.salt)));
  json.set("cipher", Json::object()
                         .set("name", "nacl/secretbox")
                         .set("nonce", encodeBase64(sealed.nonce)));
  json.set("ciphertext", encodeBase64(sealed.ciphertext));
  return toPem(json.dump(), sigstoreLabel);
}

bool isEncryptedKey(std::string_view pem) {
  return pem.find(sigstoreLabel) != std::string_view::npos ||
         pem.find(cosignLabel) != std::string_view::npos;
}

static Expected<Sealed> parseSealed(std::string_view body) {
  Expected<Json> json = Json::parse(body);
  if (!json)
    return std::unexpected(json.error());
  const Json none = Json::object();
  auto orNone = [&none](const Json *object) -> const Json & {
    return object ? *object : none;
  };
  FieldReader top(*json, "encrypted key");
  FieldReader kdf(orNone(top.optionalObject("kdf")), "kdf");
  FieldReader params(orNone(kdf.optionalObject("params")), "kdf params");
  FieldReader cipher(orNone(top.optionalObject("cipher")), "cipher");
  if (kdf.requiredString("name") != "scrypt")
    kdf.note({"kdf: only scrypt is known"});
  if (cipher.requiredString("name") != "nacl/secretbox")
    cipher.note({"cipher: only nacl/secretbox is known"});
  auto decode = [](FieldReader &fields, std::string_view key) {
    Expected<std::string> bytes = decodeBase64(fields.requiredString(key));
    if (!bytes)
      fields.note({concat(key, ": ", bytes.error().message)});
    return bytes.value_or("");
  };
  Sealed sealed{params.requiredSize("N"), params.requiredSize("r"),
                params.requiredSize("p"), decode(kdf, "salt"),
                decode(cipher, "nonce"),  decode(top, "ciphertext")};
  for (const FieldReader *fields : {&top, &kdf, &params, &cipher})
    if (fields->error())
      return std::unexpected(*fields->error());
  // Larger values would let a foreign file take all memory: 128 * N * r bytes.
  bool sane = std::has_single_bit(uint64_t(sealed.n)) && sealed.n >= 1 << 14 &&
              sealed.n <= 1 << 17 && sealed.r == 8 && sealed.p == 1;
  if (!sane)
    return fail("encrypted key: unusual scrypt parameters");
  if (sealed.nonce.size() != crypto_secretbox_NONCEBYTES ||
      sealed.ciphertext.size() <= crypto_secretbox_MACBYTES)
    return fail("encrypted key: nonce or ciphertext has a wrong size");
  return sealed;
}

Expected<PrivateKey> decryptKey(std::string_view pem,
                                std::string_view password) {
  if (sodium_init() < 0)
    return fail("cannot start libsodium");
  if (std::optional<std::string> der = pemBody(pem, plainLabel)) {
    Secret plain(std::move(*der));
    return PrivateKey::fromPkcs8(plain.bytes);
  }
  std::optional<std::string> body = pemBody(pem, sigstoreLabel);
  if (!body)
    body = pemBody(pem, cosignLabel);
  if (!body)
    return fail("not a private key; expected the PEM form that "
                "'wpack key generate' writes");
  Expected<Sealed> sealed = parseSealed(*body);
  if (!sealed)
    return std::unexpected(sealed.error());
  Secret secretKey(size_t(crypto_secretbox_KEYBYTES));
  if (Status derived = deriveKey(password, *sealed, secretKey); !derived)
    return std::unexpected(derived.error());
  Secret plain(sealed->ciphertext.size() - crypto_secretbox_MACBYTES);
  if (crypto_secretbox_open_easy(plain.data(), bytesOf(sealed->ciphertext),
                                 sealed->ciphertext.size(),
                                 bytesOf(sealed->nonce), secretKey.data()) != 0)
    return fail("wrong password, or the file is damaged");
  return PrivateKey::fromPkcs8(plain.bytes);
}

} // namespace wpack
