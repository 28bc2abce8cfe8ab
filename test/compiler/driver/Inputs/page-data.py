# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# page-data.py PAGE: prints what a page of `wasmc explore` holds.

import json
import sys

with open(sys.argv[1], encoding="utf-8") as file:
    text = file.read()
begin = text.index("const data = ") + len("const data = ")
data = json.JSONDecoder().raw_decode(text, begin)[0]
print("title", data["title"])
for line in data["policy"]:
    print("policy", line)
for line in data["imports"]:
    print("import", line)
for call in data["systemCalls"]:
    print("call", call["name"])
for function in data["functions"]:
    print(function["wasm"], function["machine"], sep="")
