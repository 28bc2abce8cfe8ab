// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef WPACK_KUBE_WORKLOAD_H
#define WPACK_KUBE_WORKLOAD_H

#include "packager/oci/Json.h"
#include <cstdint>

namespace wpack {

/// A directory that the program is granted.
struct WorkloadDirectory {
  std::string path; ///< In the container.
  bool readOnly = false;
};

/// A program as Kubernetes is to run it: what its image and its policy say.
struct Workload {
  std::string name;           ///< A DNS label: `app`.
  std::string nameSpace;      ///< Empty: that of whoever applies it.
  std::string image;          ///< With digest.
  std::vector<int64_t> ports; ///< Of TCP, that it listens on.
  std::vector<WorkloadDirectory> directories;
  std::vector<std::string> inherited; ///< Variables that it is let see.
  int64_t maxMemory = 0;              ///< Bytes; 0: no limit of its own.
  int64_t user = 65534;
  int64_t group = 65534;
  int64_t replicas = 1;
  std::string runtimeClass;   ///< Empty: the node's default.
  std::string seccompProfile; ///< File below kubelet's folder; empty: default.
};

/// Takes from a policy's lines, as wrt/note.h has them, what concerns a
/// workload.
void applyPolicy(const std::vector<std::string> &lines, Workload &workload);

/// Deployment, Service, ConfigMap, PersistentVolumeClaims and NetworkPolicy: as
/// many of them as the workload needs, with the least rights that it runs with.
std::vector<Json> describeWorkload(const Workload &workload);

/// `text` as a DNS label: lower case, no more than 63 characters.
std::string dnsLabel(std::string_view text);

} // namespace wpack

#endif
