// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// libwabt recurses once per nesting level, asserts, and throws when out of
// memory; in an annotation that is cut off its lexer does not come to an end.
// So that no text can end or keep the compiler, it runs in a child process that
// answers through a pipe: one byte that says which, then module or message.

#include "compiler/driver/TextInput.h"
#include "wabt/binary-writer.h"
#include "wabt/error.h"
#include "wabt/stream.h"
#include "wabt/wast-lexer.h"
#include "wabt/wast-parser.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/SmallVectorMemoryBuffer.h"
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace llvm;

namespace wasmc {

namespace {
constexpr char IsModule = 'm', IsError = 'e';

/// CPU time for the parser: it reads tens of MiB in a second.
constexpr rlim_t secondsForAny = 3, bytesForSecond = 1 << 20;
} // namespace

static std::string firstError(const wabt::Errors &errors) {
  if (errors.empty())
    return "not a module in the text format";
  const wabt::Error &error = errors.front();
  return std::to_string(error.loc.line) + ":" +
         std::to_string(error.loc.first_column) + ": " + error.message;
}

static std::string parseText(StringRef text) {
  wabt::Features features;
  features.EnableAll();
  wabt::Errors errors;
  std::unique_ptr<wabt::WastLexer> lexer =
      wabt::WastLexer::CreateBufferLexer("", text.data(), text.size(), &errors);
  wabt::WastParseOptions options(features);
  std::unique_ptr<wabt::Module> module;
  if (Failed(wabt::ParseWatModule(lexer.get(), &module, &errors, &options)))
    return IsError + firstError(errors);
  wabt::WriteBinaryOptions writeOptions;
  writeOptions.features = features;
  writeOptions.write_debug_names = true;
  wabt::MemoryStream stream;
  if (Failed(wabt::WriteBinaryModule(&stream, module.get(), writeOptions)))
    return std::string(1, IsError) + "cannot be written in the binary format";
  const std::vector<uint8_t> &bytes = stream.output_buffer().data;
  return IsModule + std::string(bytes.begin(), bytes.end());
}

[[noreturn]] static void serveParent(StringRef text, int to) {
  // What libwabt has to say when it fails is not for our user.
  rlimit none = {0, 0};
  setrlimit(RLIMIT_CORE, &none);
  rlim_t seconds = secondsForAny + text.size() / bytesForSecond;
  rlimit time = {seconds, seconds};
  setrlimit(RLIMIT_CPU, &time);
  int nowhere = open("/dev/null", O_WRONLY);
  dup2(nowhere, STDERR_FILENO);
  std::string answer = parseText(text);
  for (StringRef rest = answer; !rest.empty();) {
    ssize_t written = write(to, rest.data(), rest.size());
    if (written < 0 && errno != EINTR)
      _exit(1);
    rest = rest.drop_front(written > 0 ? size_t(written) : 0);
  }
  _exit(0);
}

static SmallVector<char, 0> readAnswer(int from) {
  SmallVector<char, 0> answer;
  char piece[1 << 14];
  for (;;) {
    ssize_t got = read(from, piece, sizeof(piece));
    if (got > 0)
      answer.append(piece, piece + got);
    else if (got == 0 || errno != EINTR)
      return answer;
  }
}

Expected<std::unique_ptr<MemoryBuffer>> translateText(StringRef text) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC))
    return createStringError(std::error_code(errno, std::generic_category()),
                             "cannot make a pipe");
  pid_t child = fork();
  if (child == 0)
    serveParent(text, ends[1]);
  close(ends[1]);
  SmallVector<char, 0> answer;
  int status = -1;
  if (child > 0) {
    answer = readAnswer(ends[0]);
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
  }
  close(ends[0]);
  if (child < 0 || status != 0 || answer.empty())
    return createStringError(inconvertibleErrorCode(),
                             "the text parser failed: the text nests too "
                             "deeply, or is one it cannot cope with");
  char kind = answer.front();
  answer.erase(answer.begin());
  if (kind == IsError)
    return createStringError(inconvertibleErrorCode(),
                             StringRef(answer.data(), answer.size()));
  return std::make_unique<SmallVectorMemoryBuffer>(
      std::move(answer), /*RequiresNullTerminator=*/false);
}

} // namespace wasmc
