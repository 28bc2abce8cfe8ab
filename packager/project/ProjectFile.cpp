// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/oci/Toml.h"
#include "packager/project/Project.h"

namespace wpack {

static std::string fromDirectory(const std::string &path,
                                 const std::string &directory) {
  if (path.empty() || path.starts_with('/') || directory.empty())
    return path;
  return concat(directory, "/", path);
}

static void readCompile(const Json &json, Project &project,
                        const std::string &directory, FieldReader &top) {
  FieldReader fields(json, "compile");
  fields.allowOnly({"level", "flags", "cpus", "ready"});
  project.level = fields.optionalString("level");
  project.compilerFlags = fields.optionalStrings("flags");
  project.cpus = fields.optionalStrings("cpus");
  for (const std::string &path : fields.optionalStrings("ready"))
    project.natives.push_back(fromDirectory(path, directory));
  if (fields.error())
    top.note(*fields.error());
}

static void readFiles(const Json &list, Project &project,
                      const std::string &directory, FieldReader &top) {
  for (const Json &element : *list.elements()) {
    FieldReader fields(element, "image: files");
    fields.allowOnly({"source", "path", "executable"});
    project.files.push_back(
        {fromDirectory(fields.requiredString("source"), directory),
         fields.requiredString("path"),
         fields.optionalBool("executable", false)});
    if (fields.error())
      top.note(*fields.error());
  }
}

static void readImage(const Json &json, Project &project,
                      const std::string &directory, FieldReader &top) {
  FieldReader fields(json, "image");
  fields.allowOnly({"format", "only", "platforms", "files", "labels",
                    "annotations", "env", "arguments", "ports", "volumes",
                    "user", "working-dir", "stop-signal", "compression",
                    "created", "sbom"});
  project.format = fields.optionalString("format");
  project.only = fields.optionalString("only");
  project.platforms = fields.optionalStrings("platforms");
  project.labels = fields.optionalStringMap("labels");
  project.annotations = fields.optionalStringMap("annotations");
  project.env = fields.optionalStrings("env");
  project.arguments = fields.optionalStrings("arguments");
  project.ports = fields.optionalStrings("ports");
  project.volumes = fields.optionalStrings("volumes");
  project.user = fields.optionalString("user");
  project.workingDir = fields.optionalString("working-dir");
  project.stopSignal = fields.optionalString("stop-signal");
  project.compression = fields.optionalString("compression");
  if (int64_t created = fields.optionalSize("created"); created >= 0)
    project.created = created;
  if (json.find("sbom"))
    project.sbom = fields.optionalBool("sbom", true);
  if (const Json *list = fields.optionalArray("files"))
    readFiles(*list, project, directory, fields);
  if (fields.error())
    top.note(*fields.error());
}

Expected<Project> parseProject(std::string_view text,
                               const std::string &directory) {
  Expected<Json> toml = parseToml(text);
  if (!toml)
    return std::unexpected(toml.error());
  Project project;
  FieldReader top(*toml, "project");
  top.allowOnly({"module", "reference", "compile", "image"});
  project.module = fromDirectory(top.requiredString("module"), directory);
  project.reference = top.optionalString("reference");
  if (const Json *compile = top.optionalObject("compile"))
    readCompile(*compile, project, directory, top);
  if (const Json *image = top.optionalObject("image"))
    readImage(*image, project, directory, top);
  if (top.error())
    return std::unexpected(*top.error());
  return project;
}

/// A TOML string.
static std::string quoted(const std::string &text) {
  std::string out = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\')
      out += '\\';
    out += c;
  }
  return out + "\"";
}

std::string projectTemplate(const std::string &module,
                            const std::string &reference) {
  return concat(
      R"(# What 'wpack build' and 'wpack push' make of this project. Paths are relative
# to this file; options of the command line are stronger than what is here.
module = )",
      quoted(module), "\nreference = ", quoted(reference), R"(

[compile]
level = "2"
# flags = ["-s", "--max-memory=256M"]  # for wasmc
# cpus = ["x86-64-v3"]                 # each gets a tag of its own

[image]
# platforms = ["linux/amd64", "linux/arm64", "wasi/wasm"]
# arguments = ["--port", "8080"]
# env = ["MODE=production"]
# ports = ["8080/tcp"]
# volumes = ["/data"]                  # with flags = ["--dir=/data"] above
# user = "65534:65534"
# files = [{ source = "app.conf", path = "/etc/app.conf" }]
# compression = "gzip"                 # or zstd
# sbom = true
# labels = { team = "example" }
# annotations = { "org.opencontainers.image.version" = "1.0" }
)");
}

} // namespace wpack
