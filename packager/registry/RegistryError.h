// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_REGISTRY_REGISTRYERROR_H
#define WPACK_REGISTRY_REGISTRYERROR_H

#include "packager/registry/HttpClient.h"

namespace wpack {

/// The error of an answer with an unexpected status: method, URL without its
/// query, status, and the codes and messages of the body, whatever that is.
std::unexpected<Error> registryError(std::string_view method,
                                     const HttpResponse &response);

} // namespace wpack

#endif
