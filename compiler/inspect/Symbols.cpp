// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/inspect/Symbols.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Object/ELFObjectFile.h"

using namespace llvm;

namespace wasmc {

FunctionNames::FunctionNames(MemoryBufferRef file) {
  auto elf = object::ELFObjectFile<object::ELF64LE>::create(file);
  if (!elf) {
    consumeError(elf.takeError());
    return;
  }
  for (const object::ELFSymbolRef &symbol : elf->symbols()) {
    if (symbol.getELFType() != ELF::STT_FUNC)
      continue;
    Expected<StringRef> name = symbol.getName();
    Expected<uint64_t> address = symbol.getAddress();
    if (name && address)
      names.try_emplace(*address, name->take_while(isPrint).str());
    if (!name)
      consumeError(name.takeError());
    if (!address)
      consumeError(address.takeError());
  }
}

std::string FunctionNames::nameOf(uint64_t address) const {
  auto found = names.find(address);
  if (found != names.end() && !found->second.empty())
    return found->second;
  return "function 0x" + utohexstr(address, /*LowerCase=*/true);
}

} // namespace wasmc
