// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "packager/cli/Commands.h"
#include <csignal>
#include <cstdio>

using namespace wpack;

static Status obey(const Options &options) {
  switch (options.command) {
  case Command::Init:
    return runInit(options);
  case Command::Build:
    return runBuild(options);
  case Command::Push:
    return runPush(options);
  case Command::Pull:
    return runPull(options);
  case Command::Run:
    return runRun(options);
  case Command::Inspect:
    return runInspect(options);
  case Command::List:
    return runList(options);
  case Command::KeyGenerate:
    return runKeyGenerate(options);
  case Command::Sign:
    return runSign(options);
  case Command::Verify:
    return runVerify(options);
  case Command::Copy:
    return runCopy(options);
  case Command::Tag:
    return runTag(options);
  case Command::Untag:
    return runUntag(options);
  case Command::Remove:
    return runRemove(options);
  case Command::CollectGarbage:
    return runCollectGarbage(options);
  case Command::CheckStore:
    return runCheckStore(options);
  case Command::Login:
    return runLogin(options);
  case Command::Logout:
    return runLogout(options);
  case Command::Kubernetes:
    return runKubernetes(options);
  case Command::Resolve:
    return runResolve(options);
  }
  return {};
}

/// An error is one line, whatever a file name or a server put into it, and
/// cannot steer the terminal.
static std::string oneLine(std::string text) {
  for (char &c : text)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
      c = '?';
  return text;
}

int main(int argc, char **argv) {
  // A helper or compiler that does not read its input must not end us.
  std::signal(SIGPIPE, SIG_IGN);
  ParsedLine line = parseOptions(argc, argv);
  if (!line.options) {
    std::fputs(line.text.c_str(), line.exitStatus == 0 ? stdout : stderr);
    return line.exitStatus;
  }
  Status done = obey(*line.options);
  if (done && std::fflush(stdout) != 0)
    done = fail("cannot write to standard output");
  if (done)
    return 0;
  std::fprintf(stderr, "wpack: %s\n", oneLine(done.error().message).c_str());
  return done.error().kind == ErrorKind::Usage ? 2 : 1;
}
