// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef COMPILER_WASM_FEATURES_H
#define COMPILER_WASM_FEATURES_H

#include "llvm/ADT/StringRef.h"
#include <bitset>
#include <cstdint>
#include <optional>

namespace wasmc {

enum class Feature : uint8_t {
  Core, ///< WebAssembly 1.0: always on.
#define FEATURE(id, name, isDefault, description) id,
#include "compiler/wasm/Features.def"
#undef FEATURE
  Count
};

struct FeatureInfo {
  llvm::StringRef name; ///< As in `--enable NAME`.
  bool isDefault;
  llvm::StringRef description;
};
const FeatureInfo &featureInfo(Feature feature);
std::optional<Feature> findFeature(llvm::StringRef name);

/// The set of features a module may use.
class Features {
public:
  Features(); ///< The defaults.
  bool has(Feature feature) const { return bits.test(size_t(feature)); }
  void set(Feature feature, bool on = true) { bits.set(size_t(feature), on); }

private:
  std::bitset<size_t(Feature::Count)> bits;
};

} // namespace wasmc

#endif
