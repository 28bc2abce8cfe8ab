// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The only user of nlohmann-json. Its event interface feeds our own tree: that
// is where duplicate keys can be seen and depth be limited.

#include "packager/oci/Json.h"
#include <algorithm>
#include <cassert>
#include <nlohmann/json.hpp>
#include <unordered_set>

namespace wpack {

// Here and not in the class, where Member is not yet complete.
Json::Json() = default;
Json::Json(std::string text) : value(std::move(text)) {}
Json::Json(std::string_view text) : value(std::string(text)) {}
Json::Json(const char *text) : value(std::string(text)) {}
Json::Json(int64_t number) : value(number) {}
Json::Json(Array array) : value(std::move(array)) {}
Json::Json(Object object) : value(std::move(object)) {}
Json::Json(const Json &) = default;
Json::Json(Json &&) noexcept = default;
Json &Json::operator=(const Json &) = default;
Json &Json::operator=(Json &&) noexcept = default;
Json::~Json() = default;

const std::string *Json::string() const {
  return std::get_if<std::string>(&value);
}
const int64_t *Json::integer() const { return std::get_if<int64_t>(&value); }
const bool *Json::truth() const { return std::get_if<bool>(&value); }
const Json::Array *Json::elements() const { return std::get_if<Array>(&value); }
const Json::Object *Json::members() const {
  return std::get_if<Object>(&value);
}
bool Json::isNull() const { return std::holds_alternative<Null>(value); }

Json Json::boolean(bool truth) {
  Json json;
  json.value = truth;
  return json;
}

Json Json::real(double number) {
  Json json;
  json.value = number;
  return json;
}

Json Json::large(uint64_t number) {
  Json json;
  json.value = number;
  return json;
}

Json Json::object() { return Json(Object()); }
Json Json::array() { return Json(Array()); }

Json Json::of(const std::map<std::string, std::string> &strings) {
  Json json = object();
  for (const auto &[key, text] : strings)
    json.set(key, text);
  return json;
}

Json Json::of(const std::vector<std::string> &strings) {
  Json json = array();
  for (const std::string &text : strings)
    json.push(text);
  return json;
}

Json &Json::set(std::string key, Json member) {
  Object *object = std::get_if<Object>(&value);
  assert(object && "set on something that is no object");
  auto found = std::ranges::find(*object, key, &Member::key);
  if (found == object->end())
    object->push_back({std::move(key), std::move(member)});
  else
    found->value = std::move(member);
  return *this;
}

void Json::push(Json element) {
  Array *array = std::get_if<Array>(&value);
  assert(array && "push on something that is no array");
  array->push_back(std::move(element));
}

const Json *Json::find(std::string_view key) const {
  const Object *object = members();
  if (!object)
    return nullptr;
  auto found = std::ranges::find(*object, key, &Member::key);
  return found == object->end() ? nullptr : &found->value;
}

namespace {

/// Builds the tree from the parser's events. A false result stops the parser.
class TreeBuilder : public nlohmann::json_sax<nlohmann::json> {
public:
  Json root;
  std::string problem;

  bool null() override { return add(Json()); }
  bool boolean(bool truth) override { return add(Json::boolean(truth)); }
  bool number_integer(number_integer_t number) override {
    return add(Json(int64_t(number)));
  }
  bool number_unsigned(number_unsigned_t number) override {
    if (number > uint64_t(INT64_MAX))
      return add(Json::large(number));
    return add(Json(int64_t(number)));
  }
  bool number_float(number_float_t number, const string_t &) override {
    return add(Json::real(number));
  }
  bool string(string_t &text) override { return add(Json(std::move(text))); }
  bool binary(binary_t &) override { return false; }

  bool start_object(std::size_t) override { return open(true); }
  bool start_array(std::size_t) override { return open(false); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }
  bool key(string_t &text) override {
    if (!stack.back().keys.insert(text).second) {
      problem = concat("duplicate key '", text.substr(0, 80), "'");
      return false;
    }
    stack.back().pendingKey = std::move(text);
    return true;
  }
  bool parse_error(std::size_t position, const std::string &,
                   const nlohmann::detail::exception &) override {
    problem = concat("malformed JSON at byte ", position);
    return false;
  }

private:
  static constexpr size_t maxDepth = 64;
  struct Level {
    bool isObject;
    Json::Object object;
    Json::Array array;
    std::string pendingKey;
    std::unordered_set<std::string> keys;
  };
  std::vector<Level> stack;

