// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "llvm/ADT/ArrayRef.h"
#include "compiler/link/ObjectWriter.h"
#include "llvm/IR/Module.h"
#include <vector>
