// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/link/LinkLibrary.h"
#include "compiler/link/Linker.h"
#include "compiler/link/StubArchive.h"
#include "compiler/link/SymbolNames.h"
#include "llvm/ObjCopy/ConfigManager.h"
#include "llvm/ObjCopy/ObjCopy.h"
#include "llvm/Object/ObjectFile.h"
#include "llvm/Support/SmallVectorMemoryBuffer.h"

using namespace llvm;

namespace wasmc {

static std::vector<std::string> linkerArguments(const LibraryLink &options) {
  std::vector<std::string> arguments = {
      "-m", linkerTarget(options.arch), "--build-id=none",
      "--threads=" + std::to_string(options.threads)};
  if (!options.isShared) {
    arguments.push_back("-r");
    return arguments;
  }
  for (const char *each :
       {"-shared", "--gc-sections", "--eh-frame-hdr", "--hash-style=both",
        "--no-undefined", "-z", "text", "-z", "relro", "-z", "now"})
    arguments.push_back(each);
  if (!options.name.empty())
    arguments.push_back("-soname=" + options.name);
  if (options.strip)
    arguments.push_back("--strip-all");
  return arguments;
}

/// Two libraries in one program must not meet in each other's runtime.
static Expected<std::unique_ptr<MemoryBuffer>>
localizeHidden(const MemoryBuffer &object) {
  auto parsed = object::ObjectFile::createObjectFile(object.getMemBufferRef());
  if (!parsed)
    return parsed.takeError();
  objcopy::ConfigManager config;
  config.ELF.LocalizeHidden = true;
  SmallVector<char, 0> bytes;
  raw_svector_ostream os(bytes);
  if (Error error = objcopy::executeObjcopyOnBinary(config, **parsed, os))
    return std::move(error);
  return std::make_unique<SmallVectorMemoryBuffer>(
      std::move(bytes), "library", /*RequiresNullTerminator=*/false);
}

Expected<std::unique_ptr<MemoryBuffer>>
linkLibrary(const MemoryBuffer &object, const LibraryLink &options) {
  Expected<Linker> linker = Linker::create(linkerArguments(options));
  if (!linker)
    return linker.takeError();
  if (Error error = linker->add("library.o", object.getBuffer()))
    return std::move(error);
  if (Error error = linker->add("runtime.a", libraryArchive(options.arch)))
    return std::move(error);
  auto linked = linker->link();
  if (!linked)
    return linked.takeError();
  if (!options.isShared)
    return localizeHidden(**linked);
  return nameSymbols(std::move(*linked), options.functionNames);
}

} // namespace wasmc
