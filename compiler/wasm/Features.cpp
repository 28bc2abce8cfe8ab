// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "compiler/wasm/Features.h"

namespace wasmc {

static const FeatureInfo featureTable[] = {
    {"core", true, "WebAssembly 1.0"},
#define FEATURE(id, name, isDefault, description)                              \
  {name, isDefault, description},
#include "compiler/wasm/Features.def"
#undef FEATURE
};

const FeatureInfo &featureInfo(Feature feature) {
  return featureTable[size_t(feature)];
}

std::optional<Feature> findFeature(llvm::StringRef name) {
  for (size_t i = 1; i < size_t(Feature::Count); ++i)
    if (featureTable[i].name == name)
      return Feature(i);
  return std::nullopt;
}

Features::Features() {
  for (size_t i = 0; i < size_t(Feature::Count); ++i)
    bits.set(i, featureTable[i].isDefault);
}

} // namespace wasmc
