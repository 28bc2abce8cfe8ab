// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/link/LinkImage.h"
#include "compiler/link/Linker.h"
#include "compiler/link/StubArchive.h"
#include "compiler/link/SymbolNames.h"

using namespace llvm;

namespace wasmc {

static std::vector<std::string> linkerArguments(const LinkOptions &options) {
  std::vector<std::string> arguments = {
      "-m", linkerTarget(options.arch), "-static", "-pie",
      "--no-dynamic-linker", "-z", "text", "--gc-sections",
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
  Expected<Linker> linker = Linker::create(linkerArguments(options));
  if (!linker)
    return linker.takeError();
  if (Error error = linker->add("image.o", [&](raw_ostream &os) {
        std::vector<MemoryBufferRef> parts;
        for (const auto &object : objects)
          parts.push_back(object->getMemBufferRef());
        return writeImageObject(os, options.arch, data, parts);
      }))
    return std::move(error);
  for (auto [i, object] : enumerate(objects)) {
    if (Error error =
            linker->add("part" + std::to_string(i) + ".o", object->getBuffer()))
      return std::move(error);
    object.reset(); // The copy is enough.
  }
  if (Error error = linker->add("stub.a", stubArchive(options.arch)))
    return std::move(error);
  auto executable = linker->link();
  if (!executable)
    return executable.takeError();
  return nameSymbols(std::move(*executable), data.functionNames);
}

} // namespace wasmc
