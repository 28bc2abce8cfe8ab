// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// p11-kit reads the URI and loads the module; from there on it is the C
// interface of PKCS#11 itself.

#include "packager/sign/Pkcs11.h"
#include <cstring>
#include <p11-kit/p11-kit.h>
#include <p11-kit/uri.h>
#include <vector>

namespace wpack {

namespace {

std::unexpected<Error> failed(std::string_view action, CK_RV result) {
  const char *text = p11_kit_strerror(result);
  return fail("token: cannot ", action, ": ", text ? text : "unknown error");
}

/// A loaded module, a logged-in session, and the objects the URI names.
class Token {
public:
  static Expected<std::shared_ptr<Token>> open(const std::string &uri,
                                               const std::string &pin);
  Token(const Token &) = delete;
  Token &operator=(const Token &) = delete;
  ~Token() {
    if (session)
      functions->C_CloseSession(session);
    if (initialised)
      p11_kit_module_finalize(functions);
    if (functions)
      p11_kit_module_release(functions);
    p11_kit_uri_free(uri);
  }

  Expected<PublicKey> publicKey();
  Expected<std::string> sign(std::string_view message);

private:
  Token() : uri(p11_kit_uri_new()) {}
  Status load();
  Status openSession();
  Status logIn(const std::string &pin);
  Expected<CK_OBJECT_HANDLE> find(CK_OBJECT_CLASS type);
  Expected<std::string> attribute(CK_OBJECT_HANDLE object,
                                  CK_ATTRIBUTE_TYPE type);

