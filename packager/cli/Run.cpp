// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/cli/Attest.h"
#include "packager/cli/Build.h"
#include "packager/cli/Commands.h"
#include "packager/cli/Compiler.h"
#include "packager/cli/Program.h"
#include "packager/cli/Trust.h"
#include "packager/image/PolicyNote.h"
#include "packager/oci/Index.h"
#include "runtime-stub/include/wrt/note.h"
#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/utsname.h>
#include <unistd.h>

namespace wpack {

namespace {

/// This machine, in the words of the three places that name it.
struct Host {
  std::string architecture; ///< OCI: `amd64`.
  std::string target;       ///< wasmc: `x86_64-linux`.
};

} // namespace

static Host thisHost() {
  utsname name = {};
  ::uname(&name);
  std::string machine = name.machine;
  std::string architecture = machine == "x86_64"    ? "amd64"
                             : machine == "aarch64" ? "arm64"
                                                    : machine;
  return {architecture, concat(machine, "-linux")};
}

static bool isPortable(const Platform &platform) {
  return platform.architecture.starts_with("wasm");
}

/// The entry for this machine: native first, then portable; or portable only.
static Expected<Descriptor> chooseEntry(ContentStore &store, Descriptor root,
                                        const Host &host, bool portableOnly) {
  constexpr int maxNesting = 3;
  for (int depth = 0; root.isIndex(); ++depth) {
    if (depth == maxNesting)
      return fail(root.digest.str(), ": indexes are nested deeper than ",
                  maxNesting);
    Expected<std::string> bytes = store.readDocument(root);
    if (!bytes)
      return std::unexpected(bytes.error());
    Expected<Index> index = Index::parse(*bytes);
    if (!index)
      return inContext(root.digest.str(), index.error());
    const std::vector<Descriptor> &entries = index->manifests;
    auto found = std::ranges::find_if(entries, [&](const Descriptor &entry) {
      return !portableOnly && entry.platform && entry.platform->os == "linux" &&
             entry.platform->architecture == host.architecture;
    });
    if (found == entries.end())
      found = std::ranges::find_if(entries, [](const Descriptor &entry) {
        return entry.platform && isPortable(*entry.platform);
      });
    if (found == entries.end()) {
      std::string list;
      for (const Descriptor &entry : entries)
        if (entry.platform)
          list += concat(list.empty() ? "" : ", ", entry.platform->str());
      return fail(
          "no entry for linux/", host.architecture,
          " nor for WebAssembly; there is: ", list.empty() ? "nothing" : list);
    }
    root = *found;
  }
  return root;
}

/// Compiles a module in memory to an executable in memory.
static Expected<FileHandle> compileProgram(const FileHandle &wasm,
                                           const Host &host) {
  Expected<MappedFile> module = MappedFile::map(wasm);
  if (!module)
    return std::unexpected(module.error());
  Expected<TemporaryDirectory> scratch = TemporaryDirectory::create();
  if (!scratch)
    return std::unexpected(scratch.error());
  std::string input = scratch->file("app.wasm");
  FileHandle file(
      ::open(input.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  if (!file)
    return systemError("cannot create", input);
  if (Status written = writeAll(file.get(), module->bytes(), input); !written)
    return std::unexpected(written.error());
  std::string output = scratch->file("app");
  if (Status compiled = compile({input, host.target, "O2", output}); !compiled)
    return std::unexpected(compiled.error());
  constexpr int64_t maxProgramBytes = int64_t(1) << 30;
  Expected<std::string> elf = readFile(output, maxProgramBytes);
  if (!elf)
    return std::unexpected(elf.error());
  FileHandle memory(::memfd_create("wpack", MFD_CLOEXEC | MFD_ALLOW_SEALING));
  if (!memory)
    return systemError("cannot create", "a file in memory");
  if (Status written = writeAll(memory.get(), *elf, "memory"); !written)
    return std::unexpected(written.error());
  return memory;
}

/// Only what wasmc made may run: it brings its own sandbox. Any other program
/// of an image counts on the container around it, which is not here.
static Status checkProgram(const FileHandle &file, const Descriptor &entry,
                           const Host &host) {
  Expected<MappedFile> elf = MappedFile::map(file);
  if (!elf)
    return std::unexpected(elf.error());
  Expected<BuildNote> note = readBuildNote(elf->bytes());
  if (!note)
    return fail("its program is not run: ", note.error().message);
  if (note->target != host.target)
    return fail("its program is made for ", note->target, ", this machine is ",
                host.target);
  std::string declared = entry.annotation(annotation::wasmDigest);
  if (!declared.empty() && declared != note->wasmDigest.str())
    return fail("its program says it was made from ", note->wasmDigest.str(),
                ", the index says from ", declared);
  return {};
}

/// Becomes the program; returns only after a failure.
static Status execute(const Program &program, const Options &options,
                      const std::string &grants) {
  const Config &config = program.config;
  std::vector<std::string> words = config.entrypoint;
  if (words.empty())
    words.push_back(config.cmd.empty() ? "app.wasm" : config.cmd.front());
  const std::vector<std::string> &rest =
      options.arguments.empty() && !config.entrypoint.empty()
          ? config.cmd
          : options.arguments;
  words.insert(words.end(), rest.begin(), rest.end());
  for (const std::string &variable : config.env) {
    size_t equals = variable.find('=');
    std::string name = variable.substr(0, equals);
    // Grants come from the user; an image must not give itself any.
    if (equals != std::string::npos && name != wrt::grantsVariable)
      ::setenv(name.c_str(), variable.c_str() + equals + 1, 1);
  }
  if (!grants.empty())
    ::setenv(wrt::grantsVariable, grants.c_str(), 1);

  // Nobody can change the program between its check and its start.
  if (::fcntl(program.file.get(), F_ADD_SEALS,
              F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL) != 0)
    return systemError("cannot seal", "the unpacked program");
  std::vector<char *> arguments;
  for (std::string &word : words)
    arguments.push_back(word.data());
  arguments.push_back(nullptr);
  std::signal(SIGPIPE,
              SIG_DFL); // main ignores it, and exec would inherit that.
  ::fexecve(program.file.get(), arguments.data(), environ);
  return systemError("cannot execute", "the unpacked program");
}

/// Whether native code may run: it is signed by somebody who is trusted, or was
/// compiled here. A compiler's note in it is no proof, for anybody can write
/// it.
static Expected<bool> mayRunNative(ContentStore &store, const Descriptor &entry,
                                   bool isSigned) {
  if (isSigned)
    return true;
  Expected<ProgramBytes> program = readProgram(store, entry);
  if (!program)
    return std::unexpected(program.error());
  Expected<BuildRecord> record = openLedger().find(program->digest);
  if (!record && record.error().kind != ErrorKind::NotFound)
    return std::unexpected(record.error());
  return record.has_value();
}

/// The program to run, checked; compiled here if it is a module.
static Expected<Program> prepareProgram(ContentStore &store,
                                        const Descriptor &root,
                                        const Host &host, bool isSigned) {
  Expected<Descriptor> entry = chooseEntry(store, root, host, false);
  if (!entry)
    return std::unexpected(entry.error());
  Expected<Program> program = loadProgram(store, *entry);
  if (!program)
    return std::unexpected(program.error());
  if (!program->isWasm) {
    if (Status checked = checkProgram(program->file, *entry, host); !checked)
      return std::unexpected(checked.error());
    Expected<bool> may = mayRunNative(store, *entry, isSigned);
    if (!may)
      return std::unexpected(may.error());
    if (*may)
      return program;
    Expected<Descriptor> portable = chooseEntry(store, root, host, true);
    if (!portable || portable->digest == entry->digest)
      return fail(
          "its native code is not run: nobody who is trusted has signed "
          "it, it was not compiled here, and there is no portable "
          "entry; give --key, or a policy");
    program = loadProgram(store, *portable);
    if (!program)
      return std::unexpected(program.error());
    *entry = *portable;
  }
  Expected<FileHandle> compiled = compileProgram(program->file, host);
  if (!compiled)
    return std::unexpected(compiled.error());
  program->file = std::move(*compiled);
  if (Status checked = checkProgram(program->file, *entry, host); !checked)
    return std::unexpected(checked.error());
  return program;
}

Status runRun(const Options &options) {
  Expected<std::string> grants = grantsText(options.grants);
  if (!grants)
    return std::unexpected(grants.error());
  Expected<Located> image = locate(options);
  if (!image)
    return std::unexpected(image.error());
  Expected<bool> isSigned =
      admit(options, image->store(), image->reference, image->root);
  if (!isSigned)
    return std::unexpected(isSigned.error());
  Expected<Program> program =
      prepareProgram(image->store(), image->root, thisHost(), *isSigned);
  if (!program)
    return inContext(image->reference.familiar(), program.error());
  image->registry.reset(); // Close connections; exec would not do it politely.
  return execute(*program, options, *grants);
}

} // namespace wpack
