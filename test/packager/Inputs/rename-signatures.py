# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# rename-signatures.py HEX
#
# Lets the signature of the old index in the default store pass for that of the
# manifest HEX.

import json
import os
import sys

path = os.environ["XDG_DATA_HOME"] + "/wpack/store/wpack.json"
name = "io.containerd.image.name"
with open(path) as file:
    index = json.load(file)
for entry in index["manifests"]:
    if entry["annotations"].get(name, "").endswith(".sig"):
        entry["annotations"][name] = f"r.example/app:sha256-{sys.argv[1]}.sig"
        break
with open(path, "w") as file:
    json.dump(index, file)
