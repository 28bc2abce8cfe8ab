# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Compiles MODULE onto a full file system mounted at DIR, then shows what is
# there.
module=$1 dir=$2
mount -t tmpfs -o size=16k none "$dir"
echo old > "$dir/app.cwasm"
head -c 8000 /dev/zero > "$dir/filler"
wasmc "$module" -o "$dir/app.cwasm"
echo "status $?"
cat "$dir/app.cwasm"
ls -A "$dir" | xargs
