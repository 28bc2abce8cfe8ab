// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What exceptions need beside the tables: given by the stub in an executable,
// by others where they are linked elsewhere.

#ifndef WRT_EXCEPTIONS_H
#define WRT_EXCEPTIONS_H

#include "throw_state.h"
#include "wrt/abi.h"

namespace wrt {

/// Ends the program: nothing catches the exception. `at` is where it was
/// thrown.
[[noreturn]] void reportUncaught(const Exception &exception,
                                 const ThrowState &at);

/// The end of the call stack: where no more references are.
uint64_t callStackEnd();

} // namespace wrt

#pragma GCC visibility push(hidden)
extern "C" {
extern const wrt::ExceptionPlan wasm_exceptions;
extern uint8_t wasm_exception_pool[];
}
#pragma GCC visibility pop

#endif
