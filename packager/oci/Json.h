// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_OCI_JSON_H
#define WPACK_OCI_JSON_H

#include "packager/oci/Error.h"
#include <cstdint>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace wpack {

/// A JSON value. Objects keep the order of their members, because digests are
/// taken of what is written.
class Json {
public:
  struct Member;
  using Array = std::vector<Json>;
  using Object = std::vector<Member>;

  Json(); ///< null
  Json(std::string text);
  Json(std::string_view text);
  Json(const char *text);
  Json(int64_t number);
  Json(Array array);
  Json(Object object);
  Json(const Json &);
  Json(Json &&) noexcept;
  Json &operator=(const Json &);
  Json &operator=(Json &&) noexcept;
  ~Json();
  static Json boolean(bool truth);
  static Json real(double number);
  /// A number beyond INT64_MAX, kept as it is: limits are such numbers.
  static Json large(uint64_t number);
  static Json object();
  static Json array();
  static Json of(const std::map<std::string, std::string> &strings);
  static Json of(const std::vector<std::string> &strings);

  /// Reads strict JSON in UTF-8. Duplicate keys and nesting deeper than 64 are
  /// errors; the message gives the byte offset.
  static Expected<Json> parse(std::string_view text);
  /// Without insignificant space.
  std::string dump() const;

  /// Adds or replaces a member; the value must be an object.
  Json &set(std::string key, Json member);
  /// Adds an element; the value must be an array.
  void push(Json element);
  /// The member, or null if there is none or this is no object.
  const Json *find(std::string_view key) const;

  const std::string *string() const;
  const int64_t *integer() const;
  const bool *truth() const;
  const Array *elements() const;
  const Object *members() const;
  bool isNull() const;

private:
  using Null = std::monostate;
  void dumpTo(std::string &out) const;

  std::variant<Null, bool, int64_t, uint64_t, double, std::string, Array,
               Object>
      value;
};

struct Json::Member {
  std::string key;
  Json value;
};

/// Takes typed members out of an object. Its first error sticks, later calls
/// return empty values, so a caller asks once at the end.
class FieldReader {
public:
  /// `where` names the document in errors.
  FieldReader(const Json &object, std::string where);

  std::string requiredString(std::string_view key);
  /// Empty if the member is missing or null.
  std::string optionalString(std::string_view key);
  /// An integer that is not negative.
  int64_t requiredSize(std::string_view key);
  /// -1 if missing.
  int64_t optionalSize(std::string_view key);
  /// Null if missing.
  const Json *optionalObject(std::string_view key);
  const Json *optionalArray(std::string_view key);
  std::map<std::string, std::string> optionalStringMap(std::string_view key);
  std::vector<std::string> optionalStrings(std::string_view key);
  /// `otherwise` if missing.
  bool optionalBool(std::string_view key, bool otherwise);
  /// Members of other names are errors: for files that people write, where a
  /// misspelt name would silently mean nothing.
  void allowOnly(std::initializer_list<std::string_view> keys);

  /// Notes an error found by the caller itself.
  void note(Error error);
  const std::optional<Error> &error() const { return firstError; }

private:
  const Json *lookUp(std::string_view key);
  void noteType(std::string_view key, std::string_view expected);

  const Json &object;
  std::string where;
  std::optional<Error> firstError;
};

} // namespace wpack

#endif
