// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "packager/oci/Digest.h"
#include "compiler/wasm/Reader.h"
#include "Reader.h"
