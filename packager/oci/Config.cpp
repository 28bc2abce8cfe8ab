// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/oci/Config.h"

namespace wpack {

/// The form of sets in image configs: an object whose values are empty objects.
static std::vector<std::string> keysOf(const Json *set) {
  std::vector<std::string> keys;
  if (set)
    for (const Json::Member &member : *set->members())
      keys.push_back(member.key);
  return keys;
}

static Json setOf(const std::vector<std::string> &keys) {
  Json set = Json::object();
  for (const std::string &key : keys)
    set.set(key, Json::object());
  return set;
}

Expected<Config> Config::parse(std::string_view bytes) {
  Expected<Json> json = Json::parse(bytes);
  if (!json)
    return inContext("image config", json.error());
  FieldReader fields(*json, "image config");
  Config config;
  config.platform = {fields.optionalString("os"),
                     fields.optionalString("architecture"),
                     fields.optionalString("variant")};
  config.created = fields.optionalString("created");
  if (const Json *process = fields.optionalObject("config")) {
    FieldReader parts(*process, "image config: config");
    config.entrypoint = parts.optionalStrings("Entrypoint");
    config.cmd = parts.optionalStrings("Cmd");
    config.env = parts.optionalStrings("Env");
    config.user = parts.optionalString("User");
    config.workingDir = parts.optionalString("WorkingDir");
    config.ports = keysOf(parts.optionalObject("ExposedPorts"));
    config.volumes = keysOf(parts.optionalObject("Volumes"));
    config.labels = parts.optionalStringMap("Labels");
    config.stopSignal = parts.optionalString("StopSignal");
    if (parts.error())
      fields.note(*parts.error());
  }
  if (const Json *rootfs = fields.optionalObject("rootfs")) {
    FieldReader parts(*rootfs, "image config: rootfs");
    for (const std::string &text : parts.optionalStrings("diff_ids")) {
      Expected<Digest> diffId = Digest::parse(text);
      if (diffId)
        config.diffIds.push_back(*diffId);
      else
        fields.note({concat("image config: ", diffId.error().message)});
    }
    if (parts.error())
      fields.note(*parts.error());
  }
  if (fields.error())
    return std::unexpected(*fields.error());
  return config;
}

std::string Config::serialise() const {
  Json process = Json::object();
  if (!user.empty())
    process.set("User", user);
  if (!ports.empty())
    process.set("ExposedPorts", setOf(ports));
  if (!env.empty())
    process.set("Env", Json::of(env));
  if (!entrypoint.empty())
    process.set("Entrypoint", Json::of(entrypoint));
  if (!cmd.empty())
    process.set("Cmd", Json::of(cmd));
  if (!volumes.empty())
    process.set("Volumes", setOf(volumes));
  if (!workingDir.empty())
    process.set("WorkingDir", workingDir);
  if (!labels.empty())
    process.set("Labels", Json::of(labels));
  if (!stopSignal.empty())
    process.set("StopSignal", stopSignal);

  Json diffs = Json::array();
  Json history = Json::array();
  for (const Digest &diffId : diffIds) {
    diffs.push(diffId.str());
    history.push(
        Json::object().set("created", created).set("created_by", "wpack"));
  }
  Json json = Json::object();
  json.set("created", created);
  json.set("architecture", platform.architecture);
  json.set("os", platform.os);
  json.set("config", std::move(process));
  json.set(
      "rootfs",
      Json::object().set("type", "layers").set("diff_ids", std::move(diffs)));
  json.set("history", std::move(history));
  return json.dump();
}

} // namespace wpack
