# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Compiles room.wat and puts other code in its function:
#
#   assemble.sh TARGET OUTPUT SOURCE [SYMBOL=VALUE...]
#
# SOURCE is assembler, its symbols are what tells apart the variants in it.

set -eu -o pipefail
target=$1 output=$2 source=$3
here=$(dirname "$0")
shift 3
symbols=()
for symbol; do
  symbols+=("-Wa,--defsym,$symbol")
done
wasmc --target "$target" "$here/room.wat" -o "$output"
clang-22 --target="$target-gnu" -c "${symbols[@]}" "$source" -o "$output.o"
llvm-objcopy -O binary -j .text "$output.o" "$output.code"
python3 "$here/patch.py" "$output" "$output" code victim "$(od -An -v -tx1 "$output.code" | tr -d ' \n')"
