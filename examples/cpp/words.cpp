// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Counts the words of its standard input and prints the most frequent ones.

#include <algorithm>
#include <cctype>
#include <iomanip>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace {

struct Count {
  std::string_view word;
  unsigned times;
};

using Counts = std::unordered_map<std::string, unsigned>;

Counts countWords(std::istream &in) {
  Counts counts;
  std::string word;
  for (std::istreambuf_iterator<char> it(in), end; it != end; ++it) {
    unsigned char c = static_cast<unsigned char>(*it);
    if (std::isalpha(c)) {
      word += static_cast<char>(std::tolower(c));
    } else if (!word.empty()) {
      ++counts[word];
      word.clear();
    }
  }
  if (!word.empty())
    ++counts[word];
  return counts;
}

// Most frequent first; equally frequent words in alphabetical order.
std::vector<Count> ranked(const Counts &counts, size_t limit) {
  std::vector<Count> rank;
  for (const auto &[word, times] : counts)
    rank.push_back({word, times});
  limit = std::min(limit, rank.size());
  std::partial_sort(rank.begin(), rank.begin() + limit, rank.end(),
                    [](const Count &a, const Count &b) {
                      return a.times != b.times ? a.times > b.times
                                                : a.word < b.word;
                    });
  rank.resize(limit);
  return rank;
}

} // namespace

int main() {
  Counts counts = countWords(std::cin);
  for (const Count &count : ranked(counts, 10))
    std::cout << std::setw(6) << count.times << "  " << count.word << '\n';
  std::cout << counts.size() << " different words\n";
  return counts.empty() ? 1 : 0;
}
