#!/bin/bash
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
#   compile-shape.sh ROOT SHAPE SIZE SECONDS FOLDER
#
# Compiles a module of tools/bench/shapes at -O2 in so many seconds of the CPU and 6 GiB
# of address space, and at -O0; the programs must end with the same status. The first is
# then proved by wasmc check, which is not part of that time; the second would take it
# minutes.
set -u
mkdir -p "$5" && cd "$5" || exit
export WASMC_CACHE=off WASMC_CHECK=off
"$1/tools/bench/shapes" --write "$2" "$3" module.wasm || exit
(ulimit -t "$4" -v $((6 << 20)) && wasmc -j1 -O2 module.wasm -o fast) || exit
(ulimit -t "$4" -v $((6 << 20)) && wasmc -j1 -O0 module.wasm -o slow) || exit
wasmc check fast || exit
./fast
fast=$?
./slow
slow=$?
rm -f module.wasm fast slow
echo "status $fast, $slow"
[[ $fast == "$slow" ]]
