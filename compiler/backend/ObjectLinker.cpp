// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/backend/ObjectLinker.h"
#include "llvm/ExecutionEngine/JITLink/JITLink.h"
#include "llvm/Support/MathExtras.h"

using namespace llvm;

namespace wasmc {

namespace {

/// Hands out the region's memory, which needs no copying and no protection.
class RegionMemory : public jitlink::JITLinkMemoryManager {
public:
  explicit RegionMemory(ObjectLinker &linker) : linker(linker) {}

  void allocate(const jitlink::JITLinkDylib *, jitlink::LinkGraph &graph,
                OnAllocatedFunction onAllocated) override {
    jitlink::BasicLayout layout(graph);
    for (auto &[group, segment] : layout.segments()) {
      uint64_t size = segment.ContentSize + segment.ZeroFillSize;
      uint64_t address = linker.allocate(size, segment.Alignment.value());
      if (!address)
        return onAllocated(createStringError(inconvertibleErrorCode(),
                                             "the region for code is full"));
      segment.Addr = orc::ExecutorAddr(address);
      segment.WorkingMem = linker.local(address);
    }
    if (Error error = layout.apply())
      return onAllocated(std::move(error));
    onAllocated(std::make_unique<InFlight>());
  }

  void deallocate(std::vector<FinalizedAlloc> allocations,
                  OnDeallocatedFunction onDeallocated) override {
    for (FinalizedAlloc &allocation : allocations)
      allocation.release();
    onDeallocated(Error::success());
  }

private:
  ObjectLinker &linker;

  struct InFlight : InFlightAlloc {
    void abandon(OnAbandonedFunction onAbandoned) override {
      onAbandoned(Error::success());
    }
    void finalize(OnFinalizedFunction onFinalized) override {
      onFinalized(FinalizedAlloc(orc::ExecutorAddr(1)));
    }
  };
};

/// What one link asks of its surroundings.
class LinkContext : public jitlink::JITLinkContext {
public:
  LinkContext(ObjectLinker &linker, RegionMemory &memory, Error &result)
      : JITLinkContext(nullptr), linker(linker), memory(memory),
        result(result) {}

  jitlink::JITLinkMemoryManager &getMemoryManager() override { return memory; }

  void notifyFailed(Error error) override {
    result = joinErrors(std::move(result), std::move(error));
  }

  void lookup(
      const LookupMap &names,
      std::unique_ptr<jitlink::JITLinkAsyncLookupContinuation> next) override {
    jitlink::AsyncLookupResult found;
    for (const auto &[name, flags] : names) {
      std::optional<uint64_t> address = linker.find(*name);
      if (!address)
        return next->run(createStringError(inconvertibleErrorCode(),
                                           "undefined symbol " + *name));
      found[name] = {orc::ExecutorAddr(*address), JITSymbolFlags::Exported};
    }
    next->run(std::move(found));
  }

  Error modifyPassConfig(jitlink::LinkGraph &,
                         jitlink::PassConfiguration &passes) override {
    passes.PostFixupPasses.push_back([this](jitlink::LinkGraph &graph) {
      if (jitlink::Section *tables = graph.findSectionByName(".eh_frame")) {
        jitlink::SectionRange range(*tables);
        linker.noteUnwindTables({range.getStart().getValue(), range.getSize()});
      }
      return Error::success();
    });
    return Error::success();
  }

  Error notifyResolved(jitlink::LinkGraph &graph) override {
    for (jitlink::Symbol *symbol : graph.defined_symbols())
      if (symbol->hasName() && symbol->getScope() != jitlink::Scope::Local)
        linker.define(*symbol->getName(), symbol->getAddress().getValue());
    return Error::success();
  }

  void notifyFinalized(
      jitlink::JITLinkMemoryManager::FinalizedAlloc allocation) override {
    allocation.release();
  }

private:
  ObjectLinker &linker;
  RegionMemory &memory;
  Error &result;
};

} // namespace

uint64_t ObjectLinker::allocate(uint64_t size, uint64_t alignment) {
  uint64_t start = alignTo(used, alignment);
  if (start > region.size || size > region.size - start)
    return 0;
  used = start + size;
  return region.address + start;
}

std::optional<uint64_t> ObjectLinker::find(StringRef symbol) const {
  auto found = symbols.find(symbol);
  if (found == symbols.end())
    return std::nullopt;
  return found->second;
}

Error ObjectLinker::add(MemoryBufferRef object) {
  auto graph = jitlink::createLinkGraphFromObject(object, strings);
  if (!graph)
    return graph.takeError();
  RegionMemory memory(*this);
  Error result = Error::success();
  tables = {};
  // Runs to its end in this thread: every step of ours calls the next.
  jitlink::link(std::move(*graph),
                std::make_unique<LinkContext>(*this, memory, result));
  return result;
}

} // namespace wasmc
