# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Compiles room.wat and puts other code in its function:
#
#   assemble.sh TARGET OUTPUT SOURCE [SYMBOL=VALUE...]
#
# SOURCE is assembler, its symbols are what tells apart the variants in it. The one
# called distance is how far behind the function's start wasm_memories is, and variable
# a global's, of 4 bytes. Code for room64.wat, which has none, has 64 in its name.

set -eu -o pipefail
target=$1 output=$2 source=$3
here=$(dirname "$0")
shift 3
room=$here/room.wat
[[ $source != *64.s ]] || room=$here/room64.wat
wasmc --target "$target" "$room" -o "$output"
address() { echo $((0x$(llvm-nm "$output" | awk -v name="$1" '$3 == name { print $1 }'))); }
symbols=("-Wa,--defsym,distance=$(($(address wasm_memories) - $(address victim)))")
[[ $room == */room64.wat ]] ||
  symbols+=("-Wa,--defsym,variable=$(($(address wasm.g0) - $(address victim)))")
for symbol; do
  symbols+=("-Wa,--defsym,$symbol")
done
clang-22 --target="$target-gnu" -c "${symbols[@]}" "$source" -o "$output.o"
llvm-objcopy -O binary -j .text "$output.o" "$output.code"
python3 "$here/patch.py" "$output" "$output" code victim "$(od -An -v -tx1 "$output.code" | tr -d ' \n')"
