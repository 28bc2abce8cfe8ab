// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "runtime-stub/memory.h"
#include "runtime-stub/start.h"
#include "runtime-stub/wasi/calls.h"
#include "runtime-stub/wasi/strings.h"

namespace wrt {

extern "C" Errno wrt_args_sizes_get(uint32_t count, uint32_t size) {
  StringSizes sizes;
  for (uint64_t i = 0; i < process.argumentCount; ++i)
    sizes.add(lengthOf(process.arguments[i]));
  return sizes.store(count, size);
}

extern "C" Errno wrt_args_get(uint32_t pointers, uint32_t bytes) {
  StringWriter writer(pointers, bytes);
  for (uint64_t i = 0; i < process.argumentCount; ++i) {
    const char *argument = process.arguments[i];
    writer.append(argument, lengthOf(argument));
    writer.endString();
  }
  return writer.result();
}

} // namespace wrt
