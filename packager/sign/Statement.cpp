// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/sign/Statement.h"
#include <algorithm>

namespace wpack {

static constexpr std::string_view statementType =
    "https://in-toto.io/Statement/v1";
/// The same members; `cosign attest` still writes it.
static constexpr std::string_view olderStatementType =
    "https://in-toto.io/Statement/v0.1";
/// An honest statement has a few.
static constexpr size_t maxSubjects = 1000;

static Expected<Statement::Subject> parseSubject(const Json &json) {
  FieldReader fields(json, "statement: subject");
  std::string name = fields.optionalString("name");
  std::map<std::string, std::string> digests =
      fields.optionalStringMap("digest");
  if (fields.error())
    return std::unexpected(*fields.error());
  Expected<Digest> digest = Digest::parse(concat("sha256:", digests["sha256"]));
  if (!digest)
    return inContext("statement: subject", digest.error());
  return Statement::Subject{std::move(name), *digest};
}

Expected<Statement> Statement::parse(std::string_view bytes) {
  Expected<Json> json = Json::parse(bytes);
  if (!json)
    return inContext("statement", json.error());
  FieldReader fields(*json, "statement");
  std::string type = fields.requiredString("_type");
  if (type != statementType && type != olderStatementType)
    fields.note({"statement: not of in-toto's versions 0.1 and 1"});
  Statement statement{{}, fields.requiredString("predicateType"), {}};
  const Json *subjects = fields.optionalArray("subject");
  if (!subjects || subjects->elements()->size() > maxSubjects)
    fields.note({"statement: no subject, or too many"});
  if (fields.error())
    return std::unexpected(*fields.error());
  for (const Json &element : *subjects->elements()) {
    Expected<Subject> subject = parseSubject(element);
    if (!subject)
      return std::unexpected(subject.error());
    statement.subjects.push_back(std::move(*subject));
  }
  if (const Json *predicate = json->find("predicate"))
    statement.predicate = *predicate;
  return statement;
}

std::string Statement::serialise() const {
  Json list = Json::array();
  for (const Subject &subject : subjects) {
    Json json = Json::object();
    if (!subject.name.empty())
      json.set("name", subject.name);
    json.set("digest",
             Json::object().set(std::string(subject.digest.algorithm()),
                                subject.digest.hex()));
    list.push(std::move(json));
  }
  return Json::object()
      .set("_type", statementType)
      .set("subject", std::move(list))
      .set("predicateType", predicateType)
      .set("predicate", predicate)
      .dump();
}

const Statement::Subject *Statement::find(const Digest &digest) const {
  auto found = std::ranges::find(subjects, digest, &Subject::digest);
  return found == subjects.end() ? nullptr : &*found;
}

} // namespace wpack
