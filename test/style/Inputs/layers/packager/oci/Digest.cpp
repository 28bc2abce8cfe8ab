// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "packager/oci/Digest.h"
#include <nlohmann/json.hpp>
#include <openssl/evp.h>
