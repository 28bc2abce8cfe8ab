// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The only user of libyaml.

#include "packager/kube/Yaml.h"
#include <algorithm>
#include <yaml.h>

namespace wpack {

namespace {

/// Writes a tree as libyaml's events. Its calls fail for want of memory only.
class Writer {
public:
  Writer() {
    yaml_emitter_initialize(&emitter);
    yaml_emitter_set_output(&emitter, append, &out);
    yaml_emitter_set_unicode(&emitter, 1);
    yaml_emitter_set_width(&emitter, -1);
    yaml_event_t event;
    yaml_stream_start_event_initialize(&event, YAML_UTF8_ENCODING);
    yaml_emitter_emit(&emitter, &event);
  }
  ~Writer() { yaml_emitter_delete(&emitter); }
  Writer(const Writer &) = delete;

  void document(const Json &json) {
    yaml_event_t event;
    yaml_document_start_event_initialize(&event, nullptr, nullptr, nullptr, 0);
    yaml_emitter_emit(&emitter, &event);
    value(json);
    yaml_document_end_event_initialize(&event, 1);
    yaml_emitter_emit(&emitter, &event);
  }
  std::string finish() {
    yaml_event_t event;
    yaml_stream_end_event_initialize(&event);
    yaml_emitter_emit(&emitter, &event);
    return std::move(out);
  }

private:
  static int append(void *to, unsigned char *bytes, size_t size) {
    static_cast<std::string *>(to)->append(reinterpret_cast<char *>(bytes),
                                           size);
    return 1;
  }

  void scalar(std::string_view text, bool quoted) {
    yaml_event_t event;
    yaml_scalar_event_initialize(
        &event, nullptr, nullptr,
        reinterpret_cast<const unsigned char *>(text.data()), int(text.size()),
        !quoted, quoted,
        quoted ? YAML_DOUBLE_QUOTED_SCALAR_STYLE : YAML_ANY_SCALAR_STYLE);
    yaml_emitter_emit(&emitter, &event);
  }

  void value(const Json &json) {
    yaml_event_t event;
    if (const Json::Object *object = json.members()) {
      yaml_mapping_start_event_initialize(
          &event, nullptr, nullptr, 1,
          object->empty() ? YAML_FLOW_MAPPING_STYLE : YAML_BLOCK_MAPPING_STYLE);
      yaml_emitter_emit(&emitter, &event);
      for (const Json::Member &member : *object) {
        scalar(member.key, !isPlain(member.key));
        value(member.value);
      }
      yaml_mapping_end_event_initialize(&event);
      yaml_emitter_emit(&emitter, &event);
    } else if (const Json::Array *array = json.elements()) {
      yaml_sequence_start_event_initialize(&event, nullptr, nullptr, 1,
                                           array->empty()
                                               ? YAML_FLOW_SEQUENCE_STYLE
                                               : YAML_BLOCK_SEQUENCE_STYLE);
      yaml_emitter_emit(&emitter, &event);
      for (const Json &element : *array)
        value(element);
      yaml_sequence_end_event_initialize(&event);
      yaml_emitter_emit(&emitter, &event);
    } else if (const std::string *text = json.string()) {
      scalar(*text, !isPlain(*text));
    } else {
      scalar(json.dump(), false);
    }
  }

  /// Whether a text without quotes is read as that text, by any reader.
  static bool isPlain(std::string_view text) {
    auto isLetter = [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    };
    auto isFurther = [&](char c) {
      return isLetter(c) || (c >= '0' && c <= '9') ||
             std::string_view("_./:@-").contains(c);
    };
    std::string lower(text.substr(0, 6));
    std::ranges::transform(lower, lower.begin(), [](char c) {
      return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
    });
    constexpr std::string_view taken[] = {"y",     "n",  "yes", "no",  "true",
                                          "false", "on", "off", "null"};
    return !text.empty() && (isLetter(text[0]) || text[0] == '/') &&
           std::ranges::all_of(text, isFurther) && text.back() != ':' &&
           !std::ranges::count(taken, lower);
  }

