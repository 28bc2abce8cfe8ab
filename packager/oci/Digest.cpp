// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/oci/Digest.h"
#include <algorithm>
#include <cstdlib>
#include <openssl/evp.h>

namespace wpack {

static bool isLowerHex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
}

Expected<Digest> Digest::parse(std::string_view text) {
  size_t colon = text.find(':');
  std::string_view algorithm = text.substr(0, colon);
  size_t digits = algorithm == "sha256" ? 64 : algorithm == "sha512" ? 128 : 0;
  if (colon == std::string_view::npos || digits == 0)
    return fail("malformed digest '", text.substr(0, 80),
                "': expected sha256: and 64 hexadecimal digits");
  std::string_view hex = text.substr(colon + 1);
  if (hex.size() != digits || !std::ranges::all_of(hex, isLowerHex))
    return fail("malformed digest '", text.substr(0, 80), "': expected ",
                digits, " lower-case hexadecimal digits");
  return Digest(std::string(text));
}

Digest Digest::of(std::string_view bytes) {
  Hasher hasher;
  hasher.update(bytes);
  return hasher.finish();
}

std::string toHex(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string hex;
  hex.reserve(bytes.size() * 2);
  for (char byte : bytes) {
    auto value = static_cast<unsigned char>(byte);
    hex += digits[value >> 4];
    hex += digits[value & 15];
  }
  return hex;
}

void Hasher::Free::operator()(evp_md_ctx_st *owned) const {
  EVP_MD_CTX_free(owned);
}

static const EVP_MD *methodOf(std::string_view algorithm) {
  return algorithm == "sha512" ? EVP_sha512() : EVP_sha256();
}

Hasher::Hasher(std::string_view algorithm)
    : context(EVP_MD_CTX_new()), name(algorithm) {
  // These fail only when memory is exhausted, as operator new would.
  if (!context ||
      EVP_DigestInit_ex(context.get(), methodOf(name), nullptr) != 1)
    std::abort();
}

void Hasher::update(std::string_view bytes) {
  if (EVP_DigestUpdate(context.get(), bytes.data(), bytes.size()) != 1)
    std::abort();
}

Digest Hasher::finish() {
  unsigned char value[EVP_MAX_MD_SIZE];
  unsigned length = 0;
  if (EVP_DigestFinal_ex(context.get(), value, &length) != 1 ||
      EVP_DigestInit_ex(context.get(), methodOf(name), nullptr) != 1)
    std::abort();
  return Digest(concat(
      name, ":",
      toHex(std::string_view(reinterpret_cast<const char *>(value), length))));
}

} // namespace wpack
