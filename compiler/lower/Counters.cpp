// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/lower/Counters.h"
#include "wrt/profile.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/MathExtras.h"

namespace wasmc {

using namespace llvm;

static constexpr char section[] = "wasm_profile"; // profile.cpp of the stub.

Counters::Counters(Module &module)
    : ir(module),
      // How large it will be is known at the end.
      declared(new GlobalVariable(ir, Type::getInt64Ty(ir.getContext()), false,
                                  GlobalValue::ExternalLinkage, nullptr)) {
  declared->setDSOLocal(true);
}

void Counters::count(IRBuilder<> &b, uint32_t function, uint32_t place,
                     Value *way, unsigned ways, MDNode *tag) {
  static_assert(sizeof(wrt::ProfileRecord) == 2 * sizeof(uint64_t));
  uint64_t first =
      words.size() * sizeof(uint64_t) + offsetof(wrt::ProfileRecord, count);
  for (unsigned i = 0; i < ways; ++i) {
    words.push_back(uint64_t(place + i) << 32 | function);
    words.push_back(0);
  }
  Value *distance = b.CreateMul(b.CreateZExt(way, b.getInt64Ty()),
                                b.getInt64(sizeof(wrt::ProfileRecord)));
  Value *at = b.CreateGEP(b.getInt8Ty(), declared, b.getInt64(first));
  at = b.CreateGEP(b.getInt8Ty(), at, distance);
  LoadInst *old = b.CreateLoad(b.getInt64Ty(), at);
  StoreInst *store = b.CreateStore(b.CreateAdd(old, b.getInt64(1)), at);
  if (!tag)
    return;
  old->setMetadata(LLVMContext::MD_tbaa, tag);
  store->setMetadata(LLVMContext::MD_tbaa, tag);
}

void Counters::define() {
  constexpr uint64_t wordsOfPage = wrt::profileRecords / sizeof(uint64_t);
  words.resize(alignTo(words.size(), wordsOfPage),
               uint64_t(wrt::ProfileRecord::noFunction));
  if (!words.empty()) {
    Constant *data = ConstantDataArray::get(ir.getContext(), words);
    // Visible outside: what only this file knows might not be kept in memory
    // until a trap ends the program.
    auto *defined = new GlobalVariable(
        ir, data->getType(), false, GlobalValue::ExternalLinkage, data,
        "wasm.counters." + ir.getModuleIdentifier());
    defined->setVisibility(GlobalValue::HiddenVisibility);
    defined->setDSOLocal(true);
    defined->setSection(section);
    defined->setAlignment(Align(wrt::profileRecords));
    declared->replaceAllUsesWith(defined);
  }
  declared->eraseFromParent();
}

} // namespace wasmc