  yaml_emitter_t emitter;
  std::string out;
};

/// Collects the values of the parser's events.
class Collector {
public:
  std::vector<YamlScalar> found;

  void see(const yaml_event_t &event) {
    switch (event.type) {
    case YAML_MAPPING_START_EVENT:
    case YAML_SEQUENCE_START_EVENT:
      levels.push_back({event.type == YAML_MAPPING_START_EVENT, false, ""});
      break;
    case YAML_MAPPING_END_EVENT:
    case YAML_SEQUENCE_END_EVENT:
      levels.pop_back();
      valueIsComplete();
      break;
    case YAML_ALIAS_EVENT:
      valueIsComplete();
      break;
    case YAML_SCALAR_EVENT:
      scalar(event);
      break;
    default:
      break;
    }
  }
  size_t depth() const { return levels.size(); }

private:
  struct Level {
    bool isMapping;
    bool hasKey; ///< What comes next is the value of `key`.
    std::string key;
  };
  std::vector<Level> levels;

  /// A key that is no scalar leaves an empty key.
  void valueIsComplete() {
    if (levels.empty() || !levels.back().isMapping)
      return;
    levels.back().hasKey = !levels.back().hasKey;
    if (!levels.back().hasKey)
      levels.back().key.clear();
  }

  void scalar(const yaml_event_t &event) {
    std::string text(reinterpret_cast<const char *>(event.data.scalar.value),
                     event.data.scalar.length);
    if (!levels.empty() && levels.back().isMapping && !levels.back().hasKey) {
      levels.back().key = std::move(text);
      levels.back().hasKey = true;
      return;
    }
    found.push_back({levels.empty() ? "" : levels.back().key, std::move(text),
                     event.start_mark.index, event.end_mark.index,
                     event.start_mark.line + 1});
    valueIsComplete();
  }
};

} // namespace

std::string toYaml(std::span<const Json> documents) {
  Writer writer;
  for (const Json &each : documents)
    writer.document(each);
  return writer.finish();
}

/// libyaml counts characters; the index of each in bytes.
static std::vector<size_t> characterStarts(std::string_view text) {
  std::vector<size_t> starts;
  starts.reserve(text.size() + 1);
  for (size_t i = 0; i < text.size(); ++i)
    if ((static_cast<unsigned char>(text[i]) & 0xc0) != 0x80)
      starts.push_back(i);
  starts.push_back(text.size());
  return starts;
}

Expected<std::vector<YamlScalar>> yamlScalars(std::string_view text) {
  constexpr size_t maxDepth = 100;
  // A mark in front would be counted by libyaml and not be part of any value.
  if (text.starts_with("\xef\xbb\xbf") || text.contains('\0'))
    return fail("line 1: not plain UTF-8");
  yaml_parser_t parser;
  yaml_parser_initialize(&parser);
  yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string(
      &parser, reinterpret_cast<const unsigned char *>(text.data()),
      text.size());
  Collector collector;
  std::string problem;
  for (bool done = false; !done && problem.empty();) {
    yaml_event_t event;
    if (!yaml_parser_parse(&parser, &event)) {
      problem = concat("line ", parser.problem_mark.line + 1, ": ",
                       parser.problem ? parser.problem : "malformed");
      break;
    }
    collector.see(event);
    if (collector.depth() > maxDepth)
      problem = concat("line ", event.start_mark.line + 1,
                       ": nested deeper than ", maxDepth);
    done = event.type == YAML_STREAM_END_EVENT;
    yaml_event_delete(&event);
  }
  yaml_parser_delete(&parser);
  if (!problem.empty())
    return fail(problem);
  std::vector<size_t> starts = characterStarts(text);
  for (YamlScalar &scalar : collector.found) {
    scalar.begin = starts[std::min(scalar.begin, starts.size() - 1)];
    scalar.end = starts[std::min(scalar.end, starts.size() - 1)];
  }
  return std::move(collector.found);
}

} // namespace wpack
