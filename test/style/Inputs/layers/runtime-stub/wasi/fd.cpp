// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "wrt/abi.h"
#include <stdio.h>
#include <stdint.h>
