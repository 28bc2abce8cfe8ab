// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/link/LinkImage.h"
#include "compiler/link/LinkFiles.h"
#include "compiler/link/StubArchive.h"
#include "compiler/link/SymbolNames.h"
#include "lld/Common/CommonLinkerContext.h"
#include "lld/Common/Driver.h"
#include "llvm/Support/raw_ostream.h"

LLD_HAS_DRIVER(elf)

using namespace llvm;

namespace wasmc {

/// The first error among lld's messages, without its prefix and the lines that
/// explain it.
static Error linkerError(StringRef messages) {
  SmallVector<StringRef> lines;
  messages.split(lines, '\n', -1, /*KeepEmpty=*/false);
  for (StringRef line : lines) {
    size_t at = line.find("error: ");
    if (at != StringRef::npos)
      return createStringError(inconvertibleErrorCode(),
                               "linking: " + line.substr(at + 7));
  }
  return createStringError(inconvertibleErrorCode(),
                           "linking failed without a reason given");
}

static std::vector<std::string> linkerArguments(const LinkOptions &options) {
  std::vector<std::string> arguments = {
      "ld.lld", "-m",
      options.arch == Triple::aarch64 ? "aarch64linux" : "elf_x86_64",
      "-static", "-pie", "--no-dynamic-linker", "-z", "text", "--gc-sections",
      // Constants beside the code: one mapping and one page fault less, 1 to 4%
      // of the start-up of a small program.
      "--no-rosegment",
      "--eh-frame-hdr", // Backtraces walk by it.
      "--pack-dyn-relocs=relr", "--build-id=none", "--hash-style=gnu",
      // The stub relocates the executable itself, before any code runs that
      // could be misled; a second protection pass would be one more call.
      "-z", "norelro", "-z", "rodynamic",
      "--threads=" + std::to_string(options.threads)};
  if (options.strip)
    arguments.push_back("--strip-all");
  if (options.profile)
    arguments.push_back("--undefined=wrt_profile");
  if (options.foldFunctions)
    arguments.push_back("--icf=all");
  return arguments;
}

Expected<std::unique_ptr<MemoryBuffer>>
linkImage(std::vector<std::unique_ptr<MemoryBuffer>> objects,
          const ProgramData &data, const LinkOptions &options) {
  Expected<std::unique_ptr<LinkFiles>> files = LinkFiles::create();
  if (!files)
    return files.takeError();

  std::vector<std::string> arguments = linkerArguments(options);
  auto add = [&](StringRef name,
                 unique_function<Error(raw_ostream &)> write) -> Error {
    Expected<std::string> path = (*files)->addInput(name, std::move(write));
    if (!path)
      return path.takeError();
    arguments.push_back(*path);
    return Error::success();
  };
  if (Error error = add("image.o", [&](raw_ostream &os) {
        std::vector<MemoryBufferRef> parts;
        for (const auto &object : objects)
          parts.push_back(object->getMemBufferRef());
        return writeImageObject(os, options.arch, data, parts);
      }))
    return std::move(error);
  for (auto [i, object] : enumerate(objects)) {
    if (Error error = add("part" + std::to_string(i) + ".o",
                          [&](raw_ostream &os) -> Error {
                            os << object->getBuffer();
                            return Error::success();
                          }))
      return std::move(error);
    object.reset(); // The copy is enough.
  }
  if (Error error = add("stub.a", [&](raw_ostream &os) -> Error {
        os << stubArchive(options.arch);
        return Error::success();
      }))
    return std::move(error);

  Expected<std::string> output = (*files)->openOutput();
  if (!output)
    return output.takeError();
  arguments.insert(arguments.end(), {"-o", *output});

  std::vector<const char *> pointers;
  for (const std::string &argument : arguments)
    pointers.push_back(argument.c_str());
  std::string messages;
  raw_string_ostream os(messages);
  bool linked = lld::elf::link(pointers, os, os, /*exitEarly=*/false,
                               /*disableOutput=*/false);
  lld::CommonLinkerContext::destroy();
  if (!linked)
    return linkerError(messages);
  auto executable = (*files)->takeOutput();
  if (!executable)
    return executable.takeError();
  return nameSymbols(std::move(*executable), data.functionNames);
}

} // namespace wasmc
