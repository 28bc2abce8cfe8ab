// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The grammar is ambiguous at first sight: a comma separates both parameters
// and challenges. A word followed by '=' is a parameter of the challenge
// before; a word followed by anything else begins a new one.

#include "packager/registry/Challenge.h"
#include <algorithm>
#include <optional>

namespace wpack {

std::string Challenge::param(const std::string &name) const {
  auto found = params.find(name);
  return found == params.end() ? std::string() : found->second;
}

namespace {

class Scanner {
public:
  explicit Scanner(std::string_view rest) : rest(rest) {}

  bool atEnd() const { return rest.empty(); }
  void skip(std::string_view set) {
    rest.remove_prefix(std::min(rest.find_first_not_of(set), rest.size()));
  }
  bool take(char c) {
    if (!rest.starts_with(c))
      return false;
    rest.remove_prefix(1);
    return true;
  }
  /// A token in lower case, or nothing.
  std::string token() {
    std::string word = rawToken();
    std::ranges::transform(word, word.begin(), [](char c) {
      return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
    });
    return word;
  }
  std::string rawToken() {
    size_t length =
        std::min(rest.find_first_of("()<>@,;:\\\"/[]?={} \t"), rest.size());
    std::string word(rest.substr(0, length));
    rest.remove_prefix(length);
    return word;
  }
  /// A quoted string or a token; nothing if a quote is not closed.
  std::optional<std::string> value() {
    if (!take('"'))
      return rawToken();
    std::string text;
    while (!rest.empty()) {
      if (take('"'))
        return text;
      take('\\');
      if (rest.empty())
        break;
      text += rest.front();
      rest.remove_prefix(1);
    }
    return std::nullopt;
  }
  /// Passes over the form `Scheme token68`, as `Negotiate YII=`. A word with a
  /// value, or with a blank behind it, is a parameter's name instead.
  void skipToken68() {
    size_t end = std::min(rest.find_first_of(", \t"), rest.size());
    std::string_view word = rest.substr(0, end);
    size_t padding = std::min(word.find('='), word.size());
    bool hasValue =
        word.substr(padding).find_first_not_of('=') != std::string_view::npos;
    bool isName =
        padding == word.size() && end < rest.size() && rest[end] != ',';
    if (!hasValue && !isName)
      rest.remove_prefix(end);
  }

private:
  std::string_view rest;
};

} // namespace

std::vector<Challenge> parseChallenges(std::string_view header) {
  std::vector<Challenge> challenges;
  Scanner scanner(header);
  while (true) {
    scanner.skip(" \t,");
    if (scanner.atEnd())
      return challenges;
    std::string word = scanner.token();
    if (word.empty())
      return challenges;
    scanner.skip(" \t");
    if (!scanner.take('=')) {
      challenges.push_back({std::move(word), {}});
      scanner.skipToken68();
      continue;
    }
    scanner.skip(" \t");
    std::optional<std::string> value = scanner.value();
    if (!value || challenges.empty())
      return challenges;
    challenges.back().params.emplace(std::move(word), std::move(*value));
  }
}

} // namespace wpack
