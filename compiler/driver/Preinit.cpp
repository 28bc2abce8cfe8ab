// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The module is compiled for this machine at -O0, with an entry that ends by
// writing a snapshot (wrt/snapshot.h), and run in a process of its own: locked
// down, with nothing granted but what the command says, for limited time and
// memory. Whatever the target is, its result is a module again.

#include "compiler/driver/Preinit.h"
#include "compiler/driver/Compile.h"
#include "compiler/wasm/SectionDecoder.h"
#include "compiler/wasm/Snapshot.h"
#include "compiler/wasm/Validator.h"
#include "wrt/snapshot.h"
#include "llvm/Support/SmallVectorMemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace llvm;

namespace wasmc {

static constexpr char memoryLimit[] = "1G";
/// Of what it writes, the snapshot included.
static constexpr rlim_t fileLimit = rlim_t(5) << 28;

static Error failure(const Twine &what) {
  return createStringError(inconvertibleErrorCode(), "--preinit: " + what);
}

static Error systemFailure(const Twine &what) {
  return failure(what + ": " +
                 std::error_code(errno, std::generic_category()).message());
}

namespace {

/// A file without a name.
class AnonymousFile {
public:
  AnonymousFile() : descriptor(memfd_create("wasmc", MFD_CLOEXEC)) {}
  ~AnonymousFile() {
    if (descriptor >= 0)
      close(descriptor);
  }
  AnonymousFile(const AnonymousFile &) = delete;
  AnonymousFile &operator=(const AnonymousFile &) = delete;

  Error write(StringRef bytes);
  Expected<Buffer> contents() const;

  const int descriptor;
};

} // namespace

Error AnonymousFile::write(StringRef bytes) {
  while (!bytes.empty()) {
    ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno != EINTR)
      return systemFailure("cannot write a file in memory");
    bytes = bytes.drop_front(written > 0 ? size_t(written) : 0);
  }
  return Error::success();
}

Expected<Buffer> AnonymousFile::contents() const {
  auto file = MemoryBuffer::getOpenFile(sys::fs::file_t(descriptor), "snapshot",
                                        /*FileSize=*/-1,
                                        /*RequiresNullTerminator=*/false);
  if (!file)
    return failure("cannot read a file in memory: " +
                   file.getError().message());
  return std::move(*file);
}

static Error checkFunction(const WasmModule &module, StringRef name) {
  if (name.empty())
    return module.start ? Error::success()
                        : failure("the module has no start function: name an "
                                  "export to run");
  if (name == "_start")
    return failure("_start is the program itself: name an export that prepares "
                   "it");
  const Export *entry = module.findExport(name);
  if (!entry || entry->kind != ExternKind::Func)
    return failure("no function \"" + name + "\" is exported");
  const FuncType &type = module.funcType(entry->index);
  if (!type.params.empty() || !type.results.empty())
    return failure("the function \"" + name +
                   "\" must take and return nothing");
  return Error::success();
}

/// The executable that makes the snapshot, in the file for core dumps.
static Expected<Buffer> compileRun(const CompileCommand &command,
                                   ArrayRef<uint8_t> module,
                                   const Twine &snapshot) {
  CompileOptions options = command.options;
  options.level = OptLevel::O0;
  options.target = options.cpu = "";
  options.emit = EmitFile::Executable;
  options.profileOut = "";
  options.profiles.clear();
  options.makesSnapshot = true;
  options.initialiser = command.preinit->function;
  Grants grants;
  grants.directories = command.preinit->directories;
  grants.coredump = snapshot.str();
  grants.timeout = command.preinit->timeout;
  grants.maxMemory =
      command.grants.maxMemory.empty() ? memoryLimit : command.grants.maxMemory;
  Expected<Target> target = findTarget(options.target, options.cpu);
  if (!target)
    return target.takeError();
  Expected<std::string> policy = policyText(grants);
  if (!policy)
    return failure(toString(policy.takeError()));
  StageTimes times;
  return compile(module, *target, options, *policy, {times});
}

