// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Checks, when the stub is compiled, that each function has the type that
// wasi_calls.def promises to the compiler.

#include "runtime-stub/wasi/calls.h"

namespace wrt {
namespace {

template <typename T> constexpr char letterOf = '?';
template <> constexpr char letterOf<uint32_t> = 'i';
template <> constexpr char letterOf<uint64_t> = 'l';
template <> constexpr char letterOf<Errno> = 'i';

/// Whether `signature` reads: each parameter's letter, '>', the result's.
template <typename R, typename... P>
constexpr bool matches(R (*)(P...), const char *signature) {
  const char parameters[] = {letterOf<P>..., '>'};
  for (char letter : parameters)
    if (*signature++ != letter)
      return false;
  if constexpr (letterOf<R> != '?')
    if (*signature++ != letterOf<R>)
      return false;
  return *signature == 0;
}

template <typename F> constexpr bool isSame(F *, F *) { return true; }

#define WASI_CALL(name, signature)                                             \
  static_assert(matches(wrt_##name, signature), #name);
#define WASI_UNSTABLE_CALL(name)                                               \
  static_assert(isSame(wrt_unstable_##name, wrt_##name), #name);
#include "wrt/wasi_calls.def"
#undef WASI_CALL
#undef WASI_UNSTABLE_CALL

} // namespace
} // namespace wrt
