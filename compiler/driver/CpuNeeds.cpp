// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/driver/CpuNeeds.h"

namespace wasmc {

namespace {
struct CpuFeature {
  const char *name; ///< LLVM's.
  unsigned word, bit;
};
} // namespace

static constexpr CpuFeature aarch64Features[] = {
#define FEATURE(name, word, bit) {name, word, bit},
#include "wrt/aarch64_features.def"
#undef FEATURE
};

wrt::CpuNeeds cpuNeeds(const Target &target) {
  wrt::CpuNeeds needs = {};
  if (target.triple.isX86()) {
    needs.words[0] = target.cpuLevel;
    return needs;
  }
  for (const CpuFeature &feature : aarch64Features)
    if (target.mayUse(feature.name))
      needs.words[feature.word] |= uint64_t(1) << feature.bit;
  return needs;
}

} // namespace wasmc
