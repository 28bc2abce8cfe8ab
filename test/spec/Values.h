// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The values of the scripts' JSON dialect and the slots that calls take and
// give.

#ifndef TEST_SPEC_VALUES_H
#define TEST_SPEC_VALUES_H

#include "compiler/wasm/Types.h"
#include "test/spec/protocol.h"
#include "llvm/Support/JSON.h"
#include <array>

namespace spec {

using Slot = std::array<char, slotBytes>;

/// The slot for an argument, unless it is of a kind not known.
std::optional<Slot> parseArgument(const llvm::json::Object &value);

/// Whether a result is what is expected.
bool isExpected(const llvm::json::Object &expected, const Slot &result);

/// For messages.
std::string describe(const Slot &result, wasmc::ValType type);

} // namespace spec

#endif
