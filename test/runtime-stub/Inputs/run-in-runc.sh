#!/bin/bash
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
#   run-in-runc.sh DIRECTORY NO_NEW_PRIVS PROFILE PROGRAM
#
# Runs a static program as a container's only file, under a seccomp profile
# (none if that is empty). DIRECTORY is made anew.
set -euo pipefail
bundle=$1 noNewPrivileges=$2 profile=$3 program=$4
rm -rf "$bundle"
mkdir -p "$bundle/rootfs" "$bundle/state"
cp "$program" "$bundle/rootfs/app"
cd "$bundle"
runc spec
python3 - "$noNewPrivileges" "$profile" <<'PYTHON'
import json
import sys

with open("config.json") as file:
    config = json.load(file)
config["process"]["terminal"] = False
config["process"]["args"] = ["/app"]
config["process"]["noNewPrivileges"] = sys.argv[1] == "true"
with open(sys.argv[2]) as file:
    profile = file.read()
config["linux"].pop("seccomp", None)
if profile:
    config["linux"]["seccomp"] = json.loads(profile)
with open("config.json", "w") as file:
    json.dump(config, file)
PYTHON
runc --root "$bundle/state" run "wasmc-test-$$"
