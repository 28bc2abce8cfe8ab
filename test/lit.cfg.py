# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# How lit runs the tests of this tree. tools/check is the usual caller; by hand:
#
#   lit-22 -v test/compiler            programs in build/release/bin
#   lit-22 -D build=DIR -v test        programs in DIR/bin
#
# docs/testing.md says how a test is written. RUN lines are bash, with pipefail.

import ctypes
import os
import shutil
import socket
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from private_test import PrivateTest

root = os.path.dirname(sys.path[0])
build = os.path.abspath(lit_config.params.get("build", os.path.join(root, "build/release")))
# Belongs to no build configuration: what the network or a slow build supplied.
fetched = os.path.dirname(build)
llvm = "/usr/lib/llvm-22/bin"
libfuzzer = f"/usr/lib/llvm-22/lib/clang/22/lib/linux/libclang_rt.fuzzer-{os.uname().machine}.a"


config.name = "wasmc"
config.test_source_root = os.path.join(root, "test")
config.test_exec_root = os.path.join(build, "test")
config.suffixes = [".wat", ".s", ".test", ".c", ".cpp", ".ll"]
config.excludes = ["Inputs"]
# Without python3-psutil lit cannot end a test that hangs.
if lit_config.maxIndividualTestTimeIsSupported[0]:
    lit_config.maxIndividualTestTime = 900

# Nothing of the caller's environment: no grants, no store, no credentials.
path = [os.path.join(build, "bin"), llvm, os.path.join(root, "tools"),
        os.path.join(fetched, "test-tools/bin")]
config.environment = {
    "PATH": os.pathsep.join(path + ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin",
                                    "/usr/bin", "/sbin", "/bin"]),
    "LC_ALL": "C.UTF-8",
    "TZ": "UTC",
    # Whatever the tests compile is to be proved; a test of what cannot be says so.
    "WASMC_CHECK": "on",
    "EXAMPLES_BUILD": os.path.join(fetched, "examples"),
}
config.substitutions += [("%root", root), ("%fetched", fetched), ("%build", build)]


def runs(*command):
    """Whether the command exits with 0, within a time."""
    try:
        return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def has(*programs):
    return all(shutil.which(p, path=config.environment["PATH"]) for p in programs)


def present(name):
    return os.path.exists(os.path.join(fetched, name))


def canUnshare():
    """Containers need namespaces and mounts, which some machines withhold."""
    return runs("unshare", "--mount", "--pid", "--fork", "--", "mount", "-t", "tmpfs", "none",
                "/mnt")


def canBridge():
    return runs("unshare", "--net", "--", "ip", "link", "add", "probe", "type", "bridge")


def hasIpV6():
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
        return True
    except OSError:
        return False


def landlockVersion():
    createRuleset, askVersion = 444, 1
    return ctypes.CDLL(None).syscall(createRuleset, None, 0, askVersion)


