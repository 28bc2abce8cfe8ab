// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/kube/Workload.h"
#include <algorithm>
#include <charconv>

namespace wpack {

/// Undoes escapeNotePart: %XX.
static std::string unescape(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    unsigned code = 0;
    if (text[i] == '%' && i + 2 < text.size() &&
        std::from_chars(text.data() + i + 1, text.data() + i + 3, code, 16)
                .ptr == text.data() + i + 3) {
      out += char(code);
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

/// The next part of a value; what is left stays in `text`.
static std::string takePart(std::string_view &text) {
  std::string_view part = text.substr(0, text.find(' '));
  text.remove_prefix(std::min(text.size(), part.size() + 1));
  return unescape(part);
}

static int64_t numberOf(std::string_view text) {
  int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

void applyPolicy(const std::vector<std::string> &lines, Workload &workload) {
  for (std::string_view line : lines) {
    std::string key = takePart(line);
    if (key == "dir") {
      std::string host = takePart(line);
      takePart(line);
      // A relative one is below the working directory, which is '/'.
      if (!host.starts_with('/'))
        host = concat("/", host == "." ? "" : host);
      if (host != "/")
        workload.directories.push_back({host, line == "ro"});
    } else if (key == "env-inherit") {
      workload.inherited.push_back(unescape(line));
    } else if (key == "max-memory") {
      workload.maxMemory = numberOf(line);
    } else if (key == "tcp-listen") {
      int64_t port = numberOf(line.substr(line.rfind(':') + 1));
      if (port && !std::ranges::count(workload.ports, port))
        workload.ports.push_back(port);
    }
  }
}

std::string dnsLabel(std::string_view text) {
  std::string label;
  for (char c : text) {
    if (c >= 'A' && c <= 'Z')
      c = char(c - 'A' + 'a');
    bool fits = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (fits || (!label.empty() && label.back() != '-'))
      label += fits ? c : '-';
  }
  label.resize(std::min<size_t>(label.size(), 50));
  while (label.ends_with('-'))
    label.pop_back();
  // A Service's name may not begin with a digit.
  if (label.empty() || label[0] <= '9')
    label = concat("app-", label);
  while (label.ends_with('-'))
    label.pop_back();
  return label;
}

static Json object() { return Json::object(); }

static Json labelsOf(const Workload &workload) {
  return object().set("app.kubernetes.io/name", workload.name);
}

static Json selectorOf(const Workload &workload) {
  return object().set("matchLabels", labelsOf(workload));
}

static Json document(const Workload &workload, const char *version,
                     const char *kind, const std::string &name) {
  Json metadata = object();
  metadata.set("name", name);
  if (!workload.nameSpace.empty())
    metadata.set("namespace", workload.nameSpace);
  metadata.set("labels", labelsOf(workload));
  return object()
      .set("apiVersion", version)
      .set("kind", kind)
      .set("metadata", std::move(metadata));
}

static std::string volumeName(const WorkloadDirectory &directory) {
  return dnsLabel(directory.path);
}

/// One that only reads gets a ConfigMap, one that writes a claim.
static std::string volumeResource(const Workload &workload,
                                  const WorkloadDirectory &directory) {
  return concat(workload.name, "-", volumeName(directory));
}

static Json containerOf(const Workload &workload) {
  Json container = object();
  container.set("name", workload.name).set("image", workload.image);
  if (!workload.ports.empty()) {
    Json ports = Json::array();
    for (int64_t port : workload.ports)
      ports.push(object()
                     .set("name", concat("tcp-", port))
                     .set("containerPort", port));
    container.set("ports", std::move(ports));
    Json probe =
        object().set("tcpSocket", object().set("port", workload.ports.front()));
    container.set("readinessProbe", probe);
    container.set("livenessProbe", probe);
  }
  if (!workload.inherited.empty())
    container.set("envFrom",
                  Json(Json::Array{object().set(
                      "configMapRef",
                      object().set("name", concat(workload.name, "-env")))}));
  if (workload.maxMemory) {
    // Beside its linear memories a program has code, a stack and tables.
    constexpr int64_t besides = int64_t(16) << 20, mega = 1 << 20;
    std::string limit =
        concat((workload.maxMemory + besides + mega - 1) / mega, "Mi");
    container.set("resources",
                  object().set("limits", object().set("memory", limit)));
  }
  if (!workload.directories.empty()) {
    Json mounts = Json::array();
    for (const WorkloadDirectory &directory : workload.directories) {
      Json mount = object()
                       .set("name", volumeName(directory))
                       .set("mountPath", directory.path);
      if (directory.readOnly)
        mount.set("readOnly", Json::boolean(true));
      mounts.push(std::move(mount));
    }
    container.set("volumeMounts", std::move(mounts));
  }
  Json dropped = Json::of(std::vector<std::string>{"ALL"});
  container.set(
      "securityContext",
      object()
          .set("allowPrivilegeEscalation", Json::boolean(false))
          .set("readOnlyRootFilesystem", Json::boolean(true))
          .set("capabilities", object().set("drop", std::move(dropped))));
  return container;
}

static Json podSecurity(const Workload &workload) {
  Json profile = object();
  if (workload.seccompProfile.empty())
    profile.set("type", "RuntimeDefault");
  else
    profile.set("type", "Localhost")
        .set("localhostProfile", workload.seccompProfile);
  Json security = object();
  security.set("runAsNonRoot", Json::boolean(true))
      .set("runAsUser", workload.user)
      .set("runAsGroup", workload.group);
  if (std::ranges::any_of(workload.directories,
                          [](auto &each) { return !each.readOnly; }))
    security.set("fsGroup", workload.group);
  security.set("seccompProfile", std::move(profile));
  return security;
}

static Json deployment(const Workload &workload) {
  Json pod = object();
  if (!workload.runtimeClass.empty())
    pod.set("runtimeClassName", workload.runtimeClass);
  // It calls nothing of the cluster; a token would be one thing more to lose.
  pod.set("automountServiceAccountToken", Json::boolean(false));
  // It has no use for a variable per service.
  pod.set("enableServiceLinks", Json::boolean(false));
  pod.set("securityContext", podSecurity(workload));
  pod.set("containers", Json(Json::Array{containerOf(workload)}));
  Json volumes = Json::array();
  for (const WorkloadDirectory &directory : workload.directories) {
    Json volume = object().set("name", volumeName(directory));
    std::string resource = volumeResource(workload, directory);
    if (directory.readOnly)
      volume.set("configMap", object().set("name", resource));
    else
      volume.set("persistentVolumeClaim", object().set("claimName", resource));
    volumes.push(std::move(volume));
  }
  if (!workload.directories.empty())
    pod.set("volumes", std::move(volumes));
  Json specification = object();
  specification.set("replicas", workload.replicas)
      .set("selector", selectorOf(workload))
      .set("template",
           object()
               .set("metadata", object().set("labels", labelsOf(workload)))
               .set("spec", std::move(pod)));
  return document(workload, "apps/v1", "Deployment", workload.name)
      .set("spec", std::move(specification));
}

static Json service(const Workload &workload) {
  Json ports = Json::array();
  for (int64_t port : workload.ports)
    ports.push(object()
                   .set("name", concat("tcp-", port))
                   .set("port", port)
                   .set("targetPort", concat("tcp-", port)));
  return document(workload, "v1", "Service", workload.name)
      .set("spec", object()
                       .set("selector", labelsOf(workload))
                       .set("ports", std::move(ports)));
}

/// Nothing of it can open a connection: WASI has no call for that.
static Json networkPolicy(const Workload &workload) {
  Json ingress = Json::array();
  if (!workload.ports.empty()) {
    Json ports = Json::array();
    for (int64_t port : workload.ports)
      ports.push(object().set("protocol", "TCP").set("port", port));
    ingress.push(object().set("ports", std::move(ports)));
  }
  return document(workload, "networking.k8s.io/v1", "NetworkPolicy",
                  workload.name)
      .set("spec",
           object()
               .set("podSelector", selectorOf(workload))
               .set("policyTypes",
                    Json::of(std::vector<std::string>{"Ingress", "Egress"}))
               .set("ingress", std::move(ingress))
               .set("egress", Json::array()));
}

static Json volumeSource(const Workload &workload,
                         const WorkloadDirectory &directory) {
  std::string name = volumeResource(workload, directory);
  if (directory.readOnly)
    return document(workload, "v1", "ConfigMap", name)
        .set("data", Json::object());
  return document(workload, "v1", "PersistentVolumeClaim", name)
      .set("spec",
           object()
               .set("accessModes",
                    Json::of(std::vector<std::string>{"ReadWriteOnce"}))
               .set("resources",
                    object().set("requests", object().set("storage", "1Gi"))));
}

std::vector<Json> describeWorkload(const Workload &workload) {
  std::vector<Json> documents;
  if (!workload.inherited.empty()) {
    Json data = object();
    for (const std::string &name : workload.inherited)
      data.set(name, "");
    documents.push_back(
        document(workload, "v1", "ConfigMap", concat(workload.name, "-env"))
            .set("data", std::move(data)));
  }
  for (const WorkloadDirectory &directory : workload.directories)
    documents.push_back(volumeSource(workload, directory));
  documents.push_back(deployment(workload));
  if (!workload.ports.empty())
    documents.push_back(service(workload));
  documents.push_back(networkPolicy(workload));
  return documents;
}

} // namespace wpack
