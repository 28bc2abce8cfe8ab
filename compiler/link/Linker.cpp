// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/link/Linker.h"
#include "lld/Common/CommonLinkerContext.h"
#include "lld/Common/Driver.h"
#include "llvm/Support/raw_ostream.h"

LLD_HAS_DRIVER(elf)

using namespace llvm;

namespace wasmc {

const char *linkerTarget(Triple::ArchType arch) {
  return arch == Triple::aarch64 ? "aarch64linux" : "elf_x86_64";
}

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

Expected<Linker> Linker::create(std::vector<std::string> arguments) {
  Linker linker;
  linker.arguments = {"ld.lld"};
  append_range(linker.arguments, arguments);
  Expected<std::unique_ptr<LinkFiles>> files = LinkFiles::create();
  if (!files)
    return files.takeError();
  linker.files = std::move(*files);
  return linker;
}

Error Linker::add(StringRef name, unique_function<Error(raw_ostream &)> write) {
  Expected<std::string> path = files->addInput(name, std::move(write));
  if (!path)
    return path.takeError();
  arguments.push_back(*path);
  return Error::success();
}

Error Linker::add(StringRef name, StringRef contents) {
  return add(name, [&](raw_ostream &os) -> Error {
    os << contents;
    return Error::success();
  });
}

Expected<std::unique_ptr<MemoryBuffer>> Linker::link() {
  Expected<std::string> output = files->openOutput();
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
  return files->takeOutput();
}

} // namespace wasmc
