// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the link step lays down beside the stub: declarations of the symbols
// that wrt/abi.h names.

#ifndef WRT_MODULE_H
#define WRT_MODULE_H

#include "wrt/abi.h"
#include "wrt/lockdown.h"

#pragma GCC visibility push(hidden)
extern "C" {
extern wrt::MemoryInstance wasm_memories[];
extern const wrt::MemoryPlan wasm_memory_plans[];
extern const uint64_t wasm_memory_count;
extern const wrt::ImageRun wasm_image_runs[];
extern const uint64_t wasm_image_run_count;
extern const wrt::FunctionTable wasm_functions;
extern const wrt::GlobalTable wasm_globals;
extern const char wasm_policy[];
extern const uint64_t wasm_policy_size;
extern const wrt::CpuNeeds wasm_cpu_needs;
extern const wrt::Lockdown wasm_lockdown;

void wasm_entry();
}
#pragma GCC visibility pop

#endif