/// What the child does between fork and exec: nothing but system calls.
[[noreturn]] static void becomeRun(int program, int output, int snapshot) {
  rlimit limit = {fileLimit, fileLimit};
  char name[] = "preinit";
  char *arguments[] = {name, nullptr};
  char *environment[] = {nullptr};
  int input = open("/dev/null", O_RDONLY);
  if (input >= 0 && dup2(input, 0) == 0 && dup2(output, 1) == 1 &&
      dup2(output, 2) == 2 && fcntl(snapshot, F_SETFD, 0) == 0 &&
      setrlimit(RLIMIT_FSIZE, &limit) == 0)
    fexecve(program, arguments, environment);
  _exit(127);
}

/// Runs the program to its end; what it said goes to stderr.
static Error run(const AnonymousFile &program, const AnonymousFile &output,
                 const AnonymousFile &snapshot) {
  pid_t child = fork();
  if (child < 0)
    return systemFailure("cannot make a process");
  if (child == 0)
    becomeRun(program.descriptor, output.descriptor, snapshot.descriptor);
  int status = 0;
  while (waitpid(child, &status, 0) < 0)
    if (errno != EINTR)
      return systemFailure("cannot wait for the process");
  Expected<Buffer> said = output.contents();
  if (!said)
    return said.takeError();
  errs() << (*said)->getBuffer();
  if (WIFSIGNALED(status))
    return failure("the run was ended by signal " + Twine(WTERMSIG(status)));
  if (WEXITSTATUS(status) != 0)
    return failure("the run ended with status " + Twine(WEXITSTATUS(status)));
  return Error::success();
}

static Error checkSnapshot(const Snapshot &snapshot, bool isStrict) {
  if (snapshot.flags & wrt::snapshotReference)
    return failure("a global or table holds a reference that is neither null "
                   "nor of a function");
  if (snapshot.flags & wrt::snapshotCut)
    return failure("there is more than 1 GiB in linear memory");
  if (snapshot.flags & wrt::snapshotDescriptors)
    return failure("the run left descriptors open that it opened, or closed "
                   "others: leave them as they were");
  if (isStrict && snapshot.flags & wrt::snapshotClock)
    return failure("the run asked for the time, which --strict forbids");
  if (isStrict && snapshot.flags & wrt::snapshotRandom)
    return failure("the run asked for random numbers, which --strict forbids");
  return Error::success();
}

Expected<Buffer> preinitialise(const CompileCommand &command,
                               const MemoryBuffer &input) {
  if (!command.preinit)
    return nullptr;
  ArrayRef<uint8_t> bytes = bytesOf(input);
  Expected<WasmModule> module = decodeModule(bytes, command.options.features);
  if (!module)
    return module.takeError();
  if (Error error = validateBodies(*module))
    return std::move(error);
  StringRef function = command.preinit->function;
  if (Error error = checkFunction(*module, function))
    return std::move(error);

  AnonymousFile program, output, file;
  if (program.descriptor < 0 || output.descriptor < 0 || file.descriptor < 0)
    return systemFailure("cannot make a file in memory");
  Expected<Buffer> executable =
      compileRun(command, bytes, "/proc/self/fd/" + Twine(file.descriptor));
  if (!executable)
    return executable.takeError();
  if (Error error = program.write((*executable)->getBuffer()))
    return std::move(error);
  if (Error error = run(program, output, file))
    return std::move(error);
  Expected<Buffer> written = file.contents();
  if (!written)
    return written.takeError();
  if ((*written)->getBufferSize() == 0)
    return failure("the program ended before its initialisation did");
  Expected<Snapshot> snapshot = readSnapshot(bytesOf(**written), *module);
  if (!snapshot)
    return snapshot.takeError();
  if (Error error = checkSnapshot(*snapshot, command.preinit->strict))
    return std::move(error);
  return std::make_unique<SmallVectorMemoryBuffer>(
      applySnapshot(*module, *snapshot, function), "preinit",
      /*RequiresNullTerminator=*/false);
}

} // namespace wasmc
