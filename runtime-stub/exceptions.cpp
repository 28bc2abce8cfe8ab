// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The pool of exceptions: an array of slots of one size in the executable's
// zeroed data, so that throwing never asks the kernel for anything. Most are
// freed when they are caught. One that an exnref has referred to is freed when
// none does any more. Compiled code does not count references, which would cost
// where nothing is thrown; instead, whenever as many slots are taken as were
// allowed for, the places where an exnref can be are searched: the call stack
// with the registers, globals, tables, and exceptions that are alive. On the
// stack a number may look like a reference; that keeps a slot a while longer
// and does no harm.

#include "runtime-stub/exceptions.h"
#include "trap.h"

namespace wrt {
namespace {

/// How many slots to begin with.
constexpr uint64_t firstAllowance = 1024;

struct Pool {
  Exception *free;
  uint64_t taken;     ///< Slots that have been used at all.
  uint64_t allowance; ///< Slots to use before searching.
};
Pool pool;

uint64_t poolSlots() {
  return wasm_exceptions.poolBytes / wasm_exceptions.slotBytes;
}

Exception *slot(uint64_t index) {
  return reinterpret_cast<Exception *>(wasm_exception_pool +
                                       index * wasm_exceptions.slotBytes);
}

/// The exceptions found alive whose values are not searched yet.
struct Marker {
  Exception *found = nullptr;

  /// `word` may be a reference, or point into an exception.
  void visit(uint64_t word) {
    uint64_t offset = word - reinterpret_cast<uint64_t>(wasm_exception_pool);
    if (offset >= pool.taken * wasm_exceptions.slotBytes)
      return;
    Exception *exception = slot(offset / wasm_exceptions.slotBytes);
    if (!exception->isUsed || exception->isMarked)
      return;
    exception->isMarked = 1;
    exception->next = found;
    found = exception;
  }
  void visitAll(const uint64_t *words, uint64_t count) {
    for (; count; --count)
      visit(*words++);
  }
};

template <typename T> const T *at(const int64_t &distance) {
  return reinterpret_cast<const T *>(
      reinterpret_cast<const uint8_t *>(&distance) + distance);
}

void visitRoots(Marker &marker) {
  auto *root = reinterpret_cast<const ExceptionRoot *>(&wasm_exceptions + 1);
  for (uint64_t i = 0; i < wasm_exceptions.rootCount; ++i, ++root)
    marker.visitAll(at<uint64_t>(root->start),
                    root->words ? root->words : *at<uint64_t>(root->size));
}

/// Not inlined, so that the registers its caller has stored lie above it.
[[gnu::noinline]] void markAll() {
  Marker marker;
  auto low = reinterpret_cast<uint64_t>(__builtin_frame_address(0)) & ~7ull;
  marker.visitAll(reinterpret_cast<const uint64_t *>(low),
                  (callStackEnd() - low) / 8);
  visitRoots(marker);
  uint64_t words = (wasm_exceptions.slotBytes - exceptionValues) / 8;
  while (Exception *exception = marker.found) {
    marker.found = exception->next;
    auto *values = reinterpret_cast<const uint8_t *>(exception);
    marker.visitAll(
        reinterpret_cast<const uint64_t *>(values + exceptionValues), words);
  }
}

void release(Exception *exception) {
  exception->isUsed = 0;
  exception->next = pool.free;
  pool.free = exception;
}

/// Frees what no reference leads to.
[[gnu::noinline]] void collect() {
  __builtin_unwind_init(); // All registers to the stack.
  markAll();
  uint64_t freed = 0;
  for (uint64_t i = pool.taken; i-- > 0;) {
    Exception *exception = slot(i);
    if (exception->isUsed && !exception->isMarked) {
      release(exception);
      ++freed;
    }
    exception->isMarked = 0;
  }
  // Searching again for little would cost more and more.
  if (freed < pool.allowance / 2)
    pool.allowance *= 2;
}

} // namespace

extern "C" Exception *wrt_exception_new(uint32_t tag) {
  if (!pool.free && pool.taken >= pool.allowance) {
    if (pool.allowance)
      collect();
    else
      pool.allowance = firstAllowance;
    if (pool.allowance > poolSlots())
      pool.allowance = poolSlots();
  }
  Exception *exception = pool.free;
  if (exception)
    pool.free = exception->next;
  else if (pool.taken < pool.allowance)
    exception = slot(pool.taken++);
  else
    trap<Trap::ExceptionsExhausted>();
  exception->tag = tag;
  exception->isShared = 0;
  exception->isUsed = 1;
  return exception;
}

extern "C" Exception *wrt_exception_of(uint64_t reference) {
  uint64_t offset = reference - reinterpret_cast<uint64_t>(wasm_exception_pool);
  uint64_t slotBytes = wasm_exceptions.slotBytes;
  if (offset >= pool.taken * slotBytes || offset % slotBytes)
    trap<Trap::NullExceptionReference>();
  return reinterpret_cast<Exception *>(reference);
}

extern "C" Exception *wrt_exception_drop(Exception *exception) {
  if (!exception->isShared)
    release(exception);
  return exception;
}

} // namespace wrt
