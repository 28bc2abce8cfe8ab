// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/node/Bundle.h"
#include "packager/oci/AtomicFile.h"
#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace wpack {

/// Largest config.json that is read, in bytes.
static constexpr int64_t maxConfigBytes = 16 << 20;

bool EntryPoint::isWasm() const {
  char magic[4];
  return ::pread(file.get(), magic, sizeof magic, 0) == sizeof magic &&
         std::string_view(magic, sizeof magic) == std::string_view("\0asm", 4);
}

Expected<Bundle> Bundle::open(const std::string &directory) {
  Bundle bundle;
  bundle.directory = directory;
  std::string path = concat(directory, "/config.json");
  Expected<std::string> text = readFile(path, maxConfigBytes);
  if (!text)
    return std::unexpected(text.error());
  Expected<Json> json = Json::parse(*text);
  if (!json)
    return inContext(path, json.error());
  if (!json->members())
    return fail(path, ": expected a JSON object");
  bundle.document = std::move(*json);
  return bundle;
}

const Json *Bundle::process(std::string_view key) const {
  const Json *process = document.find("process");
  return process ? process->find(key) : nullptr;
}

std::vector<std::string> Bundle::environment() const {
  std::vector<std::string> words;
  const Json *list = process("env");
  if (list && list->elements())
    for (const Json &word : *list->elements())
      if (const std::string *text = word.string())
        words.push_back(*text);
  return words;
}

std::string Bundle::workingDirectory() const {
  const Json *member = process("cwd");
  const std::string *path = member ? member->string() : nullptr;
  return path && path->starts_with('/') ? *path : "/";
}

/// Opens a regular file of the container: no link leads out of `root`.
static FileHandle openInside(int root, const std::string &path) {
  open_how how = {};
  // A named pipe must not make us wait for its writer.
  how.flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK;
  how.resolve = RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS;
  FileHandle file(
      int(::syscall(SYS_openat2, root, path.c_str(), &how, sizeof how)));
  struct stat info = {};
  if (!file || ::fstat(file.get(), &info) != 0 || !S_ISREG(info.st_mode))
    return FileHandle();
  return file;
}

/// Where a container looks for the command `name`, in order.
static std::vector<std::string> candidates(const std::string &name,
                                           const std::string &workingDirectory,
                                           std::span<const std::string> env) {
  if (name.starts_with('/'))
    return {name};
  if (name.contains('/'))
    return {concat(workingDirectory, "/", name)};
  std::string_view list;
  for (const std::string &variable : env)
    if (variable.starts_with("PATH="))
      list = std::string_view(variable).substr(5);
  std::vector<std::string> paths;
  while (!list.empty()) {
    std::string_view directory = list.substr(0, list.find(':'));
    list.remove_prefix(std::min(list.size(), directory.size() + 1));
    if (directory.starts_with('/'))
      paths.push_back(concat(directory, "/", name));
  }
  return paths;
}

std::optional<EntryPoint> Bundle::entryPoint() const {
  const Json *arguments = process("args");
  const Json *root = document.find("root");
  const Json *rootPath = root ? root->find("path") : nullptr;
  if (!arguments || !arguments->elements() || arguments->elements()->empty() ||
      !arguments->elements()->front().string() || !rootPath ||
      !rootPath->string())
    return std::nullopt;
  std::string path = *rootPath->string();
  if (!path.starts_with('/'))
    path = concat(directory, "/", path);
  FileHandle rootDirectory(
      ::open(path.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  if (!rootDirectory)
    return std::nullopt;
  for (std::string &candidate :
       candidates(*arguments->elements()->front().string(), workingDirectory(),
                  environment()))
    if (FileHandle file = openInside(rootDirectory.get(), candidate))
      return EntryPoint{std::move(candidate), std::move(file)};
  return std::nullopt;
}

/// The member `key` of `object`, to be changed and put back.
static Json memberOr(const Json &object, std::string_view key, Json otherwise) {
  const Json *member = object.find(key);
  return member && !member->isNull() ? *member : std::move(otherwise);
}

void Bundle::bindFile(const std::string &source, const std::string &path) {
  Json mounts = memberOr(document, "mounts", Json::array());
  mounts.push(Json::object()
                  .set("destination", path)
                  .set("type", "bind")
                  .set("source", source)
                  .set("options", Json::of(std::vector<std::string>{
                                      "bind", "ro", "nosuid", "nodev"})));
  document.set("mounts", std::move(mounts));
}

void Bundle::setEnvironment(const std::vector<std::string> &words) {
  Json process = memberOr(document, "process", Json::object());
  process.set("env", Json::of(words));
  document.set("process", std::move(process));
}

Status Bundle::save() const {
  Expected<AtomicFile> file =
      AtomicFile::create(directory, "config.json", 0644);
  if (!file)
    return std::unexpected(file.error());
  if (Status written = file->write(document.dump()); !written)
    return written;
  return file->publish();
}

} // namespace wpack
