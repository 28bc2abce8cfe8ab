// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// How large the parts of a module may be: the limits of the WebAssembly
// JavaScript interface, so that what runs in a browser compiles here.

#ifndef COMPILER_WASM_LIMITS_H
#define COMPILER_WASM_LIMITS_H

#include <cstdint>

namespace wasmc::limits {

constexpr uint64_t moduleBytes = 1u << 30;
constexpr uint32_t types = 1'000'000;
constexpr uint32_t subtypeDepth = 63;
constexpr uint32_t structFields = 10'000;
constexpr uint32_t params = 1'000;
constexpr uint32_t results = 1'000;
constexpr uint32_t imports = 1'000'000;
constexpr uint32_t functions = 1'000'000;
constexpr uint32_t functionBytes = 7'654'321;
constexpr uint32_t locals = 50'000;
constexpr uint32_t tables = 100'000;
constexpr uint32_t tableElements = 10'000'000; ///< Also of a segment.
constexpr uint32_t memories = 100;
constexpr uint32_t globals = 1'000'000;
constexpr uint32_t tags = 1'000'000;
constexpr uint32_t exports = 1'000'000;
constexpr uint32_t elementSegments = 10'000'000;
constexpr uint32_t dataSegments = 100'000;
constexpr uint32_t arrayNewFixed = 10'000;

} // namespace wasmc::limits

#endif