# A test that needs one of these says so by REQUIRES; where it is missing the
# test is skipped, and this is the reason given.
features = [
    ("root", os.geteuid() == 0, "not running as root"),
    ("strace", runs("strace", "-o", "/dev/null", "true"), "no strace, or not allowed to trace"),
    ("x86_64-linux", os.uname().machine == "x86_64", "this machine is not an x86-64"),
    ("landlock", landlockVersion() >= 2, "this kernel has no Landlock, or not version 2"),
    ("seccomp", os.path.exists("/proc/sys/kernel/seccomp/actions_avail"),
     "this kernel has no filters of system calls"),
    ("tmpfs", os.geteuid() == 0 and canUnshare(), "may not mount a tmpfs"),
    ("set-user-id", os.geteuid() == 0 and has("setpriv") and not
     os.statvfs("/tmp").f_flag & os.ST_NOSUID, "not root, or /tmp is mounted nosuid"),
    ("pid-namespace", os.geteuid() == 0 and runs("unshare", "--pid", "--fork", "true"),
     "may not make a PID namespace"),
    ("memory-cgroup", os.geteuid() == 0 and runs(
        os.path.join(root, "test/runtime-stub/Inputs/in-memory-cgroup"), "1073741824", "true"),
     "may not make a control group with a limit of memory"),
    ("qemu-aarch64", has("qemu-aarch64-static"), "no qemu-aarch64-static (package qemu-user-static)"),
    ("clang-wasm", has("clang-22") and os.path.exists("/usr/include/wasm32-wasi/stdio.h"),
     "no clang-22 with wasi-libc"),
    ("rustc-wasm", os.path.exists("/usr/lib/rustlib/wasm32-wasi") and has("rust-lld"),
     "no Debian rustc with libstd-rust-dev-wasm32 and lld-14"),
    ("curl", has("curl"), "no curl"),
    ("gdb", runs("gdb", "-q", "-nx", "-batch", "-ex", "run", "/bin/true"),
     "no gdb, or not allowed to trace"),
    ("ipv6", hasIpV6(), "this machine has no IPv6 on its loopback"),
    ("node", has("node"), "no node"),
    ("capstone", runs("/usr/bin/python3", "-c", "import capstone"),
     "no capstone for Python (package python3-capstone)"),
    ("binaryen", has("wasm-opt", "wasm-as"), "no wasm-opt (package binaryen)"),
    ("wabt", has("wat2wasm", "wasm-validate"), "no wat2wasm (package wabt)"),
    ("asc", has("node") and present("examples/assemblyscript/installed.json"),
     "the AssemblyScript compiler could not be installed by npm"),
    ("bzip2-source", present("examples/bzip2/source"),
     "Debian's source package bzip2 could not be fetched"),
    ("sqlite-source", present("examples/sqlite/source"),
     "Debian's source package sqlite3 could not be fetched"),
    ("lua-source", present("examples/lua/source"),
     "Debian's source package lua5.4 could not be fetched"),
    ("libcxxabi-source", present("examples/exceptions/source"),
     "Debian's source package llvm-toolchain-19 could not be fetched"),
    ("docker-registry", has("docker-registry"), "no docker-registry"),
    ("skopeo", has("skopeo"), "no skopeo"),
    ("umoci", has("umoci"), "no umoci"),
    ("containerd", os.geteuid() == 0 and has("containerd", "ctr", "runc") and canUnshare(),
     "no containerd with runc, or not allowed to make namespaces and mounts"),
    ("podman", os.geteuid() == 0 and has("podman", "runc") and canUnshare(),
     "no podman with runc, or not allowed to make namespaces and mounts"),
    ("buildah", os.geteuid() == 0 and has("buildah") and canUnshare(),
     "no buildah, or not allowed to make namespaces and mounts"),
    ("podman-network", os.geteuid() == 0 and has("podman", "iptables") and
     os.path.exists("/usr/lib/podman/netavark") and canBridge(),
     "no podman with netavark and iptables, or not allowed to make a bridge"),
    ("podman-pods", os.geteuid() == 0 and has("podman", "catatonit") and canUnshare(),
     "no podman with catatonit, or not allowed to make namespaces and mounts"),
    ("dockerd", os.geteuid() == 0 and has("dockerd", "docker") and canUnshare(),
     "no dockerd (package docker.io), or not allowed to make namespaces and mounts"),
    ("runc", os.geteuid() == 0 and has("runc") and canUnshare(),
     "no runc, or not allowed to make namespaces and mounts"),
    ("crun", os.geteuid() == 0 and has("crun") and canUnshare(),
     "no crun, or not allowed to make namespaces and mounts"),
    ("busybox", os.access("/bin/busybox", os.X_OK), "no /bin/busybox (package busybox-static)"),
    ("mandoc", has("mandoc", "col"), "no mandoc, or no col (packages mandoc, bsdextrautils)"),
    ("chromium", has("chromium"), "no chromium"),
    ("fish", has("fish"), "no fish"),
    ("zsh", has("zsh"), "no zsh"),
    ("mmdebstrap", has("mmdebstrap"), "no mmdebstrap"),
    ("ab", has("ab"), "no ab (package apache2-utils)"),
    ("kubectl", has("kubectl"), "no kubectl (package kubernetes-client)"),
    ("go-wasip1", present("test-tools/bin/go"),
     "no go of 1.21 or newer: tools/fetch-test-tools could not get it"),
    ("softhsm", has("softhsm2-util", "pkcs11-tool"),
     "no softhsm2-util (package softhsm2) or pkcs11-tool (package opensc)"),
    ("libfuzzer", os.path.exists(libfuzzer), "no libFuzzer (package libclang-rt-22-dev)"),
] + [
    (tool, os.access(os.path.join(fetched, "test-tools/bin", tool), os.X_OK),
     f"no {tool}: tools/fetch-test-tools could not get it")
    for tool in ("cosign", "notation", "oras", "crane", "new-skopeo", "new-podman")
]
config.available_features.update(f for f, available, _ in features if available)
reasons = {f: reason for f, available, reason in features if not available}
config.test_format = PrivateTest(reasons)