  P11KitUri *uri;
  CK_FUNCTION_LIST *functions = nullptr;
  bool initialised = false;
  CK_SESSION_HANDLE session = 0;
};

Status Token::load() {
  const char *path = p11_kit_uri_get_module_path(uri);
  if (!path)
    return fail("the URI of a token needs ?module-path=, the PKCS#11 library "
                "of its maker");
  functions = p11_kit_module_load(path, P11_KIT_MODULE_CRITICAL);
  if (!functions) {
    const char *why = p11_kit_message();
    return fail("cannot load ", path, ": ", why ? why : "not a PKCS#11 module");
  }
  CK_RV result = p11_kit_module_initialize(functions);
  if (result != CKR_OK)
    return failed("start its module", result);
  initialised = true;
  return {};
}

Status Token::openSession() {
  CK_ULONG count = 0;
  CK_RV result = functions->C_GetSlotList(CK_TRUE, nullptr, &count);
  std::vector<CK_SLOT_ID> slots(count);
  if (result == CKR_OK && count > 0)
    result = functions->C_GetSlotList(CK_TRUE, slots.data(), &count);
  if (result != CKR_OK)
    return failed("list slots", result);
  for (CK_SLOT_ID slot : slots) {
    CK_TOKEN_INFO info = {};
    if (functions->C_GetTokenInfo(slot, &info) != CKR_OK ||
        p11_kit_uri_match_token_info(uri, &info) != 1 ||
        !(info.flags & CKF_TOKEN_INITIALIZED))
      continue;
    result = functions->C_OpenSession(slot, CKF_SERIAL_SESSION, nullptr,
                                      nullptr, &session);
    return result == CKR_OK ? Status() : failed("open a session", result);
  }
  return fail("no token that the URI fits is there");
}

Status Token::logIn(const std::string &pin) {
  const char *own = p11_kit_uri_get_pin_value(uri);
  std::string secret = own ? own : pin;
  if (secret.empty())
    return {}; // Public objects need none.
  CK_RV result = functions->C_Login(
      session, CKU_USER, reinterpret_cast<CK_UTF8CHAR *>(secret.data()),
      secret.size());
  if (result != CKR_OK && result != CKR_USER_ALREADY_LOGGED_IN)
    return failed("log in", result);
  return {};
}

Expected<std::shared_ptr<Token>> Token::open(const std::string &uri,
                                             const std::string &pin) {
  std::shared_ptr<Token> token(new Token());
  int parsed = p11_kit_uri_parse(uri.c_str(), P11_KIT_URI_FOR_ANY, token->uri);
  if (parsed != P11_KIT_URI_OK)
    return fail("not a URI of a token: ", p11_kit_uri_message(parsed));
  if (Status done = token->load(); !done)
    return std::unexpected(done.error());
  if (Status done = token->openSession(); !done)
    return std::unexpected(done.error());
  if (Status done = token->logIn(pin); !done)
    return std::unexpected(done.error());
  return token;
}

Expected<CK_OBJECT_HANDLE> Token::find(CK_OBJECT_CLASS type) {
  std::vector<CK_ATTRIBUTE> wanted{{CKA_CLASS, &type, sizeof type}};
  CK_ULONG count = 0;
  CK_ATTRIBUTE *given = p11_kit_uri_get_attributes(uri, &count);
  for (CK_ULONG i = 0; i < count; ++i)
    if (given[i].type != CKA_CLASS)
      wanted.push_back(given[i]);
  CK_RV result =
      functions->C_FindObjectsInit(session, wanted.data(), wanted.size());
  if (result != CKR_OK)
    return failed("look for the key", result);
  CK_OBJECT_HANDLE objects[2] = {};
  CK_ULONG found = 0;
  result = functions->C_FindObjects(session, objects, 2, &found);
  functions->C_FindObjectsFinal(session);
  if (result != CKR_OK)
    return failed("look for the key", result);
  if (found != 1)
    return fail("token: ", found == 0 ? "no" : "more than one", " ",
                type == CKO_PRIVATE_KEY ? "private" : "public",
                " key fits the URI; name it by object= or id=, and see that "
                "the PIN is right");
  return objects[0];
}

Expected<std::string> Token::attribute(CK_OBJECT_HANDLE object,
                                       CK_ATTRIBUTE_TYPE type) {
  std::string value(512, '\0');
  CK_ATTRIBUTE wanted{type, value.data(), value.size()};
  CK_RV result = functions->C_GetAttributeValue(session, object, &wanted, 1);
  if (result != CKR_OK || wanted.ulValueLen > value.size())
    return failed("read the public key", result);
  value.resize(wanted.ulValueLen);
  return value;
}

Expected<PublicKey> Token::publicKey() {
  Expected<CK_OBJECT_HANDLE> object = find(CKO_PUBLIC_KEY);
  if (!object)
    return std::unexpected(object.error());
  Expected<std::string> point = attribute(*object, CKA_EC_POINT);
  if (!point)
    return std::unexpected(point.error());
  // By the standard an OCTET STRING around the point; some leave it away.
  std::string_view bytes = *point;
  if (bytes.size() == 67 && bytes.starts_with("\x04\x41"))
    bytes.remove_prefix(2);
  return PublicKey::fromPoint(bytes);
}

Expected<std::string> Token::sign(std::string_view message) {
  Expected<CK_OBJECT_HANDLE> object = find(CKO_PRIVATE_KEY);
  if (!object)
    return std::unexpected(object.error());
  // Tokens sign a digest; few can make it themselves.
  std::string digest = sha256(message);
  CK_MECHANISM mechanism{CKM_ECDSA, nullptr, 0};
  CK_RV result = functions->C_SignInit(session, &mechanism, *object);
  if (result != CKR_OK)
    return failed("sign", result);
  std::string raw(256, '\0');
  CK_ULONG length = raw.size();
  result = functions->C_Sign(
      session, reinterpret_cast<CK_BYTE *>(digest.data()), digest.size(),
      reinterpret_cast<CK_BYTE *>(raw.data()), &length);
  if (result != CKR_OK)
    return failed("sign", result);
  raw.resize(length);
  return signatureFromRaw(raw);
}

class TokenKey : public SigningKey {
public:
  TokenKey(std::shared_ptr<Token> token, PublicKey known)
      : token(std::move(token)), known(std::move(known)) {}
  Expected<PublicKey> publicKey() const override { return known; }
  Expected<std::string> sign(std::string_view message) const override {
    Expected<std::string> signature = token->sign(message);
    // Two objects of one name may be of two key pairs.
    if (signature && !known.verify(message, *signature))
      return fail("token: its private key and its public key are no pair");
    return signature;
  }

private:
  std::shared_ptr<Token> token;
  PublicKey known;
};

} // namespace

Expected<std::unique_ptr<SigningKey>> openTokenKey(const std::string &uri,
                                                   const std::string &pin) {
  Expected<std::shared_ptr<Token>> token = Token::open(uri, pin);
  if (!token)
    return std::unexpected(token.error());
  Expected<PublicKey> known = (*token)->publicKey();
  if (!known)
    return std::unexpected(known.error());
  return std::make_unique<TokenKey>(std::move(*token), std::move(*known));
}

Expected<PublicKey> readTokenPublicKey(const std::string &uri,
                                       const std::string &pin) {
  Expected<std::shared_ptr<Token>> token = Token::open(uri, pin);
  if (!token)
    return std::unexpected(token.error());
  return (*token)->publicKey();
}

} // namespace wpack