  bool open(bool isObject) {
    if (stack.size() == maxDepth) {
      problem = concat("nested deeper than ", maxDepth);
      return false;
    }
    stack.push_back({isObject, {}, {}, {}, {}});
    return true;
  }
  bool close() {
    Level level = std::move(stack.back());
    stack.pop_back();
    return add(level.isObject ? Json(std::move(level.object))
                              : Json(std::move(level.array)));
  }
  bool add(Json json) {
    if (stack.empty())
      root = std::move(json);
    else if (stack.back().isObject)
      stack.back().object.push_back(
          {std::move(stack.back().pendingKey), std::move(json)});
    else
      stack.back().array.push_back(std::move(json));
    return true;
  }
};

} // namespace

Expected<Json> Json::parse(std::string_view text) {
  TreeBuilder builder;
  if (!nlohmann::json::sax_parse(text.begin(), text.end(), &builder))
    return fail(builder.problem.empty() ? "malformed JSON" : builder.problem);
  return std::move(builder.root);
}

static std::string quoted(const std::string &text) {
  return nlohmann::json(text).dump(-1, ' ', false,
                                   nlohmann::json::error_handler_t::replace);
}

void Json::dumpTo(std::string &out) const {
  bool first = true;
  auto separate = [&] {
    if (!first)
      out += ',';
    first = false;
  };
  if (isNull())
    out += "null";
  else if (const bool *truth = std::get_if<bool>(&value))
    out += *truth ? "true" : "false";
  else if (const int64_t *whole = integer())
    out += std::to_string(*whole);
  else if (const uint64_t *large = std::get_if<uint64_t>(&value))
    out += std::to_string(*large);
  else if (const double *real = std::get_if<double>(&value))
    out += nlohmann::json(*real).dump();
  else if (const std::string *text = string())
    out += quoted(*text);
  else if (const Array *array = elements()) {
    out += '[';
    for (const Json &element : *array) {
      separate();
      element.dumpTo(out);
    }
    out += ']';
  } else {
    out += '{';
    for (const Member &member : *members()) {
      separate();
      out += quoted(member.key);
      out += ':';
      member.value.dumpTo(out);
    }
    out += '}';
  }
}

std::string Json::dump() const {
  std::string out;
  dumpTo(out);
  return out;
}

FieldReader::FieldReader(const Json &object, std::string where)
    : object(object), where(std::move(where)) {
  if (!object.members())
    note({concat(this->where, ": expected a JSON object")});
}

void FieldReader::note(Error error) {
  if (!firstError)
    firstError = std::move(error);
}

void FieldReader::noteType(std::string_view key, std::string_view expected) {
  note({concat(where, ": '", key, "' must be ", expected)});
}

const Json *FieldReader::lookUp(std::string_view key) {
  const Json *member = firstError ? nullptr : object.find(key);
  return member && !member->isNull() ? member : nullptr;
}

std::string FieldReader::optionalString(std::string_view key) {
  const Json *member = lookUp(key);
  if (!member)
    return {};
  if (const std::string *text = member->string())
    return *text;
  noteType(key, "a string");
  return {};
}

std::string FieldReader::requiredString(std::string_view key) {
  std::string text = optionalString(key);
  if (text.empty())
    noteType(key, "a string that is not empty");
  return text;
}

int64_t FieldReader::optionalSize(std::string_view key) {
  const Json *member = lookUp(key);
  if (!member)
    return -1;
  const int64_t *number = member->integer();
  if (number && *number >= 0)
    return *number;
  noteType(key, "an integer that is not negative");
  return 0;
}

int64_t FieldReader::requiredSize(std::string_view key) {
  int64_t size = optionalSize(key);
  if (size < 0)
    noteType(key, "an integer that is not negative");
  return size;
}

const Json *FieldReader::optionalObject(std::string_view key) {
  const Json *member = lookUp(key);
  if (!member || member->members())
    return member;
  noteType(key, "an object");
  return nullptr;
}

const Json *FieldReader::optionalArray(std::string_view key) {
  const Json *member = lookUp(key);
  if (!member || member->elements())
    return member;
  noteType(key, "an array");
  return nullptr;
}

std::map<std::string, std::string>
FieldReader::optionalStringMap(std::string_view key) {
  std::map<std::string, std::string> strings;
  if (const Json *map = optionalObject(key))
    for (const Json::Member &member : *map->members()) {
      if (const std::string *text = member.value.string())
        strings[member.key] = *text;
      else
        noteType(key, "an object of strings");
    }
  return strings;
}

std::vector<std::string> FieldReader::optionalStrings(std::string_view key) {
  std::vector<std::string> strings;
  if (const Json *array = optionalArray(key))
    for (const Json &element : *array->elements()) {
      if (const std::string *text = element.string())
        strings.push_back(*text);
      else
        noteType(key, "an array of strings");
    }
  return strings;
}

bool FieldReader::optionalBool(std::string_view key, bool otherwise) {
  const Json *member = lookUp(key);
  if (!member)
    return otherwise;
  if (const bool *truth = member->truth())
    return *truth;
  noteType(key, "true or false");
  return otherwise;
}

void FieldReader::allowOnly(std::initializer_list<std::string_view> keys) {
  if (!object.members())
    return;
  for (const Json::Member &member : *object.members())
    if (std::ranges::find(keys, member.key) == keys.end()) {
      std::string known;
      for (std::string_view key : keys)
        known += concat(known.empty() ? "" : ", ", key);
      note({concat(where, ": '", member.key, "' is not known; known are ",
                   known)});
    }
}

} // namespace wpack
